"""What may stand in a log, and that nothing else does."""

import logging
import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest

from bot.redaction import MOST, make_record, message_of, traceback_of, value_of
from bot.settings import SettingsError

WORDS = "my brother hits me"


class Colour(StrEnum):
    RED = "red"


def record(message: object, *args: object, file: str = __file__) -> str:
    return make_record("any", logging.INFO, file, 1, message, args, None).getMessage()


def test_words_of_the_source_and_counts_stay() -> None:
    assert record("%d of %s: %.1f %%", 3, ValueError, 2.25) == "3 of ValueError: 2.2 %"
    assert record("a plain line, 100 % of it") == "a plain line, 100 % of it"
    assert record("%(count)d rows", {"count": 7}) == "7 rows"
    assert record("in %s and %s", Path("/srv/vault"), Colour.RED) == "in /srv/vault and red"


def test_what_was_put_together_is_hidden() -> None:
    assert record(f"somebody said {WORDS}") == "…"
    assert record("%s and %r", WORDS, {"said": WORDS}) == "… and …"
    assert record("%s", "@arta_k") == "…"
    assert record("too few: %s, %s", 1) == "too few: 1, …"
    assert message_of("/nowhere/at/all.py", "a plain line") == "…"


@pytest.mark.parametrize("number", [MOST + 1, -700000001, 1e9])
def test_a_number_that_may_be_an_id_is_hidden(number: float) -> None:
    assert value_of(number) == "…"


@pytest.mark.parametrize(
    "secret",
    [
        "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "AGE-SECRET-KEY-1QQQQQQQQ",
        "arta@example.org",
        "@arta_k",
        "+383 44 123 456",
        "700000001",
    ],
)
def test_what_looks_like_a_secret_is_cut_out_of_our_own_words(secret: str) -> None:
    said = value_of(SettingsError(f"the file {secret} is empty"))
    assert said == "SettingsError: the file … is empty"


def test_a_password_in_an_address_is_cut_out_and_a_date_stays() -> None:
    said = value_of(SettingsError("postgresql+psycopg://consult:pw@db/consult on 2026-11-25"))
    assert said == "SettingsError: postgresql+psycopg://…@db/consult on 2026-11-25"


def fail() -> None:
    try:
        Path("/dev/null", WORDS).read_text()
    except OSError as error:
        error.add_note(WORDS)
        raise ValueError(WORDS) from error


def test_a_strange_error_is_told_by_its_name_its_code_and_its_place() -> None:
    with pytest.raises(ValueError, match=WORDS) as caught:
        fail()
    told = traceback_of(caught.value)
    assert WORDS not in told
    assert "NotADirectoryError (Not a directory)\nwhich led to\nTraceback" in told
    assert told.endswith("in fail\nValueError")
    assert __file__ in told


def test_a_group_and_a_circle_of_errors_end() -> None:
    first, second = ValueError(WORDS), KeyError(WORDS)
    first.__context__, second.__context__ = second, first
    told = traceback_of(ExceptionGroup(WORDS, [first, second]))
    assert WORDS not in told
    assert "  | ValueError" in told


def test_a_database_names_its_errors_without_the_values() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a TEXT UNIQUE)")
    connection.execute("INSERT INTO t VALUES (?)", [WORDS])
    with pytest.raises(sqlite3.IntegrityError) as caught:
        connection.execute("INSERT INTO t VALUES (?)", [WORDS])
    connection.close()
    assert value_of(caught.value) == "IntegrityError (SQLITE_CONSTRAINT_UNIQUE)"


def test_our_own_words_may_span_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ours.py"
    file.write_text('log.info("one line "\n    "and another")\n')
    assert message_of(str(file), "one line and another") == "…"
    monkeypatch.setattr("bot.redaction._PLACES", (f"{tmp_path}/",))
    assert message_of(str(file), "one line and another") == "one line and another"
