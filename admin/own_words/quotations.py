"""Finds quotations that were typed by hand: what somebody said stands only as an approved quote."""

import re

LEAST_WORDS = 4
"""A name or a term in quotation marks is shorter."""

_MARKED = re.compile(r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"")


def quotation_in(text: str) -> str:
    """Return the first passage in quotation marks that is long enough; empty where there is none.

    It keeps its quotation marks.
    """
    found = (one[0] for one in _MARKED.finditer(text))
    return next((one for one in found if len(one.split()) >= LEAST_WORDS), "")
