"""Translators' tools take the .po file, and what comes back is what they wrote."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from admin.translating import as_po
from dialogs import round_file
from dialogs.languages import OWN_NAMES
from dialogs.problems import RoundFileError
from dialogs.translating.record import Record
from tests.admin.translating.handouts import handout
from tests.dialogs.translating.rounds import BUSES, SQ, everything, example
from tests.support.world import EVERYTHING_TEXT

MSGFMT = shutil.which("msgfmt")
STALE = Record(round="our_evenings", source="en").following(
    "sq", {BUSES: ("Buses\nat “night”", "Autobusë deri më vonë")}
)


@pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")
@pytest.mark.parametrize("language", sorted(OWN_NAMES.keys() - {"en"}))
def test_msgfmt_finds_nothing(language: str, tmp_path: Path) -> None:
    text = EVERYTHING_TEXT.replace("mk: ", f"{language}: ")
    path = tmp_path / "r.po"
    as_po.write(handout(round_file.load_unfinished(text, file="r.yaml"), language), path)
    assert _msgfmt(path) == ""


@pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")
def test_msgfmt_finds_nothing_in_stale_missing_and_odd_texts(tmp_path: Path) -> None:
    path = tmp_path / "r.po"
    as_po.write(handout(example(SQ), "sq", STALE), path)
    assert _msgfmt(path) == ""
    odd = EVERYTHING_TEXT.replace("en: Our school days", 'en: "\\\\n “{x}” \\"q\\" %s\\n\\n{"')
    as_po.write(handout(round_file.load_unfinished(odd, file="r.yaml"), "mk"), path)
    assert "python-brace-format" in _msgfmt(path) or _msgfmt(path) == ""


def _msgfmt(path: Path) -> str:
    command = [MSGFMT or "", "--check", "--check-accelerators", "-o", "/dev/null", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return result.stderr


def test_a_translator_reads_what_a_text_is(tmp_path: Path) -> None:
    path = tmp_path / "r.po"
    as_po.write(handout(example(), "sq"), path)
    blocks = path.read_text("utf-8").split("\n\n")
    block = next(each for each in blocks if f'msgctxt "{BUSES}"' in each)
    for said in (
        "#. Button. The young person says this by tapping it.\n",
        "#. Question 4 of 7 (better), option 2 of 6.\n",
        "#. The question: What would make evenings better for you? Choose up to three.\n",
        "#. At most 64 characters.\n",
        "#. | [ ☐ Autobusë deri më vonë ]\n",
        "#: our_evenings.yaml:",
        'msgid "Later buses"\nmsgstr "Autobusë deri më vonë"',
    ):
        assert said in block


def test_a_stale_text_is_fuzzy_and_shows_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "r.po"
    as_po.write(handout(example(), "sq", STALE), path)
    catalogue = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    (fuzzy,) = [each for each in catalogue if each.id and each.fuzzy]
    assert fuzzy.context == BUSES
    assert '#| msgid ""\n#| "Buses\\n"\n#| "at “night”"\n' in path.read_text("utf-8")


@pytest.mark.parametrize("unfinished", [example(), everything()], ids=["example", "everything"])
def test_what_was_written_is_read(unfinished: round_file.Unfinished, tmp_path: Path) -> None:
    path, given = tmp_path / "r.po", handout(unfinished, "mk")
    as_po.write(given, path)
    back = as_po.read(path)
    assert (back.round, back.language) == (given.round, "mk")
    assert [(one.key, one.source, one.translation) for one in back.delivered] == [
        (one.key, one.source, one.translation) for one in given.entries
    ]


@pytest.mark.parametrize("language", ["sr-Latn", "cnr", "rom", "uz-Cyrl"])
def test_a_language_is_named_as_we_name_it(language: str, tmp_path: Path) -> None:
    text = EVERYTHING_TEXT.replace("mk: ", f"{language}: ")
    path = tmp_path / "r.po"
    as_po.write(handout(round_file.load_unfinished(text, file="r.yaml"), language), path)
    assert as_po.read(path).language == language


@pytest.mark.parametrize("said", ["sr@latin", "sr_RS@latin", "sr_Latn", "sr-Latn"])
def test_a_language_is_known_as_other_programs_name_it(said: str, tmp_path: Path) -> None:
    path = tmp_path / "r.po"
    as_po.write(handout(example(), "sr-Latn"), path)
    text = path.read_text("utf-8").replace("Language: sr-Latn", f"Language: {said}")
    path.write_text(text, encoding="utf-8")
    assert as_po.read(path).language == "sr-Latn"


def test_marks_and_remarks_of_translators_come_back(tmp_path: Path) -> None:
    path = tmp_path / "r.po"
    as_po.write(handout(example(), "sq"), path)
    text = path.read_text("utf-8").replace(
        "#. Title of the round", "# Too long for us.\n#, fuzzy\n#. Title of the round"
    )
    path.write_text(text, encoding="utf-8")
    first = as_po.read(path).delivered[0]
    assert (first.key, first.unsure, first.remark) == ("public_label", True, "Too long for us.")
    assert text.splitlines()[first.line - 1].startswith("msg")


WHOLE = b'\nmsgctxt "a"\nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b'msgctxt "a"\nmsgid "a\nmsgstr "b"\n', "r.po:2: Not readable"),
        (b'msgctxt "a"\nmsgid "a"\nmsgstr "b" c"\n', "r.po:3: Not readable"),
        (b'msgctxt "a"\nmsgid "\xff"\nmsgstr "b"\n', "not in UTF-8"),
        (b"\x00\x01", "r.po:1: Not readable"),
        (b'msgid "a"\nmsgstr "b"\n', "names no text of a round"),
        (b'msgctxt "a"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "plural forms"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n' + WHOLE,
            "not in UTF-8",
        ),
    ],
)
def test_what_is_no_po_file_is_refused_with_its_line(
    held: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.po"
    path.write_bytes(held)
    with pytest.raises(RoundFileError) as refused:
        as_po.read(path)
    assert says in str(refused.value)
