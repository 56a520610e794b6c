"""A line of text whose parts keep their own colours."""

from rich.text import Text


def ink(text: str = "", style: str = "") -> Text:
    """A line that begins with a text in a style. What is appended does not take that style over, as it would from `Text(text, style)`."""
    return Text().append(text, style)
