"""What is known of the questions above, so that an expression can refer to them."""

from msgspec import Struct, field

Plain = dict[str, object]
"""A part of a round as it stands in YAML."""


class NoCounterpartError(ValueError):
    """An expression, or a part of it, that a round cannot say; the message is a sentence."""


class Known(Struct, frozen=True):
    """A question that has been read.

    Attributes:
        question: as it stands in the round.
        options: the id of each option by the name that the form has for it.
    """

    question: Plain
    options: dict[str, str] = {}

    @property
    def id(self) -> str:
        """The id in the round."""
        return str(self.question["id"])

    @property
    def kind(self) -> str:
        """The kind in the round."""
        return str(self.question["kind"])

    @property
    def decimals(self) -> int:
        """How many decimals an answer may have."""
        decimals = self.question.get("decimals", 0)
        return decimals if isinstance(decimals, int) else 0

    def option(self, name: str) -> str:
        """Return the id of an option; NoCounterpartError when there is none of this name."""
        if name not in self.options:
            raise NoCounterpartError(f"“{name}” is no choice of “{self.id}”.")
        return self.options[name]


class Above(Struct):
    """The rows that have been read so far.

    Attributes:
        questions: by the name in the form.
        lost: what the rows are that have no counterpart, by name.
        below: the names of all rows, so that a look ahead can be told from a misspelt name.
    """

    below: frozenset[str] = frozenset()
    questions: dict[str, Known] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Known:
        """Return the question of this name; NoCounterpartError says why there is none."""
        if name in self.questions:
            return self.questions[name]
        if name in self.lost:
            raise NoCounterpartError(f"“{name}” is {self.lost[name]}, which a round does not have.")
        if name in self.below:
            raise NoCounterpartError(f"“{name}” stands below, and a condition looks back.")
        raise NoCounterpartError(f"There is no question “{name}”.")
