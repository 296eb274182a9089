"""Figures: of a cell, as the language of their sentence writes them."""

from admin.claims.parts import Form, Value
from admin.disclosure import ProtectedCell
from admin.words import Words


class ProofError(Exception):
    """A sentence states something that the tables do not say; the message names the sentence."""


def number(cell: ProtectedCell, form: Form = Form.PERCENT) -> Value:
    """Return the figure of a cell; ProofError when it is hidden."""
    _value(cell, form)
    return Value(cell, form)


def printed(cell: ProtectedCell, form: Form, words: Words) -> str:
    """Return the figure of a cell as it is written; ProofError when it is hidden."""
    value = _value(cell, form)
    return words.percent(value) if form is Form.PERCENT else words.number(value)


def _value(cell: ProtectedCell, form: Form) -> int:
    value = {Form.PERCENT: cell.percent, Form.COUNT: cell.count, Form.BASE: cell.base}[form]
    if value is None:
        raise ProofError(f"The number at {'/'.join(cell.ref)} is hidden.")
    return value
