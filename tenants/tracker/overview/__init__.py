"""The institution's first page: what needs whom, how many from whom, in what state, and what is missing."""
