"""Ages: the bands leave no gap, and the countries that decide about consent can be looked up."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dialogs.round import Round
from dialogs.screens.beginning import OLDEST_ASKED
from dialogs.shape.base import Finding

COUNTRY = re.compile("[A-Z]{2}")


def find(round_: Round) -> Iterator[Finding]:
    yield from _countries(round_)
    yield from _bands(round_)


def _countries(round_: Round) -> Iterator[Finding]:
    for i, country in enumerate(round_.countries):
        if not COUNTRY.fullmatch(country):
            yield (
                f"$.countries[{i}]",
                f"“{country}” is not a country.",
                "Write the two capital letters of ISO 3166, such as MK; XK for Kosovo.",
            )


def _bands(round_: Round) -> Iterator[Finding]:
    bands = round_.age_bands
    if not bands or bands[0].least != round_.minimum_age or bands[-1].most is not None:
        yield (
            "$.age_bands",
            "The bands must run from the minimum age upwards.",
            "Leave the last one open.",
        )
    for i, (lower, upper) in enumerate(pairwise(bands)):
        if lower.most is None or upper.least != lower.most + 1:
            yield (
                f"$.age_bands[{i + 1}]",
                "The bands leave a gap or overlap.",
                "Each begins where the last ends.",
            )
        if lower.most is not None and lower.most < lower.least:
            yield f"$.age_bands[{i}]", "This band holds no age.", "`most` is `least` or more."
    if bands and bands[-1].least > OLDEST_ASKED:
        yield (
            f"$.age_bands[{len(bands) - 1}]",
            f"Ages above {OLDEST_ASKED} are asked as “{OLDEST_ASKED} or older”.",
            f"Let the last band begin at {OLDEST_ASKED} or earlier.",
        )
    if round_.minimum_age < 12:
        yield "$.minimum_age", "Younger than 12 is not supported.", "Set 12 or more."
