"""Public conversations with votes on statements, as Polis exports them."""

from dataclasses import dataclass

import numpy as np

from admin.analysis.opinion_groups import Votes
from tests.support.shared_data import SHARED, rows

FOLDER = "data/statements"
FILE = "participants-votes.csv"


@dataclass(frozen=True)
class Conversation:
    """The votes of a conversation, and the group of each participant ("" for none)."""

    name: str
    votes: Votes
    groups: tuple[str, ...]


def names() -> list[str]:
    """Return the conversations that are here; none on a machine without them."""
    return sorted(path.parent.name for path in (SHARED / FOLDER).glob(f"*/{FILE}"))


def load(name: str) -> Conversation:
    """Return one of them. A vote that is not 1, -1 or 0 counts as none."""
    participants = rows(f"{FOLDER}/{name}", FILE)
    statements = [column for column in participants[0] if column.isdigit()]
    votes = [[_vote(one[statement]) for statement in statements] for one in participants]
    groups = tuple(one["group-id"].strip() for one in participants)
    return Conversation(name, np.array(votes), groups)


def _vote(written: str) -> float:
    return {"1": 1.0, "-1": -1.0, "0": 0.0}.get(written.strip(), float("nan"))
