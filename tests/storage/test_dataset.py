"""The contents of a dataset stand in an order of chance, and texts in another."""

from pathlib import Path

from dialogs import round_file
from dialogs.answers import answered
from dialogs.questions.base import Measure
from storage.dataset import Contents
from tests.storage.material import content, example_round, response

EVERYTHING = Path(__file__).parents[1] / "support" / "rounds" / "everything.yaml"
ROUND = example_round()
SAID = [content(response(ROUND, number)) for number in range(200)]


def _numbers(contents: Contents) -> list[int]:
    words: list[str] = contents.texts["words"].to_pylist()
    return [int(one.rsplit(" ", 1)[1]) for one in words]


def test_responses_are_shuffled_anew_each_time() -> None:
    first, second = Contents.shuffled(ROUND, SAID, {}), Contents.shuffled(ROUND, SAID, {})
    assert sorted(first.responses) == sorted(second.responses) == sorted(SAID)
    assert list(first.responses) != SAID
    assert list(first.responses) != list(second.responses)
    assert not set(first.ids) & set(second.ids)


def test_texts_are_not_in_the_order_of_their_responses() -> None:
    contents = Contents.shuffled(ROUND, SAID, {})
    text = next(one.id for one in ROUND.questions if one.measure is Measure.TEXT)
    said = {content(response(ROUND, number)): number for number in range(200)}
    of_responses = [said[one] for one in contents.responses]
    assert response(ROUND, 1).answers[text].value is not None
    assert sorted(_numbers(contents)) == [number for number in range(200) if number % 3]
    assert _numbers(contents) != [number for number in of_responses if number % 3]


def test_reading_the_tables_twice_gives_the_same_rows() -> None:
    contents = Contents.shuffled(ROUND, SAID, {})
    for one, two in zip(contents.tables(), contents.tables(), strict=True):
        assert one.equals(two)


def test_statements_of_ones_own_come_apart_from_the_responses() -> None:
    round_ = round_file.load(EVERYTHING.read_text(), file=EVERYTHING.name)
    votes = next(one.id for one in round_.questions if one.measure is Measure.VOTES)
    old = response(round_, 1, **{votes: answered({}, words="left by an earlier version")})
    contents = Contents.shuffled(round_, [content(old)], {}, [(votes, "mk", "Дрвја")])
    rows = contents.texts.to_pylist()
    assert [row["words"] for row in rows if row["question"] == votes] == ["Дрвја"]
