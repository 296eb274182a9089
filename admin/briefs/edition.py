"""What one edition of a brief is asked for with."""

import datetime as dt
from pathlib import Path
from typing import Required, TypedDict

from admin.analysis.engine import Engine
from admin.population import Population
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
