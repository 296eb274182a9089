"""Finds the sentences of a finding that refer to nothing that was answered."""

from admin.amounts.beside import sentences_of
from admin.own_words.references import Reference, split

TOOK_PART = "took part"
"""The fact that is a number of people."""

_ANSWER, _DAY = "\0", "\1"


def without_answer(text: str) -> str:
    """Return the first sentence of a text that refers to no answer; empty where all do."""
    marked = "".join(one if isinstance(one, str) else _mark(one) for one in split(text))
    bare = (one for one in sentences_of(marked) if _ANSWER not in one)
    return next(bare, "").replace(_DAY, "…").strip()


def _mark(reference: Reference) -> str:
    """Return a sign for a reference: what was answered, or a day of the round."""
    return _ANSWER if reference.subject or reference.kind == TOOK_PART else _DAY
