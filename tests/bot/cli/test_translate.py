"""`consult translate`, as it is typed: out to a translator, back into the round, never half."""

import difflib
from pathlib import Path

import openpyxl
import pytest

from admin.translating.columns import TEXTS, Column
from dialogs import round_file
from dialogs.translating.pseudo import OPEN
from tests.bot.cli.conftest import Consult
from tests.dialogs.translating.rounds import BUSES
from tests.support.world import EXAMPLE_TEXT

SQ_BUSES = "sq: Autobusë deri më vonë"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "r.yaml"
    path.write_text(EXAMPLE_TEXT, encoding="utf-8")
    return path


def reword(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def lines_changed(path: Path, before: str = EXAMPLE_TEXT) -> list[str]:
    diff = difflib.ndiff(before.splitlines(), path.read_text("utf-8").splitlines())
    return [line for line in diff if line[0] in "+-"]


def po(folder: Path, language: str = "sq") -> Path:
    return folder / f"r.{language}.po"


def test_out_and_back_unchanged_leaves_the_round_as_it_was(file: Path, consult: Consult) -> None:
    assert consult("translate", file, "sq").code == 0
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert done.code == 0
    assert "51 texts read: 0 new, 0 reworded." in done.said
    assert "51 texts in “sq”: 51 current" in done.said
    assert file.read_text("utf-8") == EXAMPLE_TEXT


@pytest.mark.parametrize("ending", ["po", "xlsx"])
def test_a_new_wording_changes_its_own_line_alone(
    ending: str, file: Path, consult: Consult
) -> None:
    out = file.with_name(f"out.{ending}")
    consult("translate", file, "sq", "-o", out)
    if ending == "po":
        reword(out, 'Autobusë deri më vonë"', 'Autobusë, edhe natën"')
    else:
        write_cell(out, "C", "Autobusë, edhe natën")
    done = consult("translate", file, "sq", "--read", out)
    assert "0 new, 1 reworded" in done.said
    changed = lines_changed(file)
    assert len(changed) == 2
    assert "sq: 'Autobusë, edhe natën', mk:" in changed[1]


def write_cell(path: Path, column: str, text: str, key: str = BUSES) -> None:
    book = openpyxl.load_workbook(path)
    keys = [row[len(Column) - 1].value for row in book[TEXTS].iter_rows()]
    book[TEXTS][f"{column}{keys.index(key) + 1}"] = text
    book.save(path)


def test_a_new_language_is_begun_and_finished(file: Path, consult: Consult) -> None:
    reword(file, "languages:\n  en: drafted\n", "languages:\n  en: drafted\n  tr: drafted\n")
    assert "51 missing" in consult("translate", file, "tr").said
    text = po(file.parent, "tr").read_text("utf-8")
    head, *blocks = text.split("\n\n")
    part = [block.replace('msgstr ""', 'msgstr "Türkçe"') for block in blocks[:20]]
    po(file.parent, "tr").write_text("\n\n".join([head, *part, *blocks[20:]]), encoding="utf-8")
    done = consult("translate", file, "tr", "--read", po(file.parent, "tr"))
    assert "20 texts read: 20 new" in done.said
    rest = [block.replace('msgstr ""', 'msgstr "Türkçe"') for block in blocks]
    po(file.parent, "tr").write_text("\n\n".join([head, *rest]), encoding="utf-8")
    assert "31 new" in consult("translate", file, "tr", "--read", po(file.parent, "tr")).said
    round_ = round_file.load(file.read_text("utf-8"), file="r.yaml")
    assert round_.question("better").text["tr"] == "Türkçe"
    assert round_.consent.version["tr"] == 1
    removed = [line for line in lines_changed(file) if line.startswith("-")]
    assert all("{" in line for line in removed)


def test_a_reworded_source_makes_its_translations_stale_until_they_are_settled(
    file: Path, consult: Consult
) -> None:
    assert "Settled" in consult("translate", file, "sq", "--settle", "all").said
    reword(file, "en: Later buses", "en: Buses at night")
    checked = consult("check", file)
    assert "has been changed since this was translated" in checked.said
    assert consult("check", file, "--strict").code == 1
    consult("translate", file, "sq")
    assert '#, fuzzy\n#| msgid "Later buses"\n' in po(file.parent).read_text("utf-8")
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert f"not marked as finished: {BUSES}." in done.said
    assert "1 changed" in done.said
    settled = consult("translate", file, "sq", "--settle", BUSES)
    assert f"Settled: {BUSES}." in settled.said
    assert "has been changed since this was translated" not in consult("check", file).said


def test_a_file_from_before_a_change_is_taken_and_what_changed_stays_stale(
    file: Path, consult: Consult
) -> None:
    consult("translate", file, "sq")
    reword(file, "en: Later buses", "en: Buses at night")
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert f"from a wording that has changed since: {BUSES}." in done.said
    assert "1 changed, 50 current" in done.said


def test_in_a_workbook_a_stale_text_is_confirmed_by_a_word(file: Path, consult: Consult) -> None:
    consult("translate", file, "sq", "--settle", "all")
    reword(file, "en: Later buses", "en: Buses at night")
    out = file.with_name("out.xlsx")
    consult("translate", file, "sq", "-o", out)
    assert "1 changed" in consult("translate", file, "sq", "--read", out).said
    write_cell(out, "E", "yes")
    assert "51 current" in consult("translate", file, "sq", "--read", out).said


def test_a_translators_own_file_is_written_and_the_round_left(file: Path, consult: Consult) -> None:
    reword(file, f", {SQ_BUSES}", "")
    own = file.with_name("r.sq.yaml")
    own.write_text(
        f"# Ours.\nround: our_evenings\nlanguage: sq\ntexts:\n  {BUSES}: Autobusë\n",
        encoding="utf-8",
    )
    reword(
        file, "      sq: Çfarë do t’i bënte mbrëmjet më të mira për ty? Zgjidh deri në tri.\n", ""
    )
    before = file.read_text("utf-8")
    consult("translate", file, "sq")
    reword(po(file.parent), 'msgstr "Autobusë"', 'msgstr "Autobusë nate"')
    text = po(file.parent).read_text("utf-8")
    at = text.index('msgctxt "questions/better/text"')
    end = text.index('msgstr ""', at)
    po(file.parent).write_text(text[:end] + 'msgstr "Çfarë?"' + text[end + 9 :], encoding="utf-8")
    assert "1 new, 1 reworded" in consult("translate", file, "sq", "--read", po(file.parent)).said
    assert file.read_text("utf-8") == before
    held = own.read_text("utf-8")
    assert held.startswith("# Ours.\n")
    assert held.endswith(f"  {BUSES}: Autobusë nate\n  questions/better/text: Çfarë?\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"Autobusë deri më vonë"', '"Autobusë {n}"', "“{n}” is not in the source"),
        (f'msgctxt "{BUSES}"', 'msgctxt "questions/x/text"', "“questions/x/text” is no text"),
        ('"Autobusë deri më vonë"', '"Autobusë', "Not readable as a .po file"),
        ("Project-Id-Version: our_evenings", "Project-Id-Version: other", "its round is “other”"),
        ("Language: sq", "Language: mk", "its language is “mk”, not “sq”"),
    ],
)
def test_with_one_fault_nothing_is_written(
    old: str, new: str, says: str, file: Path, consult: Consult
) -> None:
    consult("translate", file, "sq")
    reword(po(file.parent), "Mbrëmjet tona", "Netët tona")
    reword(po(file.parent), old, new)
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert done.code == 1
    assert says in done.refused
    assert str(po(file.parent)) in done.refused
    assert file.read_text("utf-8") == EXAMPLE_TEXT
    assert not file.with_name("r.translated.json").exists()
    assert not list(file.parent.glob(".*.new"))


