"""Versions follow each other and never change; differences wait until they are settled."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from admin.coding import codebook, collecting, layer, reading, writing
from admin.coding.coded import opened
from admin.coding.desk import Desk, refuse_names
from admin.coding.reading import Returned
from admin.coding.sheet import Fact, Sheet
from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from tests.support import coded_words
from tests.support.coded_words import QUESTION, Coder

WORKER, VOLUNTEER = Coder("youth worker", careless=0.1), Coder("volunteer", careless=0.2, reads=0.8)


def back(at: Desk, *coders: Coder) -> list[Returned]:
    paths = [
        p for one in coders for p in coded_words.handed_back(at, one, at.folder.parent / "back")
    ]
    return [reading.read(path, at.codebook) for path in paths]


def add(at: Desk, returned: list[Returned]) -> Desk:
    """Write the next version, and return the desk as it is then."""
    return coded_words.read(at, [one.path for one in returned])


def settled(at: Desk, folder: Path) -> list[Returned]:
    sheet = at.to_settle("en")
    assert sheet is not None
    path = folder / "settled.xlsx"
    path.write_bytes(writing.write(Coder("all").fill(sheet)))
    return [reading.read(path, at.codebook)]


def test_a_version_holds_what_each_coder_chose(at: Desk) -> None:
    made = collecting.next_version(at, back(at, WORKER, VOLUNTEER))
    assert (made.version, made.previous, made.dataset) == (1, "", at.dataset.digest)
    assert made.roles == ("youth worker", "volunteer")
    words = {text.id: text.words for text in at.texts}
    assert set(made.decisions["youth worker"]) == set(words)
    assert set(made.decisions["volunteer"]) < set(words)
    right = [coded_words.themes_in(words[t]) == given for t, given in made.final.items()]
    assert sum(right) > 0.95 * len(right)
    assert 0.6 < (made.agreement() or 0) < 0.95
    assert made.read_twice() == len(made.decisions["volunteer"])


def test_differences_are_settled_on_a_sheet_of_their_own(at: Desk, tmp_path: Path) -> None:
    later = add(at, back(at, WORKER, VOLUNTEER))
    assert later.layer is not None
    unsettled = later.layer.open
    assert unsettled
    with pytest.raises(CodingError, match="not settled"):
        opened(at.folder.parent, at.dataset)
    done = add(later, settled(later, tmp_path)).layer
    assert done is not None
    assert done.version == 2
    assert done.open == ()
    assert set(done.settled) == set(unsettled)
    words = {text.id: text.words for text in at.texts}
    assert all(coded_words.themes_in(words[text]) == done.final[text] for text in unsettled)
    assert done.decisions == later.layer.decisions
    coded = opened(at.folder.parent, at.dataset)[0]
    assert coded.themes == done.final
    assert coded.coding.version == 2


def test_the_sheet_for_settling_shows_what_each_chose(at: Desk) -> None:
    later = add(at, back(at, WORKER, VOLUNTEER))
    sheet = later.to_settle("en")
    assert sheet is not None
    assert sheet.beside == ("youth worker", "volunteer")
    assert all(len(set(row.beside)) == 2 for row in sheet.rows)


def test_a_version_is_never_changed(at: Desk) -> None:
    returned = back(at, WORKER)
    made = collecting.next_version(at, returned)
    path = layer.add(at.folder, made)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    with pytest.raises(CodingError, match="is there already"):
        layer.add(at.folder, made)
    again = Desk.of(at.dataset, at.question, at.folder.parent)
    follows = collecting.next_version(again, returned)
    assert follows.version == 2
    assert follows.previous == (layer.newest(at.folder) or (None, ""))[1]


def test_a_version_that_was_changed_or_taken_away_is_noticed(at: Desk) -> None:
    second = add(add(at, back(at, WORKER)), back(at, VOLUNTEER))
    first = at.folder / "v1.json"
    first.chmod(0o600)
    first.write_bytes(first.read_bytes().replace(b'"bus"', b'"light"', 1))
    with pytest.raises(CodingError, match=r"v2\.json is not the version"):
        layer.newest(second.folder)
    first.write_bytes(first.read_bytes().replace(b'"light"', b'"\xff"', 1))
    with pytest.raises(CodingError, match=r"v1\.json: cannot be read"):
        layer.newest(second.folder)
    first.unlink()
    with pytest.raises(CodingError, match=r"v2\.json is not the version"):
        layer.newest(second.folder)


def test_nothing_in_a_version_tells_in_which_order_texts_were_read(at: Desk) -> None:
    made = add(at, back(at, WORKER)).layer
    assert made is not None
    assert list(made.decisions["youth worker"]) == sorted(made.decisions["youth worker"])
    content = (at.folder / "v1.json").read_text(encoding="utf-8")
    assert not any(text.words in content for text in at.texts)


def test_a_later_sheet_takes_the_place_of_an_earlier_one_and_blanks_change_nothing(
    at: Desk,
) -> None:
    later = add(at, back(at, Coder("volunteer", careless=1)))
    before = later.layer
    half = back(at, Coder("volunteer", reads=0.5))
    after = add(later, half).layer
    assert before is not None
    assert after is not None
    given = {at.by_number[one.number].id: one.themes for one in half[0].decided}
    for text, themes in after.decisions["volunteer"].items():
        assert themes == given.get(text, before.decisions["volunteer"][text])


def test_a_sheet_made_anew_has_what_its_coder_has_decided_so_far(at: Desk) -> None:
    later = add(at, back(at, VOLUNTEER, WORKER))
    assert later.layer is not None
    own = later.layer.decisions["volunteer"]
    rows = later.to_code("volunteer", "en", 500)[0].rows
    assert {row.number: row.themes for row in rows if row.themes is not None} == {
        at.numbering.number(text): themes for text, themes in own.items()
    }


def test_suggestions_stand_beside_blank_texts_and_are_never_counted(
    at: Desk, tmp_path: Path
) -> None:
    half = back(at, Coder("volunteer", reads=0.5))[0]
    sheet = at.with_suggestions(half, "en")
    blank = [row for row in sheet.rows if row.themes is None]
    right = sum(set(row.suggested) == set(coded_words.themes_in(row.words)) for row in blank)
    assert right > 0.7 * len(blank)
    assert all(row.suggested == () for row in sheet.rows if row.themes is not None)
    path = tmp_path / "suggested.xlsx"
    path.write_bytes(writing.write(sheet))
    again = reading.read(path, at.codebook)
    key = [(one.number, one.themes) for one in half.decided]
    assert [(one.number, one.themes) for one in again.decided] == key


def spoiled(sheet: Sheet, change: Callable[[Sheet], Sheet], at: Desk, folder: Path) -> str:
    path = folder / "spoiled.xlsx"
    path.write_bytes(writing.write(change(sheet)))
    with pytest.raises(CodingError) as refused:
        collecting.next_version(at, [reading.read(path, at.codebook)])
    return str(refused.value)


def test_what_does_not_belong_here_is_refused(at: Desk, tmp_path: Path) -> None:
    sheet = WORKER.fill(at.to_code("youth worker", "en", 500)[0])

    def without(fact: Fact, value: str) -> Callable[[Sheet], Sheet]:
        return lambda one: structs.replace(one, facts={**one.facts, fact: value})

    def stranger(one: Sheet) -> Sheet:
        first = structs.replace(one.rows[0], number="zzzzzzzzzz")
        return structs.replace(one, rows=(first, *one.rows[1:]))

    def sorted_apart(one: Sheet) -> Sheet:
        words = sorted({row.words for row in one.rows})
        first = structs.replace(one.rows[0], words=next(w for w in words if w != one.rows[0].words))
        return structs.replace(one, rows=(first, *one.rows[1:]))

    for change, said in (
        (without(Fact.DATASET, "f" * 64), "its dataset is"),
        (without(Fact.QUESTION, "better"), "its question is “better”, not “own_words”"),
        (without(Fact.CODER, ""), "cannot stand for a coder"),
        (stranger, "row 2: the number in it is of no text"),
        (sorted_apart, "row 2: beside this number stands another text"),
    ):
        assert said in spoiled(sheet, change, at, tmp_path)
    assert layer.newest(at.folder) is None


def test_a_theme_that_texts_have_cannot_leave_the_codebook(at: Desk) -> None:
    add(at, back(at, WORKER))
    fewer = coded_words.CODEBOOK[: coded_words.CODEBOOK.index("  - id: place")]
    (at.folder / codebook.FILE).write_text(fewer, encoding="utf-8")
    later = Desk.of(at.dataset, QUESTION, at.folder.parent)
    with pytest.raises(CodingError, match="the theme “place” is gone"):
        collecting.next_version(later, [])


def test_a_layer_of_another_dataset_is_refused(at: Desk, tmp_path: Path) -> None:
    add(at, back(at, WORKER))
    other = coded_words.make(tmp_path / "other", 300, seed=2)
    with pytest.raises(CodingError, match="was coded from another dataset"):
        opened(at.folder.parent, other)
    with pytest.raises(CodingError, match="was coded from another dataset"):
        _ = Desk.of(other, QUESTION, at.folder.parent).layer


def test_a_folder_without_layers_is_refused(said: Dataset, tmp_path: Path) -> None:
    assert opened(None, said) == ()
    with pytest.raises(CodingError, match="holds no coded texts"):
        opened(tmp_path, said)


@pytest.mark.parametrize("role", ["", "x", "settled together", "=1+1", "a" * 41, "two\nlines"])
def test_a_coder_goes_by_a_role(role: str) -> None:
    with pytest.raises(CodingError, match="Give a role, never a name"):
        refuse_names([role])
    with pytest.raises(CodingError, match="Number them"):
        refuse_names(["volunteer", "Volunteer"])
