"""The sealed link from texts to responses: true, closed to everybody but the holders, destroyed."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from dialogs.answers import answered
from dialogs.questions.base import Measure
from dialogs.session import Respondent
from storage import join
from storage.dataset import Contents
from storage.holders import combine, new_round_keys
from storage.join import JoinError
from storage.sealing import KeyPair, PublicKey
from tests.storage.material import content, example_round, response

ROUND = replace(example_round(), themes_by_group=True)
TEXT = next(one.id for one in ROUND.questions if one.measure is Measure.TEXT)
OTHER = next(one.id for one in ROUND.questions if one.measure is Measure.ONE)
KEYS = new_round_keys()


def pair(words: tuple[str, ...] = KEYS.words[:2]) -> KeyPair:
    return KeyPair.from_seed(combine(words), suite=KEYS.public_key[0])


def said(number: int) -> bytes:
    """A response whose text tells the age group and the language it was written with."""
    one = response(ROUND, number)
    words = f"{one.age} {one.language}"
    also = replace(one.answers[OTHER], words="typed for other")
    return content(replace(one, answers={**one.answers, TEXT: answered(words), OTHER: also}))


def sealed(folder: Path, contents: Contents) -> str:
    return join.write(folder, ROUND.id, contents.join, PublicKey.from_bytes(KEYS.public_key))


@pytest.fixture
def contents() -> Contents:
    added = [("ideas", "mk", "Дрвја")] * 3
    return Contents.shuffled(ROUND, [said(number) for number in range(40)], {}, added)


def test_each_free_text_leads_to_its_response_and_nothing_else_does(
    contents: Contents, tmp_path: Path
) -> None:
    sealed(tmp_path, contents)
    linked = join.opened(tmp_path, ROUND.id, pair())
    rows = {row["response"]: row for table in contents.tables() for row in table.to_pylist()}
    texts = {row["text"]: row for row in contents.texts.to_pylist()}
    assert {texts[text]["question"] for text in linked} == {TEXT}
    assert len(linked) == 40
    for text, place in linked.items():
        assert texts[text]["words"] == f"{rows[place]['age']} {rows[place]['language']}"


def test_a_round_that_does_not_ask_for_it_links_nothing() -> None:
    plain = Contents.shuffled(example_round(), [said(number) for number in range(40)], {})
    assert plain.join == {}


def test_an_organisation_is_linked_as_well_and_told_apart_by_its_response() -> None:
    one = content(replace(response(ROUND, 1), respondent=Respondent.ORGANISATION, age=""))
    assert len(Contents.shuffled(ROUND, [one], {}).join) == 1


def test_nobody_but_the_holders_opens_it(contents: Contents, tmp_path: Path) -> None:
    sealed(tmp_path, contents)
    box = (tmp_path / join.FILE).read_bytes()
    assert not [text for text in contents.join if text.encode() in box]
    strangers = KeyPair.from_seed(combine(new_round_keys().words[:2]), suite=box[0])
    with pytest.raises(JoinError, match="do not open"):
        join.opened(tmp_path, ROUND.id, strangers)
    with pytest.raises(JoinError, match="do not open"):
        join.opened(tmp_path, "other", pair())


def test_a_link_of_another_dataset_is_refused(contents: Contents, tmp_path: Path) -> None:
    digest = sealed(tmp_path, contents)
    join.check(tmp_path, digest)
    sealed(tmp_path, contents)
    with pytest.raises(JoinError, match="of another dataset"):
        join.check(tmp_path, digest)


def test_what_is_destroyed_is_gone_and_said_to_be(contents: Contents, tmp_path: Path) -> None:
    sealed(tmp_path, contents)
    join.destroy(tmp_path)
    join.destroy(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(JoinError, match="nobody can make it again"):
        join.opened(tmp_path, ROUND.id, pair())
