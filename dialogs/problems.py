"""What an author of a round is told when something is wrong: where, what, and what to do."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Whether a round can be opened in spite of a finding."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Struct, frozen=True):
    """One finding in a file.

    Attributes:
        file: its name, as the caller gave it.
        line: counts from 1; 0 means the file as a whole.
        what: what is wrong.
        remedy: what to do about it.
        rule: the name of the rule that found it.
        severity: whether it must be mended.
    """

    file: str
    line: int
    what: str
    remedy: str
    rule: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.remedy}"


class RoundFileError(ValueError):
    """A round file that cannot be used; `problems` says why, one entry each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
