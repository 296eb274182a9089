"""Closing a round, end to end: everything said is in the dataset, nothing else is left."""

import datetime as dt
import errno
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # the package ships no types
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from dialogs.answers import Outcome
from dialogs.codes import row_key
from dialogs.ports import Changes, Finished, Proposal, Tally
from dialogs.questions.base import Measure
from dialogs.round import Round, canonical
from dialogs.session import Response
from storage import closing, dataset
from storage.closing import UnreadableError, close_round
from storage.closing_record import TALLIES, ClosingRecord, Mended, Outage, Pause
from storage.dataset import DatasetError
from storage.db import Database
from storage.heartbeat import beat
from storage.holders import HolderWordsError, new_round_keys
from storage.intake import State
from storage.mending import extend_round, mend_round
from storage.pausing import pause_round
from storage.rounds import get_round, open_round
from storage.signing import name_of, signer
from storage.steps import watched
from storage.store import SqlStore
from storage.tables import draft, ledger, sealed, statement, tally
from storage.vault import Vault, VaultError
from tests.storage.material import (
    BOT,
    TODAY,
    content,
    damage,
    example_round,
    person,
    response,
    reworded,
)

COUNT = 120
ROUND = example_round()
OTHER = example_round("other")
TABLES = (draft, ledger, sealed, tally)


@dataclass
class Full:
    """A database with a round to close, and another round that must not notice."""

    database: Database
    vault: Vault
    responses: list[Response]
    out: Path

    @property
    def words(self) -> tuple[str, ...]:
        return self.vault.practice_words(ROUND.id)[:2]

    async def close(
        self, words: Sequence[str] | None = None, accept_unreadable: int = 0
    ) -> ClosingRecord:
        return await close_round(
            self.database,
            self.vault,
            ROUND.id,
            self.words if words is None else words,
            self.out,
            today=TODAY,
            accept_unreadable=accept_unreadable,
        )

    async def counts(self) -> list[int]:
        async with self.database.read() as connection:
            return [
                await connection.scalar(select(func.count()).select_from(table)) or 0
                for table in TABLES
            ]


@pytest_asyncio.fixture
async def full(database: Database, vault: Vault, tmp_path: Path) -> Full:
    responses = [response(ROUND, number) for number in range(COUNT)]
    for round_ in (ROUND, OTHER):
        await open_round(database, vault, round_, today=TODAY)
    store = SqlStore(database, vault.draft_key(), lambda: TODAY)
    await _fill(store, vault, ROUND, responses)
    await _fill(store, vault, OTHER, [response(OTHER, 1)])
    return Full(database, vault, responses, tmp_path / "made" / "dataset")


async def _fill(
    store: SqlStore, vault: Vault, round_: Round, responses: list[Response], start: int = 0
) -> None:
    key = vault.round_key(round_.id)
    changes = Changes(
        drafts={person(key, number): b"half way" for number in range(1000, 1003)},
        entered=[person(key, start + number) for number in range(len(responses))],
        finished={
            row_key(f"{round_.id}-{number}"): Finished(round_.id, content(one))
            for number, one in enumerate(responses, start)
        },
        tallies={Tally(round_.id, "started", "en"): 3, Tally(round_.id, "started", "sq"): 2},
    )
    async with store.begin(BOT) as work:
        await work.write(changes)


async def test_the_dataset_holds_exactly_what_was_said(full: Full) -> None:
    await full.close()
    rows = pq.read_table(full.out / "responses.parquet").to_pylist()
    assert Counter(map(_as_said, rows)) == Counter(_as_said(_as_row(one)) for one in full.responses)
    texts = pq.read_table(full.out / "texts.parquet").to_pylist()
    assert sorted((one["language"], one["words"]) for one in texts) == sorted(
        (one.language, str(answer.value))
        for one in full.responses
        for question, answer in one.answers.items()
        if ROUND.question(question).measure is Measure.TEXT and answer.value is not None
    )


def _as_row(said: Response) -> dict[str, object]:
    row: dict[str, object] = {
        "respondent": said.respondent.value,
        "language": said.language,
        "age": said.age,
        "invited": said.invited,
        "quarantined": False,
    }
    for question in ROUND.questions:
        answer = said.answers[question.id]
        if question.measure is not Measure.TEXT:
            row[question.id] = answer.value
        row[f"{question.id}__outcome"] = answer.outcome.value
    return row


