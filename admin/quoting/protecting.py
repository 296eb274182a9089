"""Which quotes the protected tables allow: never one from a group that they hide."""

from admin.analysis.variables import ANSWERED, LANGUAGE
from admin.disclosure import Protected, ProtectedTable
from admin.quoting.approved import Quote
from admin.quoting.printed import Said
from dialogs.languages import OWN_NAMES


def allowed(quote: Quote | Said, tables: Protected) -> bool:
    """Return whether a quote tells nothing that the tables hide.

    The original tells its language, so leaving out the attribution would not be enough.
    """
    heard = _may_be_heard(quote.language, tables.table(LANGUAGE), tables) and _leaves_room(
        quote.language, tables
    )
    wrote = tables.tables.get((quote.question, ""))
    if wrote is None or ANSWERED not in {one.id for one in wrote.variable.categories}:
        return heard
    return heard and _may_be_heard(ANSWERED, wrote, tables)


def attribution(quote: Quote, tables: Protected) -> str:
    """Return what stands beside a quote: its language, if its number is printed; else nothing."""
    shown = tables.table(LANGUAGE).cell(quote.language).shown
    return OWN_NAMES.get(quote.language, quote.language) if shown else ""


def _leaves_room(language: str, tables: Protected) -> bool:
    """Return whether it stays open how many who speak a language wrote nothing.

    Twice the threshold of them wrote, so it is nobody at least, and the others at most.
    """
    size = tables.table(LANGUAGE).cell(language).count
    return size is None or tables.rule.behind(size)[1] >= 3 * tables.rule.threshold


def _may_be_heard(group: str, table: ProtectedTable, tables: Protected) -> bool:
    """Return whether a group is shown, or so large that everybody else is hidden beside it.

    A quote says that twice the threshold of the group wrote. Where the table shows no group at all,
    the hidden ones stay as uncertain as they were, if there are enough people beside these.
    """
    cell, people = table.cell(group), table.base().count
    if cell.shown or cell.nearly_all:
        return True
    others = (table.cell(one.id) for one in table.variable.categories)
    none_is_shown = not any(one.shown or one.nearly_all for one in others)
    return none_is_shown and people is not None and people >= 4 * tables.rule.threshold
