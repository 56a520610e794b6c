"""The nouns of the house: frozen values that every floor shares. No input or output, no third-party imports."""
