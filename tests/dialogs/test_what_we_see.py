"""What we can see: short, one step away from everywhere, and true of what runs."""

import pytest
from msgspec.structs import replace

from dialogs.events import Commanded
from dialogs.facts import Facts
from dialogs.lints.tools.words import words
from dialogs.prompts import Choice
from dialogs.round import Invitation, Round
from dialogs.screens import prompt_for
from dialogs.screens.drawing import Scene
from dialogs.screens.facts import WHAT_WE_SEE, Fact, page
from dialogs.session import Session
from dialogs.states import WHAT_WE_SEE as PAGES
from dialogs.states import Aside, MoveName, Phase
from dialogs.world import Stage
from tests.support.person import Person
from tests.support.small_rounds import small_round
from tests.support.world import EVERYTHING, EXAMPLE, TEXTS, world

MOST_WORDS = 80
EVERYTHING_ON = Facts(reminders=True, scrubs=True, backups=True, backup_days=30)
PLAIN = small_round({"kind": "pick_one", "id": "how", "options": ["good", "bad"]})


def said(round_: Round, facts: Facts = EVERYTHING_ON) -> dict[Fact, str]:
    """Every sentence of the pages, in English."""
    scene = Scene(round_, Session(), TEXTS.speaker("en"), world(facts=facts))
    return {fact: tell(scene) for each in WHAT_WE_SEE.values() for fact, tell in each.items()}


# Short


@pytest.mark.parametrize("language", EXAMPLE.languages)
@pytest.mark.parametrize("aside", [None, *PAGES])
def test_a_screen_holds_no_more_than_a_phone_shows(language: str, aside: Aside | None) -> None:
    session = Session(phase=Phase.CARD, language=language, aside=aside)
    prompt = prompt_for(replace(EXAMPLE, practice=False), session, world(facts=EVERYTHING_ON))
    text = " ".join((prompt.heading, *prompt.paragraphs, prompt.hint))
    assert len(words(text)) <= MOST_WORDS, text


@pytest.mark.parametrize(
    ("aside", "most"), [(None, MOST_WORDS + 30), (Aside.AFTERWARDS, MOST_WORDS)]
)
@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_a_link_from_texts_to_answers_is_told_and_the_screen_stays_short(
    language: str, aside: Aside | None, most: int
) -> None:
    """On the card, which everybody reads first, in this one sentence more."""
    linking = replace(EXAMPLE, practice=False, themes_by_group=True)
    session = Session(phase=Phase.CARD, language=language, aside=aside)
    texts = [
        " ".join((prompt.heading, *prompt.paragraphs, prompt.hint))
        for round_ in (EXAMPLE, linking)
        for prompt in [prompt_for(round_, session, world(facts=EVERYTHING_ON))]
    ]
    assert ["🔗" in text for text in texts] == [False, True]
    assert len(words(texts[1])) <= most, texts[1]


# Reachable


def test_the_card_comes_before_the_first_question_and_leads_to_all_pages() -> None:
    person = Person()
    person.begin()
    person.tap("English")
    person.tap("🔒 Tell me more")
    seen = [person.prompt.heading]
    while any(choice.text == "▶" for choice in buttons(person)):
        person.tap("▶")
        seen.append(person.prompt.heading)
    assert seen == [
        "What we keep",
        "What else is needed",
        "Until when",
        "Who can read it",
        "Afterwards",
        "Who asks",
    ]
    person.tap("◀")
    person.tap("⬅ Back")
    assert person.prompt.heading == "Before you start"


@pytest.mark.parametrize("phase", [one for one in Phase if one not in {Phase.ASKING, Phase.REVIEW}])
def test_one_command_leads_there_where_nothing_is_stored(phase: Phase) -> None:
    person = Person(EVERYTHING)
    stage = Stage.CLOSED if phase is Phase.CLOSED else Stage.OPEN
    person.world = world(stage=stage, took_part=phase is Phase.SAVED)
    person.drawn = Session(phase=phase, language="en")
    person.meet(Commanded(name="privacy", locale="en"))
    assert person.prompt.heading == "What we keep"


@pytest.mark.parametrize("at", ["a question", "the summary"])
def test_one_command_leads_there_while_answering(at: str) -> None:
    person = answering()
    if at == "the summary":
        person.command("summary")
    before = person.prompt
    person.command("privacy")
    assert person.prompt.heading == "What we keep"
    person.tap("⬅ Back to the question" if at == "a question" else "⬅ Back")
    assert person.prompt == before


def answering() -> Person:
    person = Person()
    person.begin()
    for text in ("English", "Go on ➡", "18", "✅ Yes, I take part"):
        person.tap(text)
    return person


def buttons(person: Person) -> list[Choice]:
    return [choice for row in person.prompt.rows for choice in row]


def test_the_number_of_a_page_stays_where_it_is() -> None:
    person = answering()
    person.command("privacy")
    here = next(choice for choice in buttons(person) if choice.text == "1 / 6")
    assert (here.move, here.arg) == (MoveName.OPEN, Aside.PRIVACY)
    person.tap("1 / 6")
    assert person.prompt.heading == "What we keep"


def test_what_a_round_does_not_have_is_not_told() -> None:
    told = said(PLAIN)
    absent = {fact for fact, text in told.items() if not text}
    assert absent == {
        Fact.WORDS,
        Fact.RESPONDENT,
        Fact.TICKET,
        Fact.INVITED,
        Fact.QUOTABLE,
        Fact.QUOTES,
        Fact.MODERATOR,
        Fact.COUNTED_UNSENT,
        Fact.THEMES,
    }


def test_what_a_round_has_is_told() -> None:
    assert all(said(replace(EVERYTHING, invitation=Invitation.CODE)).values())


def test_what_an_installation_does_not_do_is_not_promised() -> None:
    told = said(EVERYTHING, Facts())
    assert not told[Fact.BACKUPS]
    assert not told[Fact.REMINDER]
    assert "reminder" not in told[Fact.CHAT]
    assert told[Fact.WORDS] == "• words that you type: please leave names out"


def test_the_days_are_those_that_are_set() -> None:
    told = said(replace(PLAIN, keep_drafts_days=3), Facts(backups=True, backup_days=14))
    assert "until 3 days after your last message" in told[Fact.UNSENT]
    assert "for 14 days" in told[Fact.BACKUPS]
    assert "closes on 22.11.2026" in told[Fact.SENT]


def test_how_long_a_backup_is_kept_is_told_only_where_it_is_known() -> None:
    assert "days" not in said(PLAIN, Facts(backups=True))[Fact.BACKUPS]


def test_a_trial_does_not_promise_that_nobody_holds_the_key() -> None:
    assert "trial" in said(PLAIN)[Fact.NOBODY]
    assert "not even we" in said(replace(PLAIN, practice=False))[Fact.NOBODY]


def test_a_list_stays_together() -> None:
    scene = Scene(EVERYTHING, Session(), TEXTS.speaker("en"), world())
    first, last = page(scene, Aside.PRIVACY)
    assert first.count("\n•") == first.count("•") - 1
    assert last.startswith("We never keep")


def test_the_consent_says_how_long_a_draft_waits() -> None:
    session = Session(phase=Phase.CONSENT, language="en", age="15_17")
    prompt = prompt_for(replace(EXAMPLE, keep_drafts_days=4), session, world())
    assert "erased 4 days after your last message" in prompt.hint
