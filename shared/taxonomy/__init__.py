"""Versioned reference lists: who recommends, in which procedure, about what and about whom."""