def _as_said(row: dict[str, object]) -> str:
    return json.dumps({name: value for name, value in row.items() if name != "response"})


async def test_columns_stand_in_the_order_of_the_round(full: Full) -> None:
    await full.close()
    expected = ["response", "respondent", "language", "age", "invited", "quarantined"]
    for question in ROUND.questions:
        expected += [] if question.measure is Measure.TEXT else [question.id]
        expected += [f"{question.id}__outcome"]
    assert pq.read_schema(full.out / "responses.parquet").names == expected
    assert pq.read_schema(full.out / "texts.parquet").names == [
        "text",
        "question",
        "language",
        "words",
    ]


async def test_a_question_off_the_path_was_not_asked(full: Full, vault: Vault) -> None:
    said = response(ROUND, 1)
    last = ROUND.questions[-1].id
    short = msgspec.structs.replace(
        said, answers={key: value for key, value in said.answers.items() if key != last}
    )
    store = SqlStore(full.database, vault.draft_key(), lambda: TODAY)
    async with store.begin(BOT) as work:
        await work.write(Changes(finished={b"s" * 32: Finished(ROUND.id, content(short))}))
    await full.close()
    outcomes = pq.read_table(full.out / "responses.parquet")[f"{last}__outcome"].to_pylist()
    assert outcomes.count(Outcome.NOT_ASKED) == 1


async def test_neither_file_keeps_an_order_or_a_shared_id(full: Full) -> None:
    await full.close()
    scale = next(one.id for one in ROUND.questions if one.measure is Measure.SCALE)
    written = pq.read_table(full.out / "responses.parquet")
    said = [one.answers[scale].value for one in full.responses]
    assert written[scale].to_pylist() != said
    texts = pq.read_table(full.out / "texts.parquet")
    numbers = [int(one.rsplit(" ", 1)[1]) for one in texts["words"].to_pylist()]
    assert numbers != sorted(numbers)
    ids = [*written["response"].to_pylist(), *texts["text"].to_pylist()]
    assert len(set(ids)) == len(ids)
    assert {len(one) for one in ids} == {32}


async def test_the_record_says_what_happened(full: Full) -> None:
    record = await full.close()
    assert (record.round, record.practice) == (ROUND.id, True)
    assert (record.opened, record.closed) == (TODAY, TODAY)
    assert (record.finished, record.unfinished, record.unreadable) == (COUNT, 3, 0)
    assert record.tallies == {name: {} for name in TALLIES} | {"started": {"en": 3, "sq": 2}}
    for name, digest in record.hashes.items():
        assert hashlib.sha256((full.out / name).read_bytes()).hexdigest() == digest
    assert (full.out / "round.json").read_bytes() == canonical(ROUND)
    names = {path.name for path in full.out.iterdir()}
    assert names == {*record.hashes, "closing.json", "closing.json.sig", "closing.pem"}
    assert signer(full.out) == name_of(full.vault.signing_key())
    columns = json.loads((full.out / "codebook.json").read_bytes())
    assert [one["id"] for one in columns if one["file"] == "responses.parquet"] == (
        pq.read_schema(full.out / "responses.parquet").names
    )


async def test_the_files_do_not_tell_when_they_were_written(full: Full) -> None:
    await full.close()
    midnight = dt.datetime.combine(TODAY, dt.time(), tzinfo=dt.UTC).timestamp()
    assert {file.stat().st_mtime for file in (full.out, *full.out.iterdir())} == {midnight}
    for name in ("responses.parquet", "texts.parquet"):
        written = pq.ParquetFile(full.out / name).metadata
        group = written.row_group(0)
        assert not any(group.column(at).is_stats_set for at in range(written.num_columns))
        assert set(written.metadata or {}) <= {b"ARROW:schema"}


