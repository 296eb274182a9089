"""One row of the survey sheet on its way to a question, with all that a kind may look at."""

from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct, field

from admin.xlsform.choices import Choice
from admin.xlsform.findings import Findings
from admin.xlsform.known import Plain
from admin.xlsform.sheets import Row
from admin.xlsform.types import Type

Texts = dict[str, str]


class Asked(Struct):
    """A row that asks something.

    Attributes:
        row, type: the row and what its type cell says.
        choices: the choices of its list.
        texts: gives the texts of a row in a column, by language tag.
        findings: where a kind tells what it had to change.
        ticks: the choices that name points of a range.
        used: appearances and parameters that a kind has understood.
    """

    row: Row
    type: Type
    choices: tuple[Choice, ...]
    texts: Callable[[Row, str], Texts]
    findings: Findings
    ticks: tuple[Choice, ...] = ()
    used: set[str] = field(default_factory=set)

    NO_CHANGE: ClassVar[frozenset[str]] = frozenset({"multiline", "vertical"})

    def tell(self, column: str, what: str, suggestion: str) -> None:
        """Tell something about a cell of this row."""
        self.findings.add(self.row.sheet, self.row.cell(column), what, suggestion)

    def looks(self, *names: str) -> bool:
        """Return whether the appearance has one of `names`, which then counts as understood."""
        found = set(names) & set(self.row.get("appearance").casefold().split())
        self.used |= found
        return bool(found)

    def parameter(self, name: str) -> str:
        """Return a parameter (`start=0 end=10`), which then counts as understood."""
        self.used.add(name)
        return parameters(self.row.get("parameters")).get(name, "")

    def not_understood(self) -> tuple[list[str], list[str]]:
        """Return the appearances and the parameters that say nothing to a round."""
        looks = self.row.get("appearance").casefold().split()
        settings = parameters(self.row.get("parameters"))
        return (
            [one for one in looks if one not in self.used | self.NO_CHANGE],
            [one for one in settings if one not in self.used],
        )

    def options(self) -> list[Plain]:
        """Return the options as they stand in the round."""
        return [{"id": one.id, "label": self._label(one)} for one in self.choices]

    def _label(self, choice: Choice) -> Texts:
        texts = self.texts(choice.row, "label")
        if not texts:
            self.findings.add(
                choice.row.sheet,
                choice.row.cell("label"),
                f"“{choice.name}” has no label; its name stands for it.",
                "Write a label in each language.",
            )
        return texts or dict.fromkeys(self.texts(self.row, "label") or {"en": ""}, choice.name)


def parameters(text: str) -> dict[str, str]:
    """Return what `start=0 end=10` says; commas and semicolons may stand between as well."""
    spaced = text.replace(",", " ").replace(";", " ").replace(" =", "=").replace("= ", "=")
    pairs = (part.partition("=") for part in spaced.split())
    return {name.strip().casefold(): value.strip() for name, mark, value in pairs if mark}
