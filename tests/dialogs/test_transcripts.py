"""Golden transcripts: for each kind, whole conversations in two languages and two scripts."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.scrubbing import scrub
from dialogs import round_file
from dialogs.languages import OWN_NAMES
from dialogs.questions import KINDS
from dialogs.round import Round
from dialogs.transcripts import Case, TranscriptError, Turn, differences, read, replay, write
from tests.support.golden import Golden
from tests.support.world import TEXTS

FOLDER = Path(__file__).parent / "transcripts"
CASES = sorted(FOLDER.glob("*.yaml"))
LANGUAGES = ("en", "mk")


def _case(path: Path) -> Case:
    return read(path.read_text(encoding="utf-8"), file=path.name)


def _round(case: Case) -> Round:
    path = FOLDER / case.round
    return round_file.load(path.read_text(encoding="utf-8"), file=path.name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_was_reviewed(path: Path, golden: Golden) -> None:
    case = _case(path)
    golden.check(path, write(replay(case, _round(case), TEXTS, scrub)))


@pytest.mark.parametrize("path", sorted((FOLDER / "rounds").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_round_has_a_conversation_in_each_language(path: Path) -> None:
    locales = {_case(case).locale for case in CASES if case.stem.startswith(f"{path.stem}.")}
    assert locales == set(LANGUAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_gone_through_in_all_ways(kind: str) -> None:
    cases = [_case(path) for path in CASES if path.stem.startswith(f"{kind}.")]
    ways = {way for case in cases for way in _ways(case)}
    assert ways == {"back", "change", "skip", "decline", "type", "pause", "language", "send"}


def _ways(case: Case) -> set[str]:
    ways = {way for turn in case.turns for way in [_way(turn, case.locale)] if way}
    return ways | ({"pause"} if any(turn.after_days for turn in case.turns) else set())


def _way(turn: Turn, locale: str) -> str:
    say, words = TEXTS.speaker(locale), turn.tap or ""
    named = {
        say("⬅ Back"): "back",
        say("Skip ➡"): "skip",
        say("Rather not say"): "decline",
        say("📨 Send my answers"): "send",
    }
    if words in OWN_NAMES.values() and turn.then.stored:
        return "language"
    if words.startswith("✎"):
        return "change"
    return "type" if turn.say else named.get(words, "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_reads_back_as_it_was_written(path: Path) -> None:
    assert write(_case(path)) == path.read_text(encoding="utf-8")


def test_what_is_different_is_shown() -> None:
    case = _case(FOLDER / "scale.taps.en.yaml")
    first = case.turns[0]
    changed = Case(now=case.now, locale="mk", round=case.round, turns=(first,))
    shown = differences(changed, replay(changed, _round(case), TEXTS, scrub))
    assert "+      - 🆘 Помош" in shown.replace("        - ", "      - ")
    assert not differences(case, replay(case, _round(case), TEXTS, scrub))


def test_a_button_that_is_gone_is_named() -> None:
    case = _case(FOLDER / "scale.taps.en.yaml")
    case = Case(now=case.now, turns=(Turn(command="start"), Turn(tap="Shqip")))
    with pytest.raises(TranscriptError, match="Turn 2: no button “Shqip” under “Our breaks"):
        replay(case, _round(_case(FOLDER / "scale.taps.en.yaml")), TEXTS, scrub)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("now: '2026-11-10T17:00:00'\n", "case.yaml:1: `now` is no time."),
        (
            "now: '2026-11-10T17:00:00Z'\nturns:\n- say: a\n  tap: b\n",
            "case.yaml:3: a turn has one",
        ),
        ("seed: 1\nnow: 'x'\nturns: 3\n", "case.yaml:3: Expected `array`"),
        ("a: &b c\n", "case.yaml:1: Anchors"),
    ],
)
def test_a_case_that_cannot_be_read_says_where(text: str, told: str) -> None:
    with pytest.raises(TranscriptError) as refused:
        read(text, file="case.yaml")
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("free_text.types.en.yaml", "Call 070 123 456 " + "and again " * 200),
        ("scale.taps.en.yaml", "Call 070 123 456"),
    ],
)
def test_a_recording_holds_nothing_of_a_text_that_was_refused(file: str, said: str) -> None:
    case = _case(FOLDER / file)
    at = next(index for index, turn in enumerate(case.turns, start=1) if turn.then.stored)
    turns = (*case.turns[:at], Turn(say=said))
    recorded = replay(replace(case, turns=turns), _round(case), TEXTS, scrub)
    assert "070" not in write(recorded)
    assert "[phone]" in write(recorded)
    assert not differences(recorded, replay(recorded, _round(case), TEXTS, scrub))


def test_a_recording_holds_what_was_kept_and_not_what_was_typed() -> None:
    case = _case(FOLDER / "free_text.types.en.yaml")
    said = [replace(turn, say="Call 070 123 456") if turn.say else turn for turn in case.turns]
    recorded = replay(replace(case, turns=tuple(said)), _round(case), TEXTS, scrub)
    assert "070" not in write(recorded)
    assert "[phone]" in write(recorded)
    assert not differences(recorded, replay(recorded, _round(case), TEXTS, scrub))
