"""The contents of a dataset stand in an order of chance, and texts in another."""

from pathlib import Path

from msgspec.structs import replace

from dialogs import round_file
from dialogs.answers import answered
from dialogs.questions.base import Measure
from dialogs.round import Round
from dialogs.session import Respondent
from storage.codebook import codebook
from storage.dataset import Contents, schema_of
from storage.texts import texts_of
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


# Which texts may be quoted

QUOTING = replace(ROUND, quotes=True)
TEXT = next(one.id for one in ROUND.questions if one.measure is Measure.TEXT)


def quoting(number: int, **but: object) -> bytes:
    """A response in Macedonian; two of three people allow to be quoted."""
    said = replace(response(QUOTING, number), language="mk", quotable=number % 3 != 0)
    words = {**said.answers, TEXT: answered(f"said by {number}")}
    return content(replace(said, answers=words, **but))


def flagged(responses: list[bytes], round_: Round = QUOTING) -> set[int]:
    rows = Contents.shuffled(round_, responses, {}).texts.to_pylist()
    return {int(row["words"].rsplit(" ", 1)[1]) for row in rows if row["quotable"]}


def test_a_text_says_whether_it_may_be_quoted() -> None:
    assert flagged([quoting(number) for number in range(60)]) == {n for n in range(60) if n % 3}


def test_without_the_setting_there_is_no_such_column() -> None:
    contents = Contents.shuffled(ROUND, [quoting(number) for number in range(60)], {})
    assert contents.texts.column_names == ["text", "question", "language", "words"]
    assert not [one for one in codebook(ROUND, {}) if one.id == "quotable"]


def test_organisations_and_what_looks_like_stuffing_are_never_quoted() -> None:
    people = [quoting(number) for number in range(60)]
    others = [quoting(n, respondent=Respondent.ORGANISATION, age="") for n in range(60, 90)]
    assert max(flagged([*people, *others])) < 60
    contents = Contents.shuffled(QUOTING, people, {})
    table, _ = texts_of(QUOTING, contents.responses, (), [True] * 60)
    assert not any(table["quotable"].to_pylist())


def test_a_statement_that_somebody_added_is_never_quoted() -> None:
    round_ = replace(round_file.load(EVERYTHING.read_text(), file=EVERYTHING.name), quotes=True)
    contents = Contents.shuffled(round_, [], {}, [("ideas", "mk", "Дрвја")] * 50)
    assert contents.texts["quotable"].to_pylist() == [False] * 50


def test_the_codebook_says_what_the_flag_means() -> None:
    (column,) = [one for one in codebook(QUOTING, {}) if one.id == "quotable"]
    assert column.file == "texts.parquet"
    assert "drawn by lot" in column.rule
    names = Contents.shuffled(QUOTING, [], {}).texts.column_names
    assert names == [one.id for one in codebook(QUOTING, {}) if one.file == "texts.parquet"]


def test_no_response_carries_the_flag() -> None:
    assert "quotable" not in schema_of(QUOTING).names
