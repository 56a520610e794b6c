"""The observatory page: a thin reader of the record."""
