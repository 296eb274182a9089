"""From a dataset to voices in a brief, as two readers type it."""

from pathlib import Path

from admin.quoting.sheet import YES, Heading
from tests.bot.cli.conftest import Consult
from tests.support import quoted
from tests.support.quoted import TWO, Cells, agree, fill

DAY = ("--dated", "2026-11-24")


def test_from_a_dataset_to_voices_in_the_brief(consult: Consult, tmp_path: Path) -> None:
    quoted.make(tmp_path / "dataset", 200)
    laid = consult("quotes", "sheet", "dataset")
    assert laid.code == 0, laid.refused
    assert "texts may be quoted. Two people read it" in laid.said
    sheet = tmp_path / "quotes" / "quotes.xlsx"
    assert "holds no approved quotes" in consult("brief", "dataset", "--quotes", "quotes").refused

    fill(sheet, _some)
    alone = consult("quotes", "read", "dataset", sheet, *TWO[:2])
    assert "Quotes need the approval of two who have read it; 1 is given" in alone.refused
    twice = consult("quotes", "read", "dataset", sheet, *TWO[:2], *TWO[:2])
    assert "The same holder approved twice" in twice.refused
    assert not (tmp_path / "quotes" / "v1.json").exists()

    read = consult("quotes", "read", "dataset", sheet, *TWO)
    assert read.code == 0, read.refused
    assert "wait for the second reader" in read.said
    assert "are not translated into “sq”" in read.said

    brief = consult("brief", "dataset", "--quotes", "quotes", *DAY)
    assert brief.code == 0, brief.refused
    assert "## Voices" in (tmp_path / "brief" / "brief.md").read_text("utf-8")
    words = consult("brief", "dataset", "--quotes", "quotes", "--words-template", "w.yaml", *DAY)
    assert words.code == 0, words.refused
    assert "{quote of " in (tmp_path / "w.yaml").read_text("utf-8")

    again = consult("quotes", "sheet", "dataset")
    assert "quotes/quotes-v2.xlsx" in again.said
    release = consult(
        "publish", "dataset", "--out", "release", "--first-release", "--quotes", "quotes", *DAY
    )
    assert release.code == 0, release.refused
    assert "## Voices" in (tmp_path / "release" / "brief.md").read_text("utf-8")


def test_where_too_few_said_yes_there_is_no_sheet(consult: Consult, tmp_path: Path) -> None:
    quoted.make(tmp_path / "dataset", 40)
    done = consult("quotes", "sheet", "dataset")
    assert "Nothing may be quoted" in done.said
    assert not (tmp_path / "quotes").exists()


def test_a_round_that_does_not_ask_is_told_so(consult: Consult, tmp_path: Path) -> None:
    quoted.make(tmp_path / "dataset", 40, quoted.quoting_round(asks=False))
    assert "Nobody was asked" in consult("quotes", "sheet", "dataset").refused


def _some(cells: Cells) -> dict[str, str]:
    """Approve English and Macedonian; the second reader has not come to Albanian yet."""
    if cells[Heading.LANGUAGE] == "sq":
        return {str(Heading.PRINT): YES}
    return agree(cells, ("en",))
