"""What a round file may not be, and what its author is told."""

import random
import re

import pytest

from dialogs import round_file
from dialogs.problems import RoundFileError
from tests.support.person import Person
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT


def refused(text: str) -> str:
    with pytest.raises(RoundFileError) as caught:
        round_file.load(text, file="r.yaml")
    return str(caught.value)


def line_of(fragment: str) -> int:
    return EXAMPLE_TEXT[: EXAMPLE_TEXT.index(fragment)].count("\n") + 1


@pytest.mark.parametrize(
    ("fragment", "instead", "says"),
    [
        ("minimum_age: 12", "minimum_age: 30", "must run from the minimum age"),
        ('"25_up", least: 25', '"25_30", least: 25, most: 30}\n  - {id: up, least: 31', "or older"),
        ("least: 15, most: 17", "least: 15, most: 14", "holds no age"),
        ("  en: Our evenings\n", "  english: Our evenings\n", "text in “en” is missing"),
        ("label: {en: Later buses", "label: {EN: Later buses", "text in “en” is missing"),
        ("most: 3", "most: 0", "do not fit"),
        ("id: lamps\n", "id: night_bus\n", "is used twice"),
        ("stage: design", "stage: desing", "Did you mean “design”?"),
        ("kind: scale", "kind: scales", "Did you mean “scale”?"),
        ("consent:\n", "consents:\n", "text that people agree to is missing"),
        ("addressee:\n", "adressee:\n", "Did you mean “addressee”?"),
        ("addressee:\n", "adressee:\n", "Nobody is named who receives"),
        ("help_lines:\n", "help_line:\n", "No help line is named"),
        ("  decision_date: 2027-02-15\n", "", "when the decision is taken"),
        ("  reply_date: 2027-03-01\n", "", "when young people hear back"),
        ("opens: 2026-11-09", "opens: soon", "expected a date"),
        ("points: 5", "points: .inf", "too large"),
        ("points: 5", "points: 1000000000000000", "3 to 11 points"),
        ("low: {en: not safe at all,", "low: {", "text in “en” is missing"),
        ("points: 5", "points: 99999999999999999999", "too large"),
        ("Better street lighting", '"Better \\u202egnithgil"', "right-to-left override"),
        ("Better street lighting", "Better\u200blighting", "zero width space"),
        ("# An example", "# An \u2066example", "left-to-right isolate"),
        ("  mk: Нашите вечери\n", "", "The text in “mk” is missing"),
        ("  sq: drafted\n", "  no: drafted\n", "51 of 51 texts are missing in “no”"),
        ("  sq: drafted\n", "", "“sq” is not a language of this round. 51 texts are in it"),
        ("countries: [MK]", "countries: [MKD]", "“MKD” is not a country"),
        ("id: our_evenings", "id: Our-Evenings", "cannot be an id"),
        ("least: 15, most: 17", "least: 16, most: 17", "leave a gap"),
        ("  threshold: 10", "  threshold: 5", "only be stricter"),
        ("option: transport", "option: trains", "rests on an option that is not there"),
        ("closes: 2026-11-22", "closes: 2026-11-02", "closes before it opens"),
        ("decision_date: 2027-02-15", "decision_date: 2026-11-20", "before the round closes"),
        ("keep_drafts_days: 7", "keep_drafts_days: 90", "1 to 30 days"),
        ("points: 5", "points: 12", "3 to 11 points"),
        ("most: 3", "most: 9", "do not fit"),
        ("breakdowns: [age, gender, place]", "breakdowns: [age, way_home]", "is no breakdown"),
        ("minimum_age: 12", "minimum_age: eleven", "expected a whole number, found a text"),
        ("    id: place\n", "    id: gender\n", "is used twice"),
        ("    kind: pick_many", "    kind: pick_any", ""),
        ("practice: true", "practise: true", "practise"),
        ("minimum_age: 12", "minimum_age: 12\nquotes: 3", "quotes"),
    ],
)
def test_each_mistake_is_named_with_a_remedy(fragment: str, instead: str, says: str) -> None:
    text = EXAMPLE_TEXT.replace(fragment, instead, 1)
    if text == EXAMPLE_TEXT:
        text = EXAMPLE_TEXT.replace(fragment.strip(), instead.strip(), 1)
    message = refused(text)
    assert says in message
    assert re.match(r"r\.yaml:\d+: ", message)


def test_all_mistakes_are_named_at_once() -> None:
    text = EXAMPLE_TEXT.replace("points: 5", "points: five").replace(
        "practice: true", "practise: 1"
    )
    message = refused(text.replace("stage: design", "stage: 3"))
    assert [line.split(": ")[1][:12] for line in message.splitlines()] == [
        "“practise” i", "addressee.st", "questions[4]",
    ]  # fmt: skip


