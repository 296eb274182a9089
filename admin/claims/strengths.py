"""The strength word of a cell."""

from admin.amounts.strengths import STRENGTHS
from admin.claims.figures import ProofError
from admin.claims.parts import Strength
from admin.disclosure import ProtectedCell
from admin.words import Words


def strength_of(cell: ProtectedCell, words: Words) -> str:
    """Return the strength word of a share; ProofError when nothing may be said of it."""
    if cell.nearly_all:
        return words(STRENGTHS[0][1])
    if cell.percent is None:
        raise ProofError(f"There is no share to put into words at {'/'.join(cell.ref)}.")
    share = cell.percent
    return next(words(word) for least, word in STRENGTHS if share >= least)


def strength(cell: ProtectedCell, words: Words) -> Strength:
    """Return the strength word of a cell, with its address."""
    return Strength(strength_of(cell, words), cell.ref)
