"""Words of distress bring the help lines; nothing else about an answer changes."""

import gzip
import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from admin.word_lists import distress_phrases, shipped_distress
from dialogs import advance
from dialogs.distress import Signals
from dialogs.events import Notify, Said, Show, Step
from dialogs.internal_words import list_of
from dialogs.languages import OWN_NAMES
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import Aside, Phase
from dialogs.version import version_of
from tests.support.golden import Golden
from tests.support.shared_data import SHARED, reason, rows
from tests.support.small_rounds import small_round
from tests.support.world import world

CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "distress.yaml").read_text(encoding="utf-8")
)
README = Path(str(files("dialogs"))) / "word_lists" / "README.md"
LEAST_FOUND = 0.75
SIGNALS = Signals(distress_phrases)
SECOND = {"kind": "pick_one", "id": "second", "options": ["one", "two"]}
ROUND = small_round({"kind": "free_text", "id": "first"}, SECOND)
HERE = Session(
    phase=Phase.ASKING, language="en", at="first", version=version_of(ROUND), nonce="n", age="a"
)
SAID = "I want to die"
KNOWN = replace(world(), distressed=SIGNALS)


def said(text: str, here: Session = HERE, round_: Round = ROUND) -> tuple[Step, Step]:
    """Return what comes of a text, with the lists and without."""
    return (
        advance(round_, here, Said(text=text), replace(world(), distressed=SIGNALS)),
        advance(round_, here, Said(text=text), world()),
    )


def notices(step: Step) -> list[str]:
    return [one.text for one in step.effects if isinstance(one, Notify)]


def test_every_list_has_cases_and_is_honest_about_its_review() -> None:
    assert {list_of(tag) for tag in CASES} == set(shipped_distress())
    assert {list_of(tag) for tag in OWN_NAMES} == set(shipped_distress())
    assert {one.review for one in shipped_distress().values()} == {"drafted"}


@pytest.mark.parametrize("tag", CASES)
def test_most_of_our_own_sentences_are_found(tag: str) -> None:
    texts = CASES[tag]["distress"]
    missed = [text for text in texts if not SIGNALS(text, [tag])]
    assert len(missed) <= (1 - LEAST_FOUND) * len(texts), missed


def test_the_table_of_figures_is_true(golden: Golden) -> None:
    lines = ["| Language | Found, of our own sentences | Ordinary ones that bring the card |"]
    lines.append("| --- | --: | --: |")
    for tag, texts in CASES.items():
        found = [sum(SIGNALS(text, [tag]) for text in texts[kind]) for kind in texts]
        counts = [f"{hits} of {len(texts[kind])}" for hits, kind in zip(found, texts, strict=True)]
        lines.append(f"| `{tag}` | {counts[0]} | {counts[1]} |")
    before = README.read_text(encoding="utf-8").partition("| Language")[0]
    golden.check(README, before + "\n".join(lines) + "\n")


@pytest.mark.parametrize("tag", CASES)
def test_ordinary_sentences_bring_nothing(tag: str) -> None:
    assert [text for text in CASES[tag]["ordinary"] if SIGNALS(text, [tag])] == []


def test_a_list_is_read_once_and_when_it_is_asked_for() -> None:
    read: list[str] = []

    def reads(tag: str) -> tuple[str, ...]:
        read.append(tag)
        return distress_phrases(tag)

    signals = Signals(reads)
    signals.read(["en", "sr-Latn", "hr"])
    assert read == ["en", "sr"]
    assert signals("i want to die", ["en", "bs"])
    assert read == ["en", "sr"]


def test_the_help_lines_are_added_and_nothing_else_changes() -> None:
    with_lists, without = said(SAID)
    assert with_lists.session == without.session
    assert [one for one in with_lists.effects if not isinstance(one, Notify)] == [*without.effects]
    assert len(notices(with_lists)) == 1
    assert all(line.number in notices(with_lists)[0] for line in ROUND.help_lines)


def test_an_ordinary_text_brings_no_help_lines() -> None:
    with_lists, without = said("More lamps, please")
    assert with_lists == without


def test_they_join_another_remark_since_there_is_room_for_one() -> None:
    with_lists, without = said("I want to die, call me on 070 123 456")
    assert len(notices(without)) == len(notices(with_lists)) == 1
    assert notices(with_lists)[0].endswith(notices(without)[0])


@pytest.mark.parametrize(
    "here",
    [
        replace(HERE, at="second", answers={}),
        replace(HERE, aside=Aside.MENU),
        Session(phase=Phase.CONSENT, language="en", age="a"),
        Session(phase=Phase.SAVED, language="en"),
    ],
)
def test_it_does_not_matter_where_somebody_writes_it(here: Session) -> None:
    with_lists, without = said(SAID, here)
    assert with_lists.session == without.session
    assert ROUND.help_lines[0].number in notices(with_lists)[0]


def test_who_looks_at_the_help_lines_does_not_get_them_twice() -> None:
    with_lists, without = said(SAID, replace(HERE, aside=Aside.HELP))
    assert with_lists == without


def test_the_screen_that_follows_is_the_same() -> None:
    with_lists, without = said(SAID)
    shows = [[one for one in step.effects if isinstance(one, Show)] for step in said(SAID)]
    assert shows[0] == shows[1]
    assert with_lists.session.answers == without.session.answers


@pytest.mark.skipif(not (SHARED / "data/statements").is_dir(), reason=reason("data/statements"))
@pytest.mark.parametrize("topic", ["london.youth.policing", "15-per-hour-seattle"])
def test_what_people_wrote_in_consultations_brings_nothing(topic: str) -> None:
    texts = [row["comment-body"] for row in rows(f"data/statements/{topic}", "comments.csv")]
    assert texts
    assert [text for text in texts if SIGNALS(text, ["en"])] == []


@pytest.mark.skipif(not (SHARED / "data/language").is_dir(), reason=reason("data/language"))
def test_hardly_an_everyday_sentence_brings_them() -> None:
    found: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    with gzip.open(SHARED / "data/language/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            tag = row["lang"]
            counted[tag] += list_of(tag) in shipped_distress()
            found[tag] += SIGNALS(row["text"], [tag])
    assert sum(counted.values()) > 4000
    assert sum(found.values()) <= 4
