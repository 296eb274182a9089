"""What an author of a round is told when something is wrong: where, what, and what to do."""

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One finding in a file. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.remedy}"


class RoundFileError(ValueError):
    """A round file that cannot be used; `problems` says why, one entry each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
