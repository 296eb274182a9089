"""The letter that reminds: discreet in every language, and asked for where people pause."""

import datetime as dt

import pytest
from msgspec.structs import replace

from dialogs.facts import Facts
from dialogs.lints.tools.words import words
from dialogs.screens.reminder import reminder
from tests.support.person import Person
from tests.support.world import EXAMPLE, NOW, TEXTS, world

FACTS = Facts(reminders=True)


def pausing(facts: Facts = FACTS, now: dt.datetime = NOW) -> Person:
    person = Person()
    person.world = world(facts=facts, now=now)
    person.begin()
    for text in ("English", "Go on ➡", "18", "✅ Yes, I take part"):
        person.tap(text)
    person.command("pause")
    return person


def offered(person: Person) -> list[str]:
    return [choice.text for row in person.prompt.rows for choice in row]


def wishes(person: Person) -> bool:
    return person.stored is not None and person.stored.remind


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_it_names_neither_topic_nor_anybody(language: str) -> None:
    prompt = reminder(TEXTS.speaker(language), NOW.date())
    assert prompt.heading == ""
    buttons = [choice.text for row in prompt.rows for choice in row]
    said = {word.casefold() for text in (*prompt.paragraphs, *buttons) for word in words(text)}
    to = EXAMPLE.addressee
    telling = (EXAMPLE.public_label, EXAMPLE.organiser.name, to.body, to.decision)
    secret = {word.casefold() for text in telling for word in words(text[language])}
    assert {word for word in said & secret if len(word) > 3} == set()


def test_it_is_asked_for_where_people_pause_and_can_be_taken_back() -> None:
    person = pausing()
    person.tap("⏰ Remind me once")
    assert wishes(person)
    assert "⏰ Remind me once" not in offered(person)
    person.tap("Do not remind me")
    assert not wishes(person)
    assert "⏰ Remind me once" in offered(person)


def test_who_taps_twice_is_still_reminded() -> None:
    person = pausing()
    data = person.data_of("⏰ Remind me once")
    person.meet_data(data)
    person.meet_data(data)
    assert wishes(person)


def test_a_pause_can_be_had_instead_of_a_stop() -> None:
    person = pausing()
    person.command("stop")
    person.tap("⏸ Pause")
    assert person.prompt.heading == "Take your time"


@pytest.mark.parametrize("why", ["nobody sends any", "it is the last day"])
def test_it_is_offered_only_where_it_can_come(why: str) -> None:
    last = dt.datetime.combine(EXAMPLE.closes, dt.time(9), dt.UTC)
    person = pausing(Facts()) if why == "nobody sends any" else pausing(now=last)
    assert "⏰ Remind me once" not in offered(person)
    assert person.stored is not None
    person.meet_data(f"k:{person.stored.nonce}:{person.stored.step}:j:")
    assert not wishes(person)


def test_on_other_screens_the_wish_means_nothing() -> None:
    person = pausing()
    person.tap("⬅ Back to the question")
    assert person.stored is not None
    person.meet_data(f"k:{person.stored.nonce}:{person.stored.step}:j:")
    assert not wishes(person)


def test_a_wish_does_not_outlive_the_draft() -> None:
    person = pausing()
    person.tap("⏰ Remind me once")
    person.command("stop")
    person.tap("Yes, stop and erase")
    assert person.drawn == replace(person.drawn, remind=False)
