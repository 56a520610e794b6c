"""The narrow door: reports, statements and records kept and found again."""
