"""The sheet of two readers: what stands on it, and what comes back or is refused, cell by cell."""

from pathlib import Path

import openpyxl
import pytest

from admin.dataset import Dataset
from admin.quoting import approved, reading, writing
from admin.quoting.approved import Quotes
from admin.quoting.desk import Desk
from admin.quoting.sheet import NO, QUOTES, YES, Heading
from admin.quoting.texts import quotable
from admin.quoting.trouble import QuotingError
from tests.support import quoted
from tests.support.coded_words import SENTENCES
from tests.support.payloads import payloads
from tests.support.quoted import CANARY, READERS, Cells, agree, approve, fill
from tests.support.spreadsheets import read_workbook


def sheet_of(desk: Desk, name: str = "sheet.xlsx") -> Path:
    desk.folder.mkdir(parents=True, exist_ok=True)
    path = desk.folder / name
    path.write_bytes(writing.write(desk.sheet(200)))
    return path


def read(desk: Desk, path: Path) -> Quotes:
    return desk.next_version([reading.read(path)], READERS, quoted.wordings(desk))


def refused(desk: Desk, decide: dict[str, str], *, only: int = 2) -> str:
    """What is said when the row with this number is filled in like that, and the rest is blank."""
    path, place = sheet_of(desk), 1

    def one(cells: Cells) -> Cells:
        nonlocal place
        place += 1
        return agree(cells) | decide if place == only else {}

    fill(path, one)
    with pytest.raises(QuotingError) as error:
        read(desk, path)
    return str(error.value).replace(f"{path}, sheet “{QUOTES}”, ", "")


def test_what_stands_on_it_may_all_be_quoted_and_tells_nothing_else(desk: Desk) -> None:
    found = read_workbook(sheet_of(desk))
    assert not {text for text in found.texts if CANARY in text}
    rows = desk.sheet(200).rows
    assert len(rows) == len(desk.texts) > 100
    assert not {one.id for one in desk.texts} & found.texts
    assert not {"12_14", "15_17", "18_24", "girl", "boy", "riverside"} & found.texts


def test_texts_stand_by_question_and_language_in_an_order_of_chance(desk: Desk) -> None:
    desk.folder.mkdir()
    rows = desk.sheet(200).rows
    tags = [one.language for one in rows]
    assert tags == sorted(tags, key=list(desk.dataset.round.languages).index)
    by_id = {desk.numbering.number(one.id): place for place, one in enumerate(desk.texts)}
    places = [by_id[row.number] for row in rows]
    assert places != sorted(places)
    assert [one.number for one in Desk(desk.dataset, desk.folder).sheet(200).rows] == [
        one.number for one in rows
    ]
    assert len(desk.sheet(3).rows) == 3 * len(set(tags))


def test_what_two_have_approved_is_kept_and_comes_back_on_the_next_sheet(desk: Desk) -> None:
    made = approve(desk)
    assert len(made.quotes) == len(desk.texts)
    again = Desk(desk.dataset, desk.folder)
    rows = again.sheet(200).rows
    assert all(row.approved and row.translations for row in rows)
    path = sheet_of(again, "again.xlsx")
    fill(
        path,
        lambda cells: {Heading.PRINT: NO, Heading.SECOND: ""} if "Nuk" in cells["Text"] else {},
    )
    second = read(again, path)
    assert (second.version, second.previous != "") == (2, True)
    assert len(second.quotes) < len(made.quotes)
    assert not any("Nuk" in one.words for one in second.quotes)


def test_one_reader_alone_approves_nothing(desk: Desk) -> None:
    made = approve(desk, lambda _: {Heading.PRINT: YES})
    assert made.quotes == ()


def test_a_wording_is_printed_in_place_of_the_text(desk: Desk) -> None:
    made = approve(desk, lambda cells: {**agree(cells), Heading.WORDING: "  It is too dark. "})
    assert {one.words for one in made.quotes} == {"It is too dark."}
    assert set(made.quotes[0].approved_by) == {str(one) for one in READERS}


