"""The matrix OHCHR asks for: the thematic list of a review with the column of implementation filled in."""
