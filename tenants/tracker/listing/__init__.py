"""The list of recommendations: what was asked for, how many there are of each kind, one page of rows."""
