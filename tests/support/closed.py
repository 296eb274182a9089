"""The dataset of a closed round, from responses as the engine makes them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from admin.dataset import Dataset
from dialogs.round import Round
from dialogs.session import Response
from storage import dataset, join
from storage.closing_record import ClosingRecord
from storage.dataset import Contents
from storage.progress import silent
from storage.sealing import PublicKey
from storage.signing import SIGNING_KEY_BYTES


def closed(
    folder: Path, round_: Round, responses: Sequence[Response], key: bytes | None = None
) -> Dataset:
    """Write the dataset of these responses into `folder` and open it.

    With the public `key` of the round, the link from texts to responses is sealed to it.
    """
    folder.mkdir(parents=True)
    contents = Contents.shuffled(round_, [msgspec.json.encode(one) for one in responses], {})
    record = ClosingRecord(
        round=round_.id,
        practice=round_.practice,
        opened=round_.opens,
        closed=round_.closes + dt.timedelta(days=1),
        finished=len(responses),
        tallies={"started": {"en": len(responses) + 25}, "stopped": {"en": 25}},
        unfinished=0,
        hashes=dataset.write(folder, contents, silent),
        software="0.1.0",
        quarantined=sum(contents.quarantined),
        join=_sealed(folder, contents, key) if key else "",
    )
    dataset.write_record(folder, record, bytes(SIGNING_KEY_BYTES))
    return Dataset.open(folder)


def _sealed(folder: Path, contents: Contents, key: bytes) -> str:
    return join.write(folder, contents.round.id, contents.join, PublicKey.from_bytes(key))
