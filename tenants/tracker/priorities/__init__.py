"""The scoring sheet of a recommendation, the institution's criteria, and what both make of its priority."""