def everything_refused(fragment: str, instead: str) -> str:
    assert fragment in EVERYTHING_TEXT
    return refused(EVERYTHING_TEXT.replace(fragment, instead, 1))


@pytest.mark.parametrize(
    ("fragment", "instead", "says"),
    [
        ("show_if: {not: {question: way, is: walk}}", "show_if: {question: age, is: 12}", "no age"),
        ("{question: age, at_least: 15}", "{question: age, at_least: 15.0}", "border of a band"),
        ("{question: minutes, at_least: 30}", "{question: age, includes: x}", "several options"),
        ("    likert: true", "    likert: true\n    random_order: true", "stay in order"),
        ("    likert: true", "    likert: true\n    sort: alphabet", "stay in order"),
        ("    random_order: true", "    random_order: true\n    sort: alphabet", "both sorted"),
        ("    random_order: true", "    sort: backwards", "alphabet"),
        ("least: 0\n    most: 180", "least: 0.2\n    most: 0.5", "No whole number lies"),
        ("- kind: info", "- kind: inf", "Did you mean “info”?"),
        (
            "  - kind: info\n    id: welcome\n",
            "  - id: welcome\n",
            "kind of this question is missing",
        ),
        ("- {id: erased,", "- {id: kept,", "is used twice"),
        ("  - {id: marks,", "  - {id: phones,", "is used twice"),
    ],
)
def test_each_mistake_of_the_rarer_fields_is_named(fragment: str, instead: str, says: str) -> None:
    assert says in everything_refused(fragment, instead)


def test_a_scale_cannot_filter_a_list() -> None:
    text = EVERYTHING_TEXT.replace("    likert: true", "    filter_by: tired", 1)
    assert "in which options are chosen" in refused(text)


def test_everybody_must_be_asked_something() -> None:
    before, mark, questions = EXAMPLE_TEXT.partition("\nquestions:")
    condition = '\n    show_if: {question: age, is: "15_17"}\n    text:'
    text = before + mark + questions.replace("\n    text:", condition)
    assert "Nothing is asked of some (age 12_14, in “en”)" in refused(text)


def test_a_round_asks_something() -> None:
    at, end = EVERYTHING_TEXT.index("  - kind: pick_one"), EVERYTHING_TEXT.index("publication:")
    text = EVERYTHING_TEXT[:at] + "publication: {breakdowns: [age]}\n"
    assert end > at
    assert "asks nothing" in refused(text)


@pytest.mark.parametrize("brace", ["{date}", "{0}", "{role.__class__}", "%s", "%(x)s", "${x}"])
def test_a_format_string_is_shown_as_it_was_written(brace: str) -> None:
    text = EXAMPLE_TEXT.replace("    en: Town Council\n", f'    en: "Council {brace}"\n', 1)
    person = Person(round_file.load(text, file="r.yaml"))
    person.begin()
    person.tap("English")
    assert f"🏛 Goes to: Council {brace}." in person.prompt.paragraphs


def test_too_many_languages_are_refused_at_once() -> None:
    more = "\n".join(f"  x{chr(97 + i // 26)}{chr(97 + i % 26)}: drafted" for i in range(500))
    text = EXAMPLE_TEXT.replace("languages:\n", f"languages:\n{more}\n", 1)
    assert refused(text) == "r.yaml:12: There are 504 in `languages`; 30 at most. Keep fewer."


def test_the_line_is_the_right_one() -> None:
    message = refused(EXAMPLE_TEXT.replace("least: 15, most: 17", "least: 16, most: 17"))
    assert message.startswith(f"r.yaml:{line_of('least: 15, most: 17')}: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("a: &x 1\nb: *x", "Anchors"),
        ("a: !!python/name:os.system x", "Tags"),
        ("a: 1\na: 2", "there twice"),
        ("a: [1", "Not readable"),
        ("a: 2027-02-31", "does not exist"),
        ("a: 2027-02-15 10:00:00", "time of day"),
        ("? [a]\n: 1", "plain word"),
        ("a: " + "[" * 30 + "]" * 30, "too deeply"),
        ("a: " + "x" * 300_000, "256 KiB"),
        ("a: \x07", "cannot be seen"),
        ("- 1\n- 2", "found a list"),
    ],
)
def test_hostile_yaml_is_refused(text: str, says: str) -> None:
    assert says in refused(text)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_refused_or_read_but_never_crashes(seed: int) -> None:
    dice = random.Random(seed)
    text = EXAMPLE_TEXT
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(text))
        text = (
            text[:at]
            + dice.choice(["", ":", "-", "{", "'", "\t", "\n", "é", "99"])
            + text[at + 1 :]
        )
    try:
        round_file.load(text, file="r.yaml")
    except RoundFileError as refusal:
        problems = refusal.problems
    else:
        problems = ()
    assert all(problem.remedy for problem in problems)
