"""The dataset of a closed round: a folder that is written once and never changed.

    responses.parquet   one row a response, in an order of chance, under new ids of chance
    texts.parquet       free texts, shuffled by themselves, under ids of their own
    round.json          the round as it was asked
    codebook.json       what the columns mean
    closing.json        who, when, how many, and the hash of every other file
    closing.json.sig, closing.pem
                        the signature of closing.json and its public key (see `signing`)

Nothing joins a text to its response, but for `join.sealed`, which lies beside them for a while in a
round that counts themes by group (see `join`). Nothing in the folder is finer than a day: not even
when the files were written, which is set to midnight of the day of closing (what the file system
keeps beside that, such as the time of the last change of an inode, no program can set).
"""

import datetime as dt
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]  # the package ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types

from dialogs.answers import Answer, Outcome, Value
from dialogs.questions.base import Measure
from dialogs.round import Round, canonical
from dialogs.session import Response
from storage.closing_record import ClosingRecord
from storage.codebook import Added, asked, codebook
from storage.hashing import file_hash
from storage.join import FILE as JOIN_FILE
from storage.join import Join
from storage.progress import Progress
from storage.shredding import sync_directory, sync_file
from storage.signing import KEY_FILE, RECORD_FILE, SIGNATURE_FILE, SignatureError, sign, signer
from storage.steps import reach
from storage.stuffing import quarantined
from storage.texts import Text, new_ids, texts_of

DATA_FILES = ("responses.parquet", "texts.parquet", "round.json", "codebook.json")
CLOSING_FILE = RECORD_FILE
_ROWS = 10_000
"""Rows that are held as columns at a time."""

_PARQUET: Mapping[str, str | bool] = {"compression": "zstd", "write_statistics": False}
"""Without the least and greatest of each group of rows: a reader gets rows, or nothing."""

_TYPES: Mapping[Measure, pa.DataType] = {
    Measure.ONE: pa.string(),
    Measure.MANY: pa.list_(pa.string()),
    Measure.SCALE: pa.int64(),
    Measure.ORDER: pa.list_(pa.string()),
    Measure.NUMBER: pa.float64(),
    Measure.DATE: pa.string(),
    Measure.POINTS: pa.map_(pa.string(), pa.int64()),
    Measure.VOTES: pa.map_(pa.string(), pa.int64()),
}
_ABOUT = {
    "response": pa.string(),
    "respondent": pa.string(),
    "language": pa.string(),
    "age": pa.string(),
    "invited": pa.bool_(),
    "quarantined": pa.bool_(),
}
_NOT_ASKED = Answer(Outcome.NOT_ASKED)
_RESPONSES = msgspec.json.Decoder(Response)


class DatasetError(Exception):
    """A dataset folder is not what it should be; the message says what to do."""


@dataclass(frozen=True)
class Contents:
    """What goes into the two Parquet files.

    The responses stand in an order and under ids of chance; so do the texts taken out of them, in
    another order. `quarantined` says of each response whether it looks like stuffing. `join` leads
    from texts to responses in rounds that keep it, sealed, until themes are counted.
    """

    round: Round
    ids: Sequence[str]
    responses: Sequence[bytes]
    quarantined: Sequence[bool]
    texts: pa.Table
    added: Added
    join: Join = field(default_factory=dict, repr=False)

    @classmethod
    def shuffled(
        cls,
        round_: Round,
        responses: Sequence[bytes],
        added: Added,
        own: Sequence[Text] = (),
    ) -> "Contents":
        """Return `responses` (JSON of `Response`) in a new order, with the texts set apart.

        `added` are the statements that participants added and that were voted on; `own` are all
        that they added and nobody refused, which come apart from the responses.
        """
        order = list(responses)
        secrets.SystemRandom().shuffle(order)
        apart = quarantined(round_, order)
        texts, places = texts_of(round_, order, own, apart)
        ids = new_ids(len(order))
        join = {text: ids[place] for text, place in places.items()}
        return cls(round_, ids, order, apart, texts, added, join)

    def tables(self) -> Iterator[pa.Table]:
        """Yield the rows of `responses.parquet`; the same ones each time it is called."""
        schema = schema_of(self.round)
        for start in range(0, max(1, len(self.responses)), _ROWS):
            rows = slice(start, start + _ROWS)
            apart = self.quarantined[rows]
            yield _table(schema, self.round, self.ids[rows], self.responses[rows], apart)


def schema_of(round_: Round) -> pa.Schema:
    """Return the columns of `responses.parquet`."""
    fields = list(_ABOUT.items())
    for question in asked(round_):
        if question.measure is not Measure.TEXT:
            fields.append((question.id, _TYPES[question.measure]))
        fields.append((f"{question.id}__outcome", pa.string()))
    return pa.schema(fields)