async def test_answers_to_another_wording_stand_apart(full: Full) -> None:
    mended = reworded(ROUND, "safe", "How safe are you?")
    await mend_round(full.database, mended, apart=("safe",))
    later = [response(mended, number) for number in range(COUNT, COUNT + 30)]
    await _fill(SqlStore(full.database, full.vault.draft_key(), lambda: TODAY), full.vault, mended,
                later, start=COUNT)  # fmt: skip
    record = await full.close()
    assert record.finished == COUNT + 30
    assert record.mended == (Mended(question="safe", apart=("safe_v1",)),)
    rows = pq.read_table(full.out / "responses.parquet")
    outcomes = [rows[f"{name}__outcome"].to_pylist() for name in ("safe", "safe_v1")]
    assert [one.count(Outcome.NOT_ASKED) for one in outcomes] == [COUNT, 30]
    for name, said in (("safe", later), ("safe_v1", full.responses)):
        answers = Counter(one.answers["safe"].value for one in said)
        assert Counter(one for one in rows[name].to_pylist() if one is not None) == answers
    round_ = msgspec.json.decode((full.out / "round.json").read_bytes(), type=Round)
    assert round_.question("safe").text["en"] == "How safe are you?"
    assert round_.question("safe_v1").text == ROUND.question("safe").text


async def test_answers_to_the_same_meaning_stand_together(full: Full) -> None:
    mended = reworded(ROUND, "safe")
    await mend_round(full.database, mended, same=("safe",))
    record = await full.close()
    assert record.mended == (Mended(question="safe", apart=()),)
    assert (full.out / "round.json").read_bytes() == canonical(mended)


async def test_the_record_tells_of_pauses_and_of_a_later_date(full: Full) -> None:
    said = dict.fromkeys(ROUND.languages, "We pause.")
    await pause_round(full.database, ROUND.id, said, today=TODAY)
    await extend_round(full.database, ROUND.id, ROUND.closes + dt.timedelta(days=9))
    first = dt.datetime.combine(TODAY, dt.time(1), tzinfo=dt.UTC)
    for hours in (0, 30):
        await beat(full.database, BOT, first - dt.timedelta(hours=30 - hours))
    record = await full.close()
    assert record.pauses == (Pause(began=TODAY, ended=TODAY),)
    assert record.outages == (Outage(began=TODAY - dt.timedelta(days=2), ended=TODAY),)
    assert record.announced == ROUND.closes
    round_ = msgspec.json.decode((full.out / "round.json").read_bytes(), type=Round)
    assert round_.closes == ROUND.closes + dt.timedelta(days=9)


async def test_nothing_is_left_of_the_round_and_the_other_did_not_notice(full: Full) -> None:
    key = full.vault.round_key(ROUND.id)
    tags = [person(key, number) for number in (0, 1000)]
    await full.close()
    assert await full.counts() == [3, 1, 1, 2]
    with pytest.raises(VaultError):
        full.vault.round_key(ROUND.id)
    assert full.vault.practice_words(ROUND.id) == ()
    assert len(full.vault.practice_words(OTHER.id)) == 3
    assert (await get_round(full.database, ROUND.id)).state is State.CLOSED
    assert (await get_round(full.database, OTHER.id)).state is State.OPEN
    for file in full.vault.path.parent.glob("consult.db*"):
        raw = file.read_bytes()
        assert not any(tag in raw or key.secret in raw for tag in tags), file.name


async def test_wrong_words_leave_everything_as_it_was(full: Full) -> None:
    before = await full.counts()
    wrong = [[], full.words[:1], new_round_keys().words[:2], full.vault.practice_words(OTHER.id)]
    for words in wrong:
        with pytest.raises(HolderWordsError):
            await full.close(words)
    assert await full.counts() == before
    assert not full.out.parent.exists()
    assert (await get_round(full.database, ROUND.id)).state is State.OPEN
    full.vault.round_key(ROUND.id)


async def test_a_folder_that_exists_is_never_written_over(full: Full) -> None:
    full.out.mkdir(parents=True)
    with pytest.raises(DatasetError, match="exists already"):
        await full.close()
    assert (await get_round(full.database, ROUND.id)).state is State.OPEN


async def test_damage_stops_the_closing_until_it_is_given_up(full: Full) -> None:
    async with full.database.read() as connection:
        one = await connection.scalar(select(sealed.c.row_key).where(sealed.c.round == ROUND.id))
    await damage(full.database, sealed, sealed.c.row_key == one)
    before = await full.counts()
    with pytest.raises(UnreadableError) as refused:
        await full.close()
    assert refused.value.count == 1
    assert await full.counts() == before
    record = await full.close(accept_unreadable=1)
    assert (record.finished, record.unreadable) == (COUNT - 1, 1)


