"""The charts of a brief, drawn from protected cells only.

All share one layout that suits a phone as well as a page: the label stands above its bar, the
number at the right, and every bar has the same scale, from nobody to everybody. Meaning is never
carried by hue: the accent colour and the greys differ in lightness.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from admin.canvas import INK, QUIET, SIZE, TRACK, WHITE, Align, Canvas, Picture, wrapped
from admin.colours import soft
from admin.disclosure import ProtectedCell
from admin.words import Words

WIDTH = 330
MOST_ROWS = 12
"""More groups would make a chart taller than two thirds of a page: then the largest are drawn."""
ACCENT = "#00596b"
PALE = "#c9d5da"

_LINE = 16
_BAR = 9
_GAP = 11
_STACK = 20
_NUMBERS = 78
_ROOM_FOR_NUMBER = 34
_NEARLY_ALL = 0.9
"""How much of its base "nearly all" is at least: so far a bar is drawn, the rest of it in pale."""
_LEAN = 1
"""By how much the last letter of a line may lean out of its own width, and would be cut."""


@dataclass(frozen=True)
class Row:
    """One labelled cell of a chart; `strong` draws it in the accent colour."""

    label: str
    cell: ProtectedCell
    strong: bool = False


@dataclass(frozen=True)
class StackRow:
    """One group: its base, and the cells that share a bar."""

    label: str
    base: ProtectedCell
    cells: tuple[ProtectedCell, ...]

    @property
    def whole(self) -> bool:
        """Whether every part may be seen: with a gap, the other parts would stand in its place."""
        return all(cell.percent is not None for cell in self.cells)


@dataclass(frozen=True)
class VoteRow:
    """One statement: those who could vote on it, who agreed and who disagreed."""

    statement: str
    base: ProtectedCell
    agree: ProtectedCell
    disagree: ProtectedCell


def bars(
    rows: Sequence[Row], words: Words, *, accent: str = ACCENT, emphasise: bool = True
) -> Picture:
    """Return bars with share and count; strong rows are also in bold if `emphasise`."""
    canvas, y = Canvas(WIDTH), 0
    for row in rows:
        figure = _share_and_count(row.cell, words)
        bold = row.strong and emphasise
        y = _heading(canvas, y, row.label, figure, strong=bold, quiet=not row.cell.shown)
        canvas.box(0, y, WIDTH, _BAR, TRACK)
        if row.cell.nearly_all:
            canvas.box(0, y, WIDTH, _BAR, PALE)
        if length := _length(row.cell):
            canvas.box(0, y, length, _BAR, accent if row.strong else soft(accent))
        y += _BAR + _GAP
    described = "; ".join(f"{row.label}: {_described(row.cell, words)}" for row in rows)
    return canvas.picture(
        y - _GAP + 1,
        words("Bar chart. {rows}.", rows=described),
        (words("Answer"), words("Number")),
        ((row.label, _described(row.cell, words)) for row in rows),
    )


def dots(rows: Sequence[Row], words: Words, *, accent: str = ACCENT) -> Picture:
    """Return a dot for each group on one answer; groups without a number are said to be hidden."""
    canvas, y = Canvas(WIDTH), 0
    for row in rows:
        label, figure = _with_base(row.label, row.cell, words), _share(row.cell, words)
        y = _heading(canvas, y, label, figure, strong=row.strong, quiet=not row.cell.shown)
        canvas.box(0, y + _BAR / 2 - 1, WIDTH, 2, TRACK)
        colour = accent if row.strong else soft(accent)
        if row.cell.percent is not None:
            length = 6 + (WIDTH - 12) * row.cell.percent / 100
            canvas.box(0, y + _BAR / 2 - 1, length, 2, colour)
            canvas.dot(length, y + _BAR / 2, colour)
        if row.cell.nearly_all:
            canvas.box(0, y + _BAR / 2 - 1, _length(row.cell), 2, colour)
        y += _BAR + _GAP
    described = "; ".join(f"{row.label}: {_described(row.cell, words)}" for row in rows)
    return canvas.picture(
        y - _GAP + 2,
        words("Dot plot. {rows}.", rows=described),
        (words("Group"), words("Number")),
        ((row.label, _described(row.cell, words)) for row in rows),
    )


def stacks(
    rows: Sequence[StackRow],
    legend: Sequence[str],
    rest: str,
    words: Words,
    *,
    accent: str = ACCENT,
) -> Picture:
    """Return one bar a group, split into the parts of a scale; no parts where one is hidden.

    `rest` is what the part of a bar means that is left: those who are in no part of the scale.
    """
    colours = _shades(len(legend), accent)
    canvas = Canvas(WIDTH)
    y = _legend(canvas, [*legend, rest], [*colours, TRACK])
    for row in rows:
        label = _with_base(row.label, row.base, words)
        figure = "" if row.whole else words("hidden")
        y = _heading(canvas, y, label, figure, quiet=True)
        canvas.box(0, y, WIDTH, _STACK, TRACK)
        if row.whole:
            _segments(canvas, y, row.cells, colours, words)
        y += _STACK + _GAP
    described = "; ".join(
        f"{row.label}: " + ", ".join(f"{name} {_described(cell, words)}" for name, cell in pairs)
        for row in rows
        for pairs in [list(zip(legend, row.cells, strict=True))]
    )
    return canvas.picture(
        y - _GAP + 1,
        words("Stacked bars. {rows}.", rows=described),
        (words("Group"), *legend),
        ((row.label, *(_described(cell, words) for cell in row.cells)) for row in rows),
    )


def votes(rows: Sequence[VoteRow], words: Words, *, accent: str = ACCENT) -> Picture:
    """Return a bar for each statement: agreement from the left, disagreement from the right.

    What is between them passed, did not vote, or is hidden, so a hidden part leaves a gap.
    """
    canvas = Canvas(WIDTH)
    names = [words("Agree"), words("Disagree"), words("Neither, or hidden")]
    y = _legend(canvas, names, [accent, soft(accent), TRACK])
    for row in rows:
        base = "" if row.base.base is None else words("n = {base}", base=row.base.base)
        y = _heading(canvas, y, words.quoted(row.statement), base, quiet=True)
        canvas.box(0, y, WIDTH, _STACK, TRACK)
        _end(canvas, y, row.agree, words, colour=accent, left=True)
        _end(canvas, y, row.disagree, words, colour=soft(accent), left=False)
        y += _STACK + _GAP
    described = "; ".join(
        words(
            "{statement}: agree {agree}, disagree {disagree}",
            statement=row.statement,
            agree=_described(row.agree, words),
            disagree=_described(row.disagree, words),
        )
        for row in rows
    )
    return canvas.picture(
        y - _GAP + 1,
        words("Stacked bars. {rows}.", rows=described),
        (words("Statement"), words("Agree"), words("Disagree")),
        (
            (row.statement, _described(row.agree, words), _described(row.disagree, words))
            for row in rows
        ),
    )


def _end(
    canvas: Canvas, y: float, cell: ProtectedCell, words: Words, *, colour: str, left: bool
) -> None:
    """Draw one end of a bar of votes, its share inside or, where it is too short, beside it."""
    if length := _length(cell):
        canvas.box(0 if left else WIDTH - length, y, length, _STACK, colour)
    text = words("nearly all") if cell.nearly_all else _share(cell, words) if cell.percent else ""
    inside = length >= _ROOM_FOR_NUMBER
    x = length / 2 if inside else length + 4
    beside: Align = "left" if left else "right"
    ink = WHITE if inside and left else INK
    canvas.text(
        x if left else WIDTH - x,
        y + _STACK / 2,
        text,
        align="center" if inside else beside,
        colour=ink,
        bold=True,
    )


def _heading(
    canvas: Canvas, y: int, label: str, figure: str, *, strong: bool = False, quiet: bool = False
) -> int:
    """Write the lines above a bar and return where the bar begins."""
    lines = wrapped(label, WIDTH - _NUMBERS, bold=strong)
    for index, line in enumerate(lines):
        canvas.text(0, y + index * _LINE + _LINE / 2, line, bold=strong)
    last = y + (len(lines) - 1) * _LINE
    colour = QUIET if quiet else INK
    canvas.text(WIDTH - _LEAN, last + _LINE / 2, figure, align="right", bold=strong, colour=colour)
    return last + _LINE + 3


def _legend(canvas: Canvas, legend: Sequence[str], colours: Sequence[str]) -> int:
    y = 0
    for name, colour in zip(legend, colours, strict=True):
        canvas.box(0, y + 3, 10, 10, colour)
        for line in wrapped(name, WIDTH - 18):
            canvas.text(18, y + _LINE / 2, line, colour=QUIET)
            y += _LINE
    return y + _GAP


def _segments(
    canvas: Canvas,
    y: int,
    cells: Sequence[ProtectedCell],
    colours: Sequence[str],
    words: Words,
) -> None:
    x = 0.0
    for cell, colour in zip(cells, colours, strict=True):
        length = _length(cell)
        if not length:
            continue
        canvas.box(x, y, max(length - 1, 1), _STACK, colour)
        if length >= _ROOM_FOR_NUMBER:
            ink = WHITE if colour == colours[0] else INK
            canvas.text(
                x + length / 2,
                y + _STACK / 2,
                words.percent(cell.percent or 0),
                align="center",
                colour=ink,
                bold=True,
            )
        x += length


def _length(cell: ProtectedCell) -> float:
    """Return how long the bar of a cell is for certain."""
    return WIDTH * (_NEARLY_ALL if cell.nearly_all else (cell.percent or 0) / 100)


def _shades(parts: int, accent: str) -> list[str]:
    return [accent, PALE, soft(accent)] if parts == 3 else [accent, soft(accent)]


def _unnumbered(cell: ProtectedCell, words: Words) -> str:
    return words("nearly all") if cell.nearly_all else words("hidden")


def _share_and_count(cell: ProtectedCell, words: Words) -> str:
    if cell.count is None:
        return _unnumbered(cell, words)
    count = words.number(cell.count)
    return count if cell.percent is None else f"{words.percent(cell.percent)}  ·  {count}"


def _share(cell: ProtectedCell, words: Words) -> str:
    if cell.count is None:
        return _unnumbered(cell, words)
    if cell.percent is None:
        return words("{count} of {base}", count=cell.count, base=cell.base or 0)
    return words.percent(cell.percent)


def _with_base(label: str, cell: ProtectedCell, words: Words) -> str:
    return (
        label if cell.base is None else words("{label} (n = {base})", label=label, base=cell.base)
    )


def _described(cell: ProtectedCell, words: Words) -> str:
    if cell.count is None:
        return _unnumbered(cell, words)
    if cell.percent is None:
        return words("{count} of {base}", count=cell.count, base=cell.base or 0)
    return words(
        "{share}, {count} of {base}",
        share=words.percent(cell.percent),
        count=cell.count,
        base=cell.base or 0,
    )


__all__ = [
    "ACCENT", "MOST_ROWS", "SIZE", "WIDTH", "Row", "StackRow", "VoteRow",
    "bars", "dots", "stacks", "votes",
]  # fmt: skip
