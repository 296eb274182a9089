"""The file of own words: what is read, and how its author is told what is wrong, and where."""

import pytest

from admin.disclosure import Protected
from admin.labels import Labels
from admin.own_words.checking import checked, texts
from admin.own_words.file import OwnWords, OwnWordsError
from admin.own_words.meaning import Meaning
from admin.own_words.starter import starter
from tests.support.own_words import WORDS


@pytest.fixture(scope="module")
def meaning(tables: Protected, labels: Labels) -> Meaning:
    return Meaning(tables, labels, {"reply day": "1 March 2027"})


def read(meaning: Meaning, text: str) -> OwnWords:
    return checked(text, file="words.yaml", language="en", meaning=meaning)


def test_a_whole_file_is_read(meaning: Meaning) -> None:
    words = read(meaning, WORDS)
    assert words.accent == "#7a1f5c"
    assert words.wording.findings[0].headline == "{Strength of better=lighting} want light"
    assert words.wording.asks.evidence[0].who == "Public works"
    assert words.wording.youth_check is not None
    assert len(list(texts(words))) == 19


FINDING = "en:\n  findings:\n    - headline: {headline}\n      sentences: [{sentence}]\n"


NAMED = '"{name of better=lighting}"'


def finding(headline: str = NAMED, sentence: str = NAMED) -> str:
    return FINDING.replace("{headline}", headline).replace("{sentence}", sentence)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (finding(sentence='"48% want light."'), "words.yaml:4: “48% want light.”: “48% want"),
        (finding(headline='"Most want light"'), "words.yaml:3: “Most want light”: “Most” names"),
        (finding(sentence='"{share of better=ligting}"'), "Did you mean “lighting”?"),
        (
            finding(headline='"{name of better=lighting} comes first"'),
            "words.yaml:3: “{name of better=lighting} comes first”: “comes first” compares",
        ),
        (finding(sentence='"Nobody minds {name of better=lighting}."'), "“Nobody” says how many"),
        (finding(sentence='"They want light."'), "words.yaml:4: “They want light.”: “They want"),
        (finding(sentence='"By {reply day}."'), "“By ….” refers to no answer. A headline and each"),
        (
            finding(sentence='"{share of better=lighting} want light. They feel safe."'),
            "“They feel safe.” refers to no answer.",
        ),
        ("en:\n  told: 'As two of three said.'\n", "words.yaml:2: “As two of three said.”: “two"),
        (finding(headline="{share of better=lighting} want it"), "in quotes"),
        (finding(headline="{share of better=lighting}"), "begins with { or holds a colon in"),
        ("en:\n  findings:\n    - headline: a\n", "Here may stand: headline, sentences."),
        (
            'en:\n  asks:\n    evidence:\n      - {what: "a", who: "b", by: next autumn}\n',
            "This is not a date. Write year, month and day, such as 2027-04-30.",
        ),
        ("en:\n  finding: []\n", "unknown field `finding`. Here may stand: decision, findings"),
        ("findings: []\nen:\n", "words.yaml:1: “findings” belongs to no language. Put it under"),
        ("mk:\n", "words.yaml:1: There are no texts in “en”; there are in mk. Add them."),
        ("accent: '#ffcc00'\nen:\n", "words.yaml:1: #ffcc00 has a contrast of 1.5 to 1"),
        ("- a\n", "This is not such a file. Begin with the one that --words-template writes."),
        ("en:\n  told: '10 % of you'\n", "words.yaml:2: “10 % of you”: A percentage was typed."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(meaning: Meaning, text: str, said: str) -> None:
    with pytest.raises(OwnWordsError) as failure:
        read(meaning, text)
    assert said in str(failure.value)
    assert str(failure.value).startswith("words.yaml:")


def test_all_that_is_wrong_is_told_at_once(meaning: Meaning) -> None:
    with pytest.raises(OwnWordsError) as failure:
        read(meaning, finding('"Most want light"', '"{share of x=y}", "30 people"'))
    assert len(failure.value.problems) == 3


@pytest.mark.parametrize("sentence", ["{took part} took part.", "{number of gender=girl} girls."])
def test_who_took_part_is_an_answer_too(meaning: Meaning, sentence: str) -> None:
    assert read(meaning, finding(sentence=f'"{sentence}"')).wording.findings


def test_more_findings_than_a_front_page_holds_are_refused(meaning: Meaning) -> None:
    many = "en:\n  findings:\n" + 6 * '    - headline: "a"\n      sentences: ["b"]\n'
    with pytest.raises(OwnWordsError, match="length <= 5"):
        read(meaning, many)


_EXPLAINED = tuple(
    f"  # {word}"
    for word in ("What", "Two", "Asks", "Which", "Where", "Until", "Promises", "How far")
)
"""How lines of the starter begin that explain a field."""


def test_the_starter_can_be_used_as_it_is_and_its_examples_as_well(meaning: Meaning) -> None:
    text = starter(meaning)
    assert read(meaning, text) == OwnWords()
    examples = "\n".join(
        line.replace("# ", "", 1) if line.startswith(("  # ", "# accent", "# licence")) else line
        for line in text.splitlines()
        if not line.startswith(_EXPLAINED)
    )
    words = read(meaning, examples)
    assert words.wording.youth_check is not None
    assert words.wording.findings
    assert words.accent == "#00596b"


def test_the_starter_lists_what_every_reference_says_today(meaning: Meaning) -> None:
    lines = [" ".join(line.split()) for line in starter(meaning).splitlines()]
    assert '# - "{Strength of way_home=' in " ".join(lines)
    assert "# {share of better=lighting} 55% Better street lighting" in lines
    assert "# {share of better=lighting among gender=girl} 77% Better street lighting" in lines
    assert "# {reply day} 1 March 2027" in lines
    assert not any("gender=other" in line and "better=lighting" in line for line in lines)