async def test_a_damaged_statement_stops_the_closing_until_it_is_given_up(full: Full) -> None:
    store = SqlStore(full.database, full.vault.draft_key(), lambda: TODAY)
    added = [Proposal(ROUND.id, "views", "en", text) for text in ("Trees", "Lamps")]
    async with store.begin(BOT) as work:
        await work.write(Changes(proposed=added))
    async with full.database.read() as connection:
        one = await connection.scalar(select(statement.c.id).limit(1))
    await damage(full.database, statement, statement.c.id == one)
    with pytest.raises(UnreadableError) as refused:
        await full.close()
    assert refused.value.count == 1
    record = await full.close(accept_unreadable=1)
    assert (record.finished, record.unreadable, record.unreadable_statements) == (COUNT, 0, 1)


async def test_what_a_full_disk_has_left_of_a_dataset_is_erased(full: Full) -> None:
    """It holds what was said in the open, and the round may be called off now."""

    def fill(step: str) -> None:
        if step == "data written":
            raise OSError(errno.ENOSPC, "no space left")

    with watched(fill), pytest.raises(OSError, match="no space left"):
        await full.close()
    assert list(full.out.parent.iterdir()) == []
    assert (await full.close()).finished == COUNT


async def test_progress_ends_at_the_full_count(full: Full) -> None:
    told: dict[str, tuple[int, int]] = {}

    def progress(stage: str, done: int, total: int) -> None:
        told[stage] = (done, total)

    await close_round(
        full.database,
        full.vault,
        ROUND.id,
        full.words,
        full.out,
        today=TODAY,
        on_progress=progress,
    )
    counted = dict.fromkeys(("unseal", "write", "verify"), (COUNT, COUNT))
    assert told == counted | dict.fromkeys(("erase", "rewrite"), (1, 1))


class Interrupted(BaseException):
    """The process ends here."""


INTERRUPTIONS = {
    "before the first file": (dataset, "write"),
    "before reading back": (dataset, "verify"),
    "before the record": (dataset, "write_record"),
    "before it is put in place": (closing, "_put_in_place"),
    "before erasing": (closing, "_erase"),
    "before the keys go": (Vault, "destroy_round"),
    "before the database is rewritten": (Database, "compact"),
}


@pytest.mark.parametrize("moment", INTERRUPTIONS)
async def test_an_interrupted_closing_ends_the_same_when_called_again(
    full: Full, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name = INTERRUPTIONS[moment]

    def interrupt(*_arguments: object, **_named: object) -> None:
        raise Interrupted

    words = full.words
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, interrupt)
        with pytest.raises(Interrupted):
            await full.close(words)
    record = await full.close(words)
    assert record.finished == COUNT
    assert record.unfinished == 3
    assert await full.counts() == [3, 1, 1, 2]
    assert [path.name for path in full.out.parent.iterdir()] == [full.out.name]
    assert await full.close(words) == record


async def test_a_frozen_dataset_that_was_changed_destroys_nothing(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = full.words

    def interrupt(*_arguments: object) -> None:
        raise Interrupted

    with monkeypatch.context() as patch:
        patch.setattr(closing, "_erase", interrupt)
        with pytest.raises(Interrupted):
            await full.close(words)
    before = await full.counts()
    (full.out / "texts.parquet").write_bytes(b"changed")
    with pytest.raises(DatasetError, match=r"texts\.parquet"):
        await full.close(words)
    assert await full.counts() == before
    assert (await get_round(full.database, ROUND.id)).state is State.FROZEN


async def test_a_round_nobody_answered_closes_too(
    sqlite: Database, vault: Vault, tmp_path: Path
) -> None:
    await open_round(sqlite, vault, ROUND, today=TODAY)
    words = vault.practice_words(ROUND.id)
    record = await close_round(sqlite, vault, ROUND.id, words, tmp_path / "empty", today=TODAY)
    assert record.finished == 0
    assert pq.read_table(tmp_path / "empty" / "responses.parquet").num_rows == 0


async def test_more_responses_than_one_group_of_rows(
    sqlite: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "_ROWS", 7)
    await open_round(sqlite, vault, ROUND, today=TODAY)
    store = SqlStore(sqlite, vault.draft_key(), lambda: TODAY)
    await _fill(store, vault, ROUND, [response(ROUND, number) for number in range(20)])
    words = vault.practice_words(ROUND.id)
    record = await close_round(sqlite, vault, ROUND.id, words, tmp_path / "out", today=TODAY)
    written = pq.ParquetFile(tmp_path / "out" / "responses.parquet")
    assert (record.finished, written.metadata.num_rows, written.num_row_groups) == (20, 20, 3)