@pytest.mark.parametrize(
    ("decide", "says"),
    [
        ({Heading.PRINT: "perhaps"}, "cell E2: write “yes” or “no”"),
        ({Heading.PRINT: NO}, "cell F2: the second reader says yes, and the first does not"),
        ({Heading.PRINT: ""}, "cell F2: the second reader says yes"),
        ({Heading.WORDING: "x" * 301}, "cell G2: this has 301 characters, and a quote 300"),
        ({Heading.WORDING: "Call 070 123 456"}, "cell G2: this still holds what could be a phone"),
        ({Heading.WORDING: "Write to @nela_99"}, "cell G2: this still holds what could be a hand"),
        ({Heading.WORDING: "My name is Nikola"}, "cell G2: this still holds what could be a name"),
        ({"In mk": "Пиши на ana@example.org"}, "cell J2: this still holds what could be a email"),
        ({"In en": "The same."}, "cell H2: the text is in “en” already"),
        ({Heading.NUMBER: "aaaaaaaaaa"}, "cell A2: the number in it is of no text that may be"),
        ({Heading.TEXT: "Something else."}, "cell D2: beside this number stands another text"),
        ({Heading.WORDING: "=1+1"}, "cell G2: this is a formula"),
    ],
)  # fmt: skip
def test_each_fault_names_its_cell(desk: Desk, decide: dict[str, str], says: str) -> None:
    assert says in refused(desk, decide)
    assert approved.newest(desk.folder, desk.dataset) is None


def test_a_text_that_may_not_be_quoted_can_never_be_approved(desk: Desk) -> None:
    """Not even by the number that it would have had."""
    desk.folder.mkdir()
    everything = quoted.pq_texts(desk.dataset)
    hidden = next(row for row in everything if CANARY in row["words"])
    number = desk.numbering.number(hidden["text"])
    told = refused(desk, {Heading.NUMBER: number, Heading.TEXT: hidden["words"]})
    assert "is of no text that may be quoted" in told
    assert CANARY not in told


def test_the_same_text_twice_is_refused(desk: Desk) -> None:
    path, place = sheet_of(desk), 1
    first = desk.sheet(200).rows[0]

    def both(cells: Cells) -> Cells:
        nonlocal place
        place += 1
        same = {str(Heading.NUMBER): first.number, str(Heading.TEXT): first.words}
        return agree(cells) | same if place <= 3 else {}

    fill(path, both)
    with pytest.raises(QuotingError, match="the same text stands at"):
        read(desk, path)


def test_a_sheet_of_another_dataset_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = Desk(quoted.make(tmp_path / "other"), tmp_path / "theirs")
    path = fill(sheet_of(other), agree)
    with pytest.raises(QuotingError, match="its dataset is"):
        read(desk, path)


def test_nothing_that_was_typed_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    typed = list(payloads(400))
    dataset = quoted.make(tmp_path / "dataset", words=lambda number: typed[number])
    found = read_workbook(sheet_of(Desk(dataset, tmp_path / "quotes")))
    assert (found.formulas, found.links) == (0, 0)


def test_where_no_sheet_was_written_none_can_be_read(desk: Desk, tmp_path: Path) -> None:
    path = fill(sheet_of(desk), agree)
    elsewhere = Desk(desk.dataset, tmp_path / "elsewhere")
    with pytest.raises(QuotingError, match="Give the folder in which the sheet"):
        read(elsewhere, path)


def test_in_a_round_that_does_not_ask_nothing_may_be_quoted(tmp_path: Path) -> None:
    round_ = quoted.quoting_round(asks=False)
    with pytest.raises(QuotingError, match="Nobody was asked"):
        quotable(quoted.make(tmp_path / "dataset", round_=round_))


def test_sentences_of_the_test_pass_the_scrubber(said: Dataset) -> None:
    judge = quoted.wordings(Desk(said, said.folder))
    for tag, some in SENTENCES.items():
        assert [judge.fault(one, tag) for each in some.values() for one in each if one] == [
            ""
        ] * sum(map(len, some.values()))


def test_a_wide_sheet_prints_side_by_side_and_not_small(desk: Desk) -> None:
    page = openpyxl.load_workbook(sheet_of(desk))[QUOTES]
    assert page.page_setup.fitToWidth == 2
    assert page.print_title_cols == "$A:$A"
