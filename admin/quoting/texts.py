"""The texts that may be quoted: those whose author has allowed it, and no others."""

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec import Struct

from admin.dataset import Dataset
from admin.quoting.trouble import QuotingError


class Text(Struct, frozen=True):
    """One text under the id that it has in the dataset."""

    id: str
    question: str
    language: str
    words: str


def quotable(dataset: Dataset) -> tuple[Text, ...]:
    """Return the texts that carry the flag; see `storage.quotable` for what it tells.

    Raises:
        QuotingError: nobody was asked in this round.
    """
    if not dataset.round.may_quote:
        raise QuotingError(
            f"Nobody was asked in “{dataset.round.id}” whether words may be quoted, so none may. "
            "A round asks for it when its file says quotes: true before it opens."
        )
    table = pq.read_table(
        dataset.folder / "texts.parquet",
        columns=["text", "question", "language", "words"],
        filters=[("quotable", "==", True)],
    )
    return tuple(
        Text(row["text"], row["question"], row["language"], row["words"])
        for row in table.to_pylist()
    )
