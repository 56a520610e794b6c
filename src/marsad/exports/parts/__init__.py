"""What several formats need: cells, files, codes of precision, numbers of a view, parties, names of countries, and words for people."""
