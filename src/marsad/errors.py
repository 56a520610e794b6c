"""What can go wrong, said with the place and with advice."""


class MarsadError(Exception):
    """An error that a person can mend. `place` says where it lies, `advice` what to do."""

    def __init__(self, message: str, *, place: str | None = None, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.advice = advice

    def __str__(self) -> str:
        """One line: place, message, advice."""
        line = f"{self.place}: {self.message}" if self.place else self.message
        return f"{line} ({self.advice})" if self.advice else line

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return (_again, (type(self), self.message, self.place, self.advice))


def _again(kind: type[MarsadError], message: str, place: str | None, advice: str | None) -> MarsadError:
    return kind(message, place=place, advice=advice)


class PackError(MarsadError):
    """A pack that is missing or broken; the place is `file:line`."""


class ReaderError(MarsadError):
    """A report that cannot be read."""


class StoreError(MarsadError):
    """A store that cannot be opened, is broken or has gone."""


class AccountError(MarsadError):
    """An account that is not there, is taken, or may not be."""


class JudgementError(MarsadError):
    """A judgement that cannot be put down as it stands."""
