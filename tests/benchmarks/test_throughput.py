"""What the benchmark says of its rows, and that its round and words are still ours."""

from pathlib import Path

import pytest
from rich.console import Console

from bot.catalogues import load_texts
from dialogs import round_file
from tests.benchmarks import throughput
from tests.benchmarks.bot_under_load import ROUND, WORDS, texts
from tests.benchmarks.throughput import OURS, Row


def _row(bot: str, mode: str, upd_s: float, unanswered: int = 0) -> Row:
    return Row(bot, mode, 100, upd_s, 10.0, 20.0, 1000.0 / upd_s, 200.0, unanswered)


def test_ours_by_polling_is_compared_with_the_best_of_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [
        _row(OURS, "polling", 3000.0, unanswered=2),
        _row(OURS, "webhook", 4000.0),
        _row("one", "polling", 200.0),
        _row("one", "webhook", 300.0),
        _row("two", "polling", 100.0),
    ]
    monkeypatch.setattr(throughput, "BENCH", tmp_path)
    monkeypatch.setattr(throughput, "_rows", lambda *_: rows)
    monkeypatch.setattr(throughput, "_above_imports", lambda _: 30.0)
    outcome = throughput.measure(True, Console(quiet=True))
    assert outcome.figures["best_peer"] == {"100": "one, webhook"}
    assert outcome.figures["ratio"] == {"100": 10.0}
    assert outcome.figures["cpu_share"] == {"100": 0.1}
    assert outcome.broken == [f"2 people wait for {OURS}"]


def test_of_several_turns_that_of_middling_pace_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    turns = [_row(OURS, "polling", 900.0), _row(OURS, "polling", 100.0, unanswered=1)]
    turns.append(_row(OURS, "polling", 300.0))
    left = {people: list(turns) for people in throughput.PEOPLE}
    monkeypatch.setattr(throughput, "BENCH", tmp_path)
    monkeypatch.setattr(throughput, "BOTS", (throughput.Bot(OURS, (), modes=("polling",)),))
    monkeypatch.setattr(throughput, "_row", lambda _bot, _mode, people, _for: left[people].pop())
    monkeypatch.setattr(throughput, "_above_imports", lambda _: 30.0)
    outcome = throughput.measure(False, Console(quiet=True))
    rows = outcome.figures["rows"]
    assert isinstance(rows, list)
    assert [(row["upd_s"], row["unanswered"]) for row in rows if isinstance(row, dict)] == [
        (300.0, 1)
    ] * len(throughput.PEOPLE)
    assert not any(left.values())


def test_where_the_bench_is_not_here_this_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(throughput, "BENCH", tmp_path / "nowhere")
    with pytest.raises(SystemExit, match="CONSULT_SHARED"):
        throughput.measure(True, Console(quiet=True))


def test_the_words_of_the_driver_take_the_place_of_some_of_ours() -> None:
    ours, theirs = load_texts().speaker("en"), texts().speaker("en")
    changed = {text for text, wording in ours.entries() if dict(theirs.entries())[text] != wording}
    assert changed == WORDS.keys()
    texts().require(round_file.load(ROUND.read_text(encoding="utf-8"), file=ROUND.name).languages)
