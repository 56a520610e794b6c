"""Text into sentences, tokens, tags and a dependency tree. The only floor that knows spaCy."""
