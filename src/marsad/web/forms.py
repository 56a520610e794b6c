"""What a form of ours brings."""

from starlette.datastructures import FormData


def text_of(form: FormData, name: str) -> str:
    """The text of a field; nothing where it is not there."""
    said = form.get(name)
    return said if isinstance(said, str) else ""