@pytest.mark.parametrize("times", [29_000, 40_000])
def test_a_text_that_no_round_may_hold_is_refused_before_anything_is_written(
    times: int, file: Path, consult: Consult
) -> None:
    consult("translate", file, "sq")
    reword(po(file.parent), "Mbrëmjet tona", "Netët " + "e gjatë " * times)
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert "over 256 KiB" in done.refused
    assert file.read_text("utf-8") == EXAMPLE_TEXT


def test_a_place_that_cannot_be_written_leaves_all_as_it_was(file: Path, consult: Consult) -> None:
    consult("translate", file, "sq")
    reword(po(file.parent), "Mbrëmjet tona", "Netët tona")
    file.with_name("r.translated.json").mkdir()
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert "r.translated.json: cannot be written" in done.refused
    assert file.read_text("utf-8") == EXAMPLE_TEXT
    assert not list(file.parent.glob(".*.new"))


def test_line_ends_stay(file: Path, consult: Consult) -> None:
    file.write_bytes(EXAMPLE_TEXT.replace("\n", "\r\n").encode())
    consult("translate", file, "sq")
    reword(po(file.parent), "Mbrëmjet tona", "Netët tona")
    assert consult("translate", file, "sq", "--read", po(file.parent)).code == 0
    held = file.read_bytes()
    assert held.count(b"\n") == held.count(b"\r\n")
    assert "Netët tona".encode() in held


