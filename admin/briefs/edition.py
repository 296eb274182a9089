"""What one edition of a brief is asked for with, and what earlier ones have already said."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Required, TypedDict

from admin.analysis.engine import Engine
from admin.approval import Approval
from admin.disclosure import CellRef
from admin.population import Population
from admin.quoting.printed import Said
from admin.suppression import Range
from dialogs.confirmations import Confirmations


class Edition(TypedDict, total=False):
    """How a dataset is to be told of: as keyword arguments, all but the day with a default.

    Attributes:
        language: that of the round's wordings; English unless it is given.
        generated_on: the day that the files bear.
        fixed_words: the language of all other words, where it is not the same.
        confirmed: what has been reviewed here.
        population: what shares are weighted with, if there is one.
        themes: the folder of layers, where texts have been coded.
        quotes: the folder of quotes, where two people have approved some.
        engine: what counts, DuckDB if none is given; the files are the same.
    """

    language: str
    generated_on: Required[dt.date]
    fixed_words: str
    confirmed: Confirmations
    population: Population | None
    themes: Path | None
    quotes: Path | None
    engine: Engine | None


class Entry(TypedDict, total=False):
    """What makes a release of it: what the register knows, and who has approved it."""

    release: int
    published: Mapping[CellRef, Range]
    quoted: Sequence[Said]
    approved_by: tuple[Approval, ...]
