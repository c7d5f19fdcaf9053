"""One recommendation: everything about it on one page, and the pages that change it."""