def test_what_the_authors_should_do_next_is_said(file: Path, consult: Consult) -> None:
    reword(file, "  sq: drafted", "  sq: reviewed")
    consult("translate", file, "sq")
    reword(po(file.parent), '"Pjesëmarrja është zgjedhja jote.', '"Pjesëmarrja është e lirë.')
    reword(po(file.parent), "#. What is agreed to.", "# Legal word unclear.\n#. What is agreed to.")
    reword(po(file.parent), '"Mbrëmjet tona"', f'"{"Mbrëmjet " * 4}"')
    done = consult("translate", file, "sq", "--read", po(file.parent))
    assert "raise `sq` under `consent: version:`" in done.said
    assert "let a speaker read and confirm it again" in done.said
    assert "The translator on “consent/text”: Legal word unclear." in done.said


def test_how_far_each_language_is(file: Path, consult: Consult) -> None:
    consult("translate", file, "sq", "--settle", "all")
    reword(file, "en: Later buses", "en: Buses at night")
    reword(file, SQ_BUSES, "sq: " + "Autobusë " * 9)
    reword(file, ", mk: Автобуси до подоцна", "")
    consult("confirm", "translation", file, "sr-Latn", "--by", "teacher, NGO")
    said = consult("translate", file, "--status").said
    rows = {line.split()[1]: line.split("│") for line in said.splitlines() if "drafted" in line}
    counts = {tag: [cell.strip() for cell in cells[2:7]] for tag, cells in rows.items()}
    assert counts == {
        "sq": ["51/51", "0", "0", "1", "1"],
        "mk": ["50/51", "1", "0", "50", "0"],
        "sr-Latn": ["51/51", "0", "0", "51", "0"],
    }
    assert "mk" not in consult("translate", file, "sq", "--status").said


def test_a_round_to_try_lay_outs_with(file: Path, consult: Consult) -> None:
    out = file.with_name("trial.yaml")
    assert consult("translate", file, "mk", "--pseudo", "-o", out).code == 0
    round_ = round_file.load(out.read_text("utf-8"), file="trial.yaml")
    assert round_.question("better").text["mk"].startswith(OPEN)
    assert round_.question("better").text["sq"].startswith("Çfarë")
    assert consult("check", out).code == 0
    assert file.read_text("utf-8") == EXAMPLE_TEXT


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["en"], "Texts are translated from “en”"),
        (["tr"], "“tr” is not a language of the round"),
        (["tr", "--status"], "“tr” is not a language of the round"),
        (["sq", "-o", "r.docx"], "end its name in .po or .xlsx"),
        (["sq", "--read", "r.docx"], "not a .po or .xlsx"),
        (["sq", "--read", "gone.po"], "cannot be read"),
        (["sq", "-o", "r.yaml/x.po"], "cannot be written"),
        (["sq", "-o", "r.yaml/x.xlsx"], "cannot be written"),
        (["sq", "--settle", "questions/x/text"], "is no text with a translation"),
        (["tr", "--pseudo", "-o", "x.yaml"], "“tr” is none of en"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], says: str, file: Path, consult: Consult
) -> None:
    done = consult("translate", file, *arguments)
    assert done.code == 1
    assert says in done.refused


@pytest.mark.parametrize(
    "arguments", [[], ["sq", "--status", "--pseudo"], ["sq", "--settle", "all", "--read", "r.po"]]
)
def test_what_is_not_clear_is_asked_back(
    arguments: list[str], file: Path, consult: Consult
) -> None:
    assert consult("translate", file, *arguments).code == 2


def test_a_translators_own_file_stands_for_its_round(file: Path, consult: Consult) -> None:
    reword(file, f", {SQ_BUSES}", "")
    own = file.with_name("r.sq.yaml")
    head = "round: our_evenings\nlanguage: sq\ntexts:\n"
    own.write_text(f"{head}  {BUSES}: Autobusë\n", encoding="utf-8")
    assert "51/51" in consult("translate", own, "--status").said


def test_nothing_is_overwritten(file: Path, consult: Consult) -> None:
    consult("translate", file, "sq")
    assert "is there already" in consult("translate", file, "sq").refused
    assert "is there already" in consult("translate", file, "sq", "--pseudo", "-o", file).refused


def test_a_broken_record_says_what_to_do(file: Path, consult: Consult) -> None:
    file.with_name("r.translated.json").write_text("{", encoding="utf-8")
    assert "is not a record of translations" in consult("translate", file, "sq").refused
    assert "is not a record of translations" in consult("check", file).said
