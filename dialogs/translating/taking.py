"""Looks through what a translator hands back: what is taken, what is not, and what is wrong."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dialogs.problems import Problem, Severity
from dialogs.translating.agreement import disagreements
from dialogs.translating.entries import Entry
from dialogs.translating.record import digest

RULE = "translating"


class Delivered(Struct, frozen=True, kw_only=True):
    """One text as it was handed back.

    Attributes:
        key: its name.
        source: the wording that was translated; it may have been changed since.
        translation: empty when there is none.
        file, line, cell: where it stands; the cell (`Texts!C7`) only in a workbook.
        unsure: marked as not finished; it is left out.
        unseen: marked as changed, and not marked as still right: left out unless it was reworded.
        remark: what the translator says to the authors.
    """

    key: str
    source: str
    translation: str
    file: str
    line: int
    cell: str = ""
    unsure: bool = False
    unseen: bool = False
    remark: str = ""

    def problem(self, what: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
        """Return what is wrong with it, with its place."""
        cell = f"{self.cell}: " if self.cell else ""
        return Problem(self.file, self.line, f"{cell}{what}", remedy, RULE, severity)


class Taken(Struct, frozen=True, kw_only=True):
    """What becomes of a delivery.

    Attributes:
        made: of each text that is taken, the source and the translation, by its name.
        changed: names of those that are new or reworded.
        outdated: names of those that follow a source that has been changed since.
        left: names of those that are there and not taken (unfinished, or not looked at).
        remarks: what the translator says, by the name of the text.
        problems: errors, with which nothing is to be taken; and warnings.
    """

    made: dict[str, tuple[str, str]]
    changed: tuple[str, ...]
    outdated: tuple[str, ...]
    left: tuple[str, ...]
    remarks: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing of it can be taken."""
        return any(one.severity is Severity.ERROR for one in self.problems)


def take(delivered: Iterable[Delivered], entries: Iterable[Entry]) -> Taken:
    """Return what becomes of everything that was handed back, given the texts as they are."""
    known = {one.key: one for one in entries}
    given = list(delivered)
    problems = list(_problems(given, known))
    here = [one for one in given if one.key in known and one.translation.strip()]
    made = {
        one.key: (one.source.strip(), one.translation.strip())
        for one in here
        if _is_taken(one, known[one.key])
    }
    return Taken(
        made=made,
        changed=tuple(key for key in made if made[key][1] != known[key].translation),
        outdated=tuple(key for key in made if digest(made[key][0]) != digest(known[key].source)),
        left=tuple(one.key for one in here if one.key not in made),
        remarks={one.key: one.remark for one in given if one.remark},
        problems=tuple(problems),
    )


def _is_taken(one: Delivered, entry: Entry) -> bool:
    reworded = one.translation.strip() != entry.translation
    return not one.unsure and (reworded or not one.unseen)


def _problems(given: Iterable[Delivered], known: Mapping[str, Entry]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in given:
        if one.key not in known:
            what = f"“{one.key}” is no text of the round."
            yield one.problem(what, "Remove it, or write the file anew: the round has changed.")
        elif one.key in seen:
            yield one.problem(f"“{one.key}” is there twice.", "Remove one of the two.")
        elif one.translation.strip() and _is_taken(one, known[one.key]):
            yield from _problems_of(one, known[one.key])
        seen.add(one.key)


def _problems_of(one: Delivered, entry: Entry) -> Iterator[Problem]:
    for what, remedy in disagreements(one.source, one.translation):
        yield one.problem(f"“{one.key}”: {what}", remedy)
    over = entry.excess(one.translation.strip())
    if over and entry.limit:
        what = f"“{one.key}” has {over} {entry.limit.unit} more than the {entry.limit.most} it may."
        yield one.problem(what, "Shorten it.", Severity.WARNING)
