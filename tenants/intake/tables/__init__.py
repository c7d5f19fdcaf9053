"""What a person says of a table that does not explain itself: its columns, its words, what holds for all its rows."""
