"""The texts of one question, as coders may see them: the words, and nothing about who wrote them.

Participants are told that after closing the organiser has what they typed, without names. So these
texts may be read by the organiser's own people, ten or more at a time, and by nobody else.
"""

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec import Struct

from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from dialogs.questions import FreeText

LEAST = 10
"""The fewest texts that are read together: among fewer, somebody could be known by their words."""


class Text(Struct, frozen=True):
    """One text under the id that it has in the dataset."""

    id: str
    words: str


def texts_of(dataset: Dataset, question: str) -> tuple[Text, ...]:
    """Return the texts that answer a question.

    Raises:
        CodingError: the question takes no free text, or too few people wrote something.
    """
    own_words = [one.id for one in dataset.round.questions if isinstance(one, FreeText)]
    if question not in own_words:
        raise CodingError(
            f"“{question}” is not a question in own words (free_text). This round has: "
            f"{', '.join(own_words) or 'none'}."
        )
    table = pq.read_table(
        dataset.folder / "texts.parquet",
        columns=["text", "words"],
        filters=[("question", "==", question)],
    )
    found = tuple(Text(row["text"], row["words"]) for row in table.to_pylist())
    if len(found) < LEAST:
        raise CodingError(
            f"Fewer than {LEAST} people answered “{question}” in their own words. So few texts "
            "are not laid before a reader: who wrote them could be guessed. Leave them uncoded."
        )
    return found
