"""The institution's own list of values for each kind of assessor: how they read, and the pages that change them."""
