"""Which quotes the protected tables allow: never one from a group that they hide."""

from collections.abc import Iterator

from admin.analysis.variables import ANSWERED, LANGUAGE
from admin.disclosure import Protected, ProtectedCell
from admin.quoting.approved import Quote
from dialogs.languages import OWN_NAMES


def allowed(quote: Quote, tables: Protected) -> bool:
    """Return whether the tables show both who speaks its language and who wrote where it stands.

    The original tells its language, so leaving out the attribution would not be enough.
    """
    groups = [tables.table(LANGUAGE).cell(quote.language), *_wrote(quote, tables)]
    return all(cell.shown or cell.nearly_all for cell in groups)


def attribution(quote: Quote, tables: Protected) -> str:
    """Return what stands beside a quote: its language, if its number is printed; else nothing."""
    shown = tables.table(LANGUAGE).cell(quote.language).shown
    return OWN_NAMES.get(quote.language, quote.language) if shown else ""


def _wrote(quote: Quote, tables: Protected) -> Iterator[ProtectedCell]:
    """Yield the numbers of those who wrote in answer to the question, wherever they are counted."""
    for by, group in (("", ""), (LANGUAGE, quote.language)):
        table = tables.tables.get((quote.question, by))
        if table is not None and any(one.id == ANSWERED for one in table.variable.categories):
            yield table.cell(ANSWERED, group)
