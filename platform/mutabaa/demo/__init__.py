"""The fictional network by which Mutabaa shows itself. Made in the embedded start only; all its names are invented."""
