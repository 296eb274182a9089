"""`consult play`, as it is typed: piped, recorded, proved."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from dialogs.problems import RoundFileError
from dialogs.texts import MissingTextError
from dialogs.transcripts import TranscriptError, read
from tests.house.programs import ROOT, run
from tests.support.world import EXAMPLE_TEXT

EXAMPLE = ROOT / "dialogs" / "rounds" / "our_evenings.yaml"
BEGINNING = ROOT / "tests" / "dialogs" / "transcripts" / "rounds" / "beginning.yaml"
TO_THE_QUESTIONS = "1\n1\n16\n1\n"


def play(*arguments: str, lines: str = "") -> Result:
    result = CliRunner().invoke(app, ["play", *arguments], input=lines)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_round_is_answered_from_a_pipe() -> None:
    skips = "b\n" + "Skip ➡\n" * 6
    result = play(str(EXAMPLE), "--age-of-consent", "16", lines=f"{TO_THE_QUESTIONS}{skips}a\n")
    assert result.exit_code == 0
    assert "✅ Saved. Thank you!" in result.stdout
    assert "This would have been sealed until the round closes:" in result.stdout
    assert "person, age 15_17, in en, consent 1/en" in result.stdout
    assert "gender: skipped" in result.stdout
    assert "Nothing was sent, and nothing is stored." in result.stdout


def test_an_unfinished_run_says_what_would_wait() -> None:
    result = play(str(EXAMPLE), "--age-of-consent", "16", lines=f"{TO_THE_QUESTIONS}1\n\n")
    assert "An encrypted draft would wait 7 days. Answers so far: 1." in result.stdout
    assert result.stdout.count("Which part of town do you live in?") == 2


def test_who_ends_at_once_leaves_nothing() -> None:
    result = play(str(EXAMPLE), "--language", "mk")
    assert "🆘 Помош" in result.stdout
    assert "A real round would have kept nothing." in result.stdout


def test_a_code_to_play_with_is_offered_and_good() -> None:
    result = play(str(BEGINNING))
    (code,) = [
        line.removeprefix("A code that is good here: ")
        for line in result.stdout.splitlines()
        if line.startswith("A code that is good here: ")
    ]
    assert "the code is right" in play(str(BEGINNING), lines=f"{code}\n").stdout


def test_a_recorded_run_is_proved(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    recorded = play(str(EXAMPLE), "--record", str(case), lines=f"{TO_THE_QUESTIONS}hm\n/help\n")
    assert f"Recorded in {case}: 7 turns." in recorded.stdout
    assert (tmp_path / read(case.read_text("utf-8"), file="").round).resolve() == EXAMPLE
    proved = play(str(EXAMPLE), "--replay", str(case))
    assert (proved.exit_code, proved.stdout) == (0, f"{case}: 7 turns, all as recorded.\n")


def test_what_has_changed_is_shown(tmp_path: Path) -> None:
    case, edited = tmp_path / "case.yaml", tmp_path / "edited.yaml"
    play(str(EXAMPLE), "--record", str(case), "--age-of-consent", "0", lines=TO_THE_QUESTIONS)
    edited.write_text(EXAMPLE_TEXT.replace("How do you describe yourself?", "Who are you?"))
    result = play(str(edited), "--replay", str(case))
    assert result.exit_code == 1
    assert "-      heading: How do you describe yourself?\n" in result.stdout
    assert "+      heading: Who are you?\n" in result.stdout


def test_the_same_seed_gives_the_same_run(tmp_path: Path) -> None:
    cases = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    for case, seed in zip(cases, "667", strict=True):
        arguments = ("--seed", seed, "--record", str(case), "--age-of-consent", "0")
        play(str(EXAMPLE), *arguments, lines=TO_THE_QUESTIONS + "b\n" * 7)
    first, again, other = (read(case.read_text("utf-8"), file="").turns for case in cases)
    assert first == again != other


def test_a_language_that_is_not_offered_is_refused() -> None:
    result = play(str(EXAMPLE), "--language", "fr")
    assert result.exit_code == 2
    assert "en, sq, mk, sr-Latn" in result.output


def test_a_language_without_a_catalogue_is_told(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.yaml"
    foreign.write_text(EXAMPLE_TEXT.replace("sr-Latn:", "eo:"), encoding="utf-8")
    with pytest.raises(MissingTextError, match="eo"):
        play(str(foreign))


def test_a_round_that_is_wrong_is_told_as_check_tells_it(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(EXAMPLE_TEXT.replace("points: 5", "points: 2"), encoding="utf-8")
    with pytest.raises(RoundFileError, match=r"broken.yaml:\d+: A scale has 3 to 11 points."):
        play(str(broken))
    told = run("consult", "play", str(broken))
    assert told.returncode == 1
    assert told.stderr.strip() == run("consult", "check", str(broken)).stdout.strip()


def test_a_case_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("turns: []\n", encoding="utf-8")
    with pytest.raises(TranscriptError, match="missing required field `now`"):
        play(str(EXAMPLE), "--replay", str(case))


def test_a_folder_that_is_missing_is_told_before_anything_is_answered(tmp_path: Path) -> None:
    told = run("consult", "play", str(EXAMPLE), "--record", str(tmp_path / "no" / "case.yaml"))
    assert told.returncode == 1
    assert "cannot be written" in told.stderr
