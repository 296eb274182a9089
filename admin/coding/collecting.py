"""From sheets that came back to the next version of the layer."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from admin.coding import codebook, layer
from admin.coding.desk import Desk, refuse_names
from admin.coding.layer import Decisions, Layer
from admin.coding.reading import Returned
from admin.coding.sheet import SETTLED, Fact
from admin.coding.trouble import CodingError

_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""How a workbook may write a sign that nobody sees."""


def next_version(desk: Desk, sheets: Sequence[Returned]) -> Layer:
    """Return the version that follows from what came back; `layer.add` writes it.

    What a coder decided takes the place of what the same coder decided earlier; a text that is
    blank on a sheet stays as it was.

    Raises:
        CodingError: a sheet is not of this dataset or question, names a text that is not there, or
            shows other words beside its number; or an earlier decision has a theme that the
            codebook lost.
    """
    kept, before = layer.newest(desk.folder), desk.layer
    decisions = {role: dict(given) for role, given in before.decisions.items()} if before else {}
    settled = dict(before.settled) if before else {}
    faults = list(_strangers(desk, sheets))
    for returned in sheets:
        coder = returned.fact(Fact.CODER)
        into = settled if coder == SETTLED else decisions.setdefault(coder, {})
        into.update(_by_text(desk, returned, faults))
    faults += _lost(desk, [*decisions.values(), settled])
    if faults:
        raise CodingError.of(faults)
    return Layer(
        round=desk.dataset.round.id,
        question=desk.question,
        version=before.version + 1 if before else 1,
        previous=kept[1] if kept else "",
        dataset=desk.dataset.digest,
        codebook=desk.codebook,
        decisions={role: given for role, given in decisions.items() if given},
        settled=settled,
        counted=before.counted if before else 0,
    )


def _strangers(desk: Desk, sheets: Sequence[Returned]) -> Iterator[str]:
    """Yield which sheets do not belong here."""
    wanted = desk.facts("")
    for returned in sheets:
        for name in (Fact.ROUND, Fact.QUESTION, Fact.DATASET):
            if returned.fact(name) != wanted[name]:
                yield (
                    f"{returned.path}, sheet “How to”: its {name.lower()} is "
                    f"“{returned.fact(name)}”, not “{wanted[name]}”. Give the sheets of this "
                    "question and dataset."
                )
        if returned.fact(Fact.CODER) != SETTLED:
            try:
                refuse_names([returned.fact(Fact.CODER)])
            except CodingError as error:
                yield f"{returned.path}, sheet “How to”: {error}"


def _by_text(
    desk: Desk, returned: Returned, faults: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in returned.decided:
        text = desk.by_number.get(one.number)
        if text is None:
            faults.append(
                f"{one.place}: the number in it is of no text of this question. Copy it from the "
                "workbook that you got."
            )
        elif letters(text.words) != letters(one.words):
            faults.append(
                f"{one.place}: beside this number stands another text than there should be, as "
                "when columns are sorted apart from each other. Start from an earlier copy."
            )
        else:
            yield text.id, one.themes


def _lost(desk: Desk, given: Sequence[Decisions]) -> Iterator[str]:
    """Yield the themes of earlier decisions that the codebook has no more."""
    known = {theme.id for theme in desk.codebook.themes}
    used = {theme for one in given for themes in one.values() for theme in themes}
    for theme in sorted(used - known):
        yield (
            f"{desk.folder / codebook.FILE}: the theme “{theme}” is gone, and texts have it from "
            "earlier sheets. Bring it back, or code those texts anew and read their sheets."
        )


def letters(words: str) -> str:
    """Return the letters and digits of a text, which no spreadsheet changes."""
    plain = unicodedata.normalize("NFKC", _ESCAPED.sub("", words))
    return "".join(sign for sign in plain if sign.isalnum())