def write(folder: Path, contents: Contents, progress: Progress) -> dict[str, str]:
    """Write all files but the closing record into `folder`; return their hashes by name."""
    _write_responses(folder / DATA_FILES[0], contents, progress)
    pq.write_table(contents.texts, folder / DATA_FILES[1], **_PARQUET)
    reach("texts written")
    (folder / DATA_FILES[2]).write_bytes(canonical(contents.round))
    (folder / DATA_FILES[3]).write_bytes(_pretty(codebook(contents.round, contents.added)))
    return {name: file_hash(folder / name) for name in DATA_FILES}


def _write_responses(file: Path, contents: Contents, progress: Progress) -> None:
    total = len(contents.responses)
    with pq.ParquetWriter(file, schema_of(contents.round), **_PARQUET) as writer:
        for number, table in enumerate(contents.tables()):
            writer.write_table(table)
            reach("responses half written")
            progress("write", min(total, (number + 1) * _ROWS), total)
    reach("responses written")


def write_record(folder: Path, record: ClosingRecord, signing_key: bytes) -> str:
    """Write and sign the closing record, make the folder durable, and return the record's hash."""
    (folder / CLOSING_FILE).write_bytes(_pretty(record))
    reach("record written")
    sign(folder, signing_key)
    reach("record signed")
    names = (*DATA_FILES, *([JOIN_FILE] if record.join else []), CLOSING_FILE)
    files = [folder / name for name in (*names, SIGNATURE_FILE, KEY_FILE)]
    for file in (*files, folder):
        midnight = dt.datetime.combine(record.closed, dt.time(), tzinfo=dt.UTC).timestamp()
        os.utime(file, (midnight, midnight))
    for file in files:
        sync_file(file)
    sync_directory(folder)
    return file_hash(folder / CLOSING_FILE)


def verify(folder: Path, contents: Contents, progress: Progress) -> None:
    """Read the Parquet files back and compare every row; `DatasetError` when one differs."""
    total = len(contents.responses)
    with pq.ParquetFile(folder / DATA_FILES[0]) as written:
        for number, table in enumerate(contents.tables()):
            if not written.read_row_group(number).equals(table):
                raise DatasetError("a response read back differs from what was written")
            progress("verify", min(total, (number + 1) * _ROWS), total)
    if not pq.read_table(folder / DATA_FILES[1]).equals(contents.texts):
        raise DatasetError("a text read back differs from what was written")


def check(folder: Path, expected: str | None = None) -> ClosingRecord:
    """Return the closing record of a dataset, when every file is as it was when it was written.

    Args:
        folder: the dataset.
        expected: the hash of its closing record, when it is known.

    Raises:
        DatasetError: a file is missing or has changed.
    """
    try:
        if expected is not None and file_hash(folder / CLOSING_FILE) != expected:
            raise DatasetError(f"{folder} is not the dataset that was made when the round closed")
        signer(folder)
        record = msgspec.json.decode((folder / CLOSING_FILE).read_bytes(), type=ClosingRecord)
        changed = [
            name for name in DATA_FILES if record.hashes.get(name) != file_hash(folder / name)
        ]
    except FileNotFoundError as missing:
        raise DatasetError(f"the dataset lacks a file: {missing.filename}") from None
    except SignatureError as error:
        raise DatasetError(str(error)) from None
    if changed:
        raise DatasetError(f"changed since the round closed: {', '.join(changed)} in {folder}")
    return record


def _table(
    schema: pa.Schema,
    round_: Round,
    ids: Sequence[str],
    responses: Sequence[bytes],
    apart: Sequence[bool],
) -> pa.Table:
    decoded = [_RESPONSES.decode(one) for one in responses]
    columns: dict[str, Sequence[Value | list[tuple[str, int]] | bool | None]] = {
        "response": ids,
        "respondent": [one.respondent.value for one in decoded],
        "language": [one.language for one in decoded],
        "age": [one.age for one in decoded],
        "invited": [one.invited for one in decoded],
        "quarantined": apart,
    }
    for question in asked(round_):
        answers = [one.answers.get(question.id, _NOT_ASKED) for one in decoded]
        columns[question.id] = [_stored(answer.value) for answer in answers]
        columns[f"{question.id}__outcome"] = [answer.outcome.value for answer in answers]
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _stored(value: Value | None) -> Value | list[tuple[str, int]] | None:
    """Return a value as Arrow takes it: numbers by id are pairs, not in the order of giving."""
    return sorted(value.items()) if isinstance(value, dict) else value


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value)) + b"\n"
