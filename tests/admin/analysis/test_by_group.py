"""Themes by group: counted right, of people who are counted, and nothing else comes out."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from admin.analysis import count
from admin.analysis.by_group import Counting
from admin.analysis.themes import themes_id
from admin.coding import coded, collecting, layer
from admin.coding.desk import Desk
from admin.coding.layer import Layer
from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from dialogs.conditions import Condition
from dialogs.questions import PickOne
from dialogs.round import Round
from storage import join
from storage.holders import combine, new_round_keys
from storage.join import JoinError
from storage.sealing import KeyPair
from tests.support import coded_words
from tests.support.closed import closed
from tests.support.coded_words import QUESTION, Coder
from tests.support.linked_texts import linking_round, said, writers_by

KEYS = new_round_keys()
ROUND = linking_round()


def pair() -> KeyPair:
    return KeyPair.from_seed(combine(KEYS.words[:2]), suite=KEYS.public_key[0])


def make(folder: Path, round_: Round = ROUND, people: int = 200) -> Dataset:
    return closed(folder, round_, said(round_, people), KEYS.public_key)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return make(tmp_path / "dataset")


@pytest.fixture
def themes(dataset: Dataset, tmp_path: Path) -> Path:
    """The folder of layers, coded by one person and settled."""
    coded_words.coded(dataset, tmp_path / "themes", Coder("youth worker"))
    return tmp_path / "themes"


def newest(themes: Path) -> Layer:
    kept = layer.newest(themes / QUESTION)
    assert kept is not None
    return kept[0]


def test_each_group_has_its_texts_and_themes(dataset: Dataset, themes: Path) -> None:
    counting = Counting.of(dataset, themes)
    (path,) = counting.count(pair())
    assert path.name == "v2.json"
    by_age = {one.group: one for one in newest(themes).by_group if one.by == "age"}
    writers = writers_by(dataset.folder, "age")
    for band in ROUND.age_bands:
        youngest = band is ROUND.age_bands[0]
        number = writers[band.id]
        assert by_age[band.id].texts == number
        assert by_age[band.id].themes == {"light" if youngest else "bus": number}
    for by in ROUND.publication.breakdowns:
        counted = {one.group: one.texts for one in newest(themes).by_group if one.by == by}
        assert {group: n for group, n in counted.items() if n} == writers_by(dataset.folder, by)


def test_nothing_of_a_single_text_or_response_comes_out(dataset: Dataset, themes: Path) -> None:
    Counting.of(dataset, themes).count(pair())
    linked = join.opened(dataset.folder, ROUND.id, pair())
    content = (themes / QUESTION / "v2.json").read_text()
    assert not [one for one in linked.values() if one in content]
    told = str(newest(themes).by_group)
    assert not [one for one in linked if one in told]


def test_counting_twice_writes_nothing_new(dataset: Dataset, themes: Path) -> None:
    Counting.of(dataset, themes).count(pair())
    assert Counting.of(dataset, themes).count(pair()) == []


def test_what_is_coded_after_counting_is_never_counted(dataset: Dataset, themes: Path) -> None:
    Counting.of(dataset, themes).count(pair())
    folder = themes / QUESTION
    for _ in range(2):
        desk = Desk.of(dataset, QUESTION, themes)
        layer.add(folder, collecting.next_version(desk, []))
        assert newest(themes).by_group == ()
        with pytest.raises(CodingError, match="version 2 was counted by group"):
            Counting.of(dataset, themes)
    for version in (4, 3):
        (folder / f"v{version}.json").unlink()
    assert Counting.of(dataset, themes).count(pair()) == []


def test_counts_by_group_are_part_of_what_was_decided(dataset: Dataset, themes: Path) -> None:
    (before,) = coded.opened(themes, dataset)
    Counting.of(dataset, themes).count(pair())
    (after,) = coded.opened(themes, dataset)
    assert before.coding.decided != after.coding.decided
    assert (before.coding.by_group, after.coding.by_group) == (False, True)


def test_the_tables_have_a_row_for_each_group_and_those_who_wrote_are_known(
    dataset: Dataset, themes: Path
) -> None:
    Counting.of(dataset, themes).count(pair())
    raw = count(dataset, coded=coded.opened(themes, dataset))
    variable = themes_id(QUESTION)
    assert {by for name, by in raw.plan.pairs if name == variable} == {
        "language", *ROUND.publication.breakdowns,
    }  # fmt: skip
    for group, number in writers_by(dataset.folder, "age").items():
        assert raw.asked[variable, ("age", str(group))] == number
        assert raw.wrote[QUESTION, ("age", str(group))] == number


def test_a_breakdown_that_not_everybody_was_asked_about_is_left_out(tmp_path: Path) -> None:
    asked = [
        replace(one, show_if=Condition(question="gender", equals=one.options[0].id))
        if isinstance(one, PickOne) and one.id == "place"
        else one
        for one in ROUND.questions
    ]
    round_ = replace(ROUND, questions=tuple(asked))
    people = said(round_, 200)
    some = [
        replace(one, answers={k: v for k, v in one.answers.items() if k != "place"})
        for one in people[:50]
    ]
    dataset = closed(tmp_path / "dataset", round_, [*some, *people[50:]], KEYS.public_key)
    coded_words.coded(dataset, tmp_path / "themes", Coder("youth worker"))
    Counting.of(dataset, tmp_path / "themes").count(pair())
    assert {one.by for one in newest(tmp_path / "themes").by_group} == {"age", "gender"}


def test_what_is_not_coded_yet_is_named(dataset: Dataset, tmp_path: Path) -> None:
    coded_words.coded(dataset, tmp_path / "some", Coder("youth worker", reads=0.5))
    counting = Counting.of(dataset, tmp_path / "some")
    assert counting.waiting == ()
    assert 40 < counting.uncoded[QUESTION] < 120


def test_words_of_another_round_do_not_open_it(dataset: Dataset, themes: Path) -> None:
    strangers = KeyPair.from_seed(combine(new_round_keys().words[:2]), suite=KEYS.public_key[0])
    with pytest.raises(JoinError, match="do not open"):
        Counting.of(dataset, themes).count(strangers)
    assert newest(themes).version == 1


def test_a_link_that_is_gone_or_another_one_is_refused(
    dataset: Dataset, themes: Path, tmp_path: Path
) -> None:
    other = make(tmp_path / "other")
    (dataset.folder / join.FILE).write_bytes((other.folder / join.FILE).read_bytes())
    with pytest.raises(CodingError, match="of another dataset"):
        Counting.of(dataset, themes)
    join.destroy(dataset.folder)
    with pytest.raises(CodingError, match="nobody can make it again"):
        Counting.of(Dataset.open(dataset.folder), themes)


def test_a_round_that_told_nobody_of_it_has_no_link(tmp_path: Path) -> None:
    plain = replace(ROUND, themes_by_group=False)
    dataset = closed(tmp_path / "dataset", plain, said(plain, 40))
    with pytest.raises(CodingError, match="nobody was told of it"):
        Counting.of(dataset, tmp_path / "themes")
