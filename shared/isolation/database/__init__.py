"""Database backend: every cursor stands in the schema and role of the scope at hand."""
