"""One file a format: read(path) gives Reports."""
