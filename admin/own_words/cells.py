"""Finds the protected cell that a reference names, by the names that people give to things.

Answers and groups may be named by id or by their wording; an age band by its years.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from admin.analysis.statements import are_groups
from admin.analysis.variables import AGE, Category, Variable, among_id, merged_id
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.labels import Labels
from admin.own_words.names import UnclearError, named, plain
from admin.own_words.references import SHARE, Reference

GROUPS = "opinion group"


@dataclass(frozen=True)
class Cells:
    """The cells of a round by name."""

    tables: Protected
    labels: Labels

    def cell(self, reference: Reference) -> ProtectedCell:
        """Return the cell; UnclearError where there is none of that name."""
        table, category = self.category(reference)
        return table.cell(category.id, self._group(reference, table))

    def category(self, reference: Reference) -> tuple[ProtectedTable, Category]:
        """Return the table and the answer; UnclearError where there is none of that name."""
        tables = list(self._tables(reference))
        answers = {
            name: (table, category)
            for table in reversed(tables)
            for category in table.variable.categories
            for name in (self.labels.category(category), said(category), category.id)
        }
        offered = [said(one) for table in tables for one in table.variable.categories]
        what = f"“{reference.subject}” has no answer “{reference.answer}”."
        return named(reference.answer, answers, what, "Answers", offered)

    def everything(self) -> Iterator[tuple[Reference, ProtectedCell, str]]:
        """Yield a reference to each cell that has anything to say, the cell, and its wording."""
        for table in self.tables.tables.values():
            subject, any_place = _subject(table.variable)
            for group in table.groups:
                about = Reference(SHARE, subject, any_place=any_place)
                if table.by:
                    by, value = by_name(table.by.id), self._group_name(table.by, group)
                    about = replace(about, by=by, group=value)
                for category in table.variable.categories:
                    cell = table.cell(category.id, group)
                    if cell.shown or cell.nearly_all:
                        label = self.labels.category(category)
                        yield replace(about, answer=said(category)), cell, label

    def _tables(self, reference: Reference) -> Iterator[ProtectedTable]:
        """Yield the tables that may hold the answer, the finest first."""
        subject = self._known(reference.subject)
        by = self._by(reference) if reference.by else ""
        names = [subject, merged_id(subject), f"{subject}:agreed"]
        if reference.any_place:
            names = [among_id(subject)]
        found = [self.tables.tables[one, by] for one in names if (one, by) in self.tables.tables]
        if not found and by:
            others = sorted({by_name(b) for one, b in self.tables.tables if b and one in names})
            raise UnclearError(
                f"“{reference.subject}” is not counted by “{reference.by}”.",
                f"It is by: {', '.join(others)}." if others else "Say it of everybody.",
            )
        if not found:
            raise UnclearError(
                f"“{reference.subject}” has no places.", "“in any place” is for rankings."
            )
        yield from found

    def _known(self, subject: str) -> str:
        names = {_subject(one)[0]: _subject(one)[0] for one in self.tables.plan.variables}
        return named(subject, names, f"There is no question “{subject}”.", "Questions")

    def _by(self, reference: Reference) -> str:
        question = reference.subject.partition(":")[0]
        names = {
            by_name(by): by
            for by in self.tables.plan.breakdowns
            if not are_groups(by) or by.partition(":")[0] == question
        }
        return named(reference.by, names, f"There is no breakdown “{reference.by}”.", "Breakdowns")

    def _group(self, reference: Reference, table: ProtectedTable) -> str:
        if table.by is None:
            return ""
        groups = {
            name: one.id
            for one in table.by.categories
            for name in (self.labels.category(one), one.id, self._group_name(table.by, one.id))
        }
        offered = [self._group_name(table.by, one.id) for one in table.by.categories]
        what = f"“{reference.by}” has no group “{reference.group}”."
        return named(reference.group, groups, what, "Groups", offered)

    def _group_name(self, by: Variable, group: str) -> str:
        """Return what a group is called in a reference: a band by its years, others by their id."""
        if by.id == AGE:
            return self.labels.group(by, group).replace("–", "-")
        return said(by.category(group))


def said(category: Category) -> str:
    """Return what a category is called in a reference: its id, or the word for no answer."""
    fixed = category.id.startswith(":")
    return category.id.removeprefix(":").replace("_", " ") if fixed else category.id


def by_name(by: str) -> str:
    """Return what a breakdown is called in a reference."""
    return GROUPS if are_groups(by) else by


def near_to(reference: Reference, other: Reference) -> tuple[bool, bool, bool]:
    """Return how far one reference is from another of the same question, for sorting."""
    same = plain(reference.answer) == plain(other.answer)
    return not same, bool(reference.by) and reference.by != other.by, not reference.by


def _subject(variable: Variable) -> tuple[str, bool]:
    """Return what a variable is called in a reference, and whether it counts any place."""
    if are_groups(variable.id):
        return GROUPS, False
    name, _, kind = variable.id.rpartition(":")
    if kind in {"merged", "among", "agreed"} and name:
        return name, kind == "among"
    return variable.id, False
