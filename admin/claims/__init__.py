"""Sentences whose numbers can be traced, and the proof that they all are.

A sentence is made of `parts`. A number or a strength word names the cell it speaks of; the program
writes it (`figures`, `strengths`, `composing`). What comes first is in `superlatives`. `proving`
checks every part again before anything is printed.
"""

from admin.claims.composing import compose, compose_plural, part_of, superlative
from admin.claims.figures import ProofError, number
from admin.claims.parts import (
    Cited,
    Form,
    Given,
    Number,
    Part,
    Plain,
    Quoted,
    Sentence,
    Strength,
    Typed,
    Value,
)
from admin.claims.proving import prove
from admin.claims.strengths import strength, strength_of

__all__ = [
    "Cited", "Form", "Given", "Number", "Part", "Plain", "ProofError", "Quoted", "Sentence",
    "Strength", "Typed", "Value", "compose", "compose_plural", "number", "part_of", "prove",
    "strength", "strength_of", "superlative",
]  # fmt: skip
