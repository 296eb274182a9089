"""How much room charts take on a page, in the pixels that they are drawn in."""

from collections.abc import Sequence

from admin.briefs.model import Figure

ONE_PAGE = 1000
"""What a page holds under its heading: 240 mm, where a chart of 330 pixels is 79 mm wide."""

_CAPTION = 36
_LINE = 20
_GAP = 36
_CHARACTERS = 44
"""In a line above a chart."""


def height(figures: Sequence[Figure]) -> int:
    """Return the height of charts that stand in two columns."""
    pairs = (figures[at : at + 2] for at in range(0, len(figures), 2))
    return sum(max(_one(figure) for figure in pair) + _GAP for pair in pairs)


def _one(figure: Figure) -> int:
    lines = -(-len(figure.title) // _CHARACTERS)
    return figure.picture.height + _CAPTION + _LINE * lines
