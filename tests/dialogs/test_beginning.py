"""Who may take part, and what each is asked before anything is stored."""

import pytest
from msgspec.structs import replace

from dialogs.codes import LINK_BYTES, TICKET_BYTES, new_link, new_ticket, ticket_of
from dialogs.conditions import Condition
from dialogs.events import Count, Redeem, Release
from dialogs.round import GuardianRule, Invitation, Round
from dialogs.session import Respondent
from dialogs.states import Phase
from tests.support.person import Person
from tests.support.world import EVERYTHING, EXAMPLE, world

TICKET = new_ticket(b"t" * TICKET_BYTES)


def admits(code: str) -> bool:
    return code == TICKET


def at_age(person: Person, age: int) -> None:
    person.begin()
    for words in ("English", "Go on ➡", str(age)):
        person.tap(words)


def phase_of(person: Person) -> Phase:
    return person.drawn.phase


def is_stored(person: Person) -> bool:
    return person.stored is not None


# Guardians


@pytest.mark.parametrize(("age", "phase"), [(13, Phase.GUARDIAN), (14, Phase.CONSENT)])
def test_below_the_age_of_consent_those_who_care_are_told_first(age: int, phase: Phase) -> None:
    person = Person()
    person.world = world(consent_age=14)
    at_age(person, age)
    assert phase_of(person) is phase


def test_an_assent_is_enough_where_the_round_says_so() -> None:
    person = Person()
    person.world = world(consent_age=18)
    at_age(person, 13)
    guardians = EXAMPLE.consent.guardians
    assert guardians is not None
    assert person.prompt.paragraphs == (guardians.text["en"],)
    person.tap("Go on ➡")
    person.tap("✅ Yes, I take part")
    assert person.stored is not None


CODED = replace(
    EXAMPLE,
    consent=replace(
        EXAMPLE.consent,
        guardians=replace(EXAMPLE.consent.guardians, rule=GuardianRule.CODE),  # type: ignore[type-var]
    ),
)


def test_without_the_code_of_a_signed_slip_it_does_not_go_on() -> None:
    person = Person(CODED)
    person.world = world(consent_age=18, admits=admits)
    at_age(person, 13)
    assert "Please type the code from your signed slip." in person.prompt.paragraphs
    assert not [choice for row in person.prompt.rows for choice in row if choice.move == "n"]


def test_with_the_code_it_goes_on_and_the_code_is_used_up_at_consent() -> None:
    person = Person(CODED)
    person.world = world(consent_age=18, admits=admits)
    at_age(person, 13)
    person.type(TICKET.lower().replace("-", " "))
    assert person.notice == "Thank you, the code is right. It goes on from here."
    for words in ("English", "Go on ➡", "13", "Go on ➡", "✅ Yes, I take part"):
        person.tap(words)
    assert Redeem(TICKET) in person.effects
    assert person.stored is not None


def test_a_stopped_session_gives_its_code_back() -> None:
    person = Person(CODED)
    person.world = world(consent_age=18, admits=admits)
    person.command("start", TICKET)
    for words in ("English", "Go on ➡", "13", "Go on ➡", "✅ Yes, I take part"):
        person.tap(words)
    person.tap("⏹ Stop")
    person.tap("Yes, stop and erase")
    assert Release(TICKET) in person.effects


def test_a_code_that_somebody_else_has_used_in_the_meantime_begins_nothing() -> None:
    person = Person(CODED)
    person.world = world(consent_age=18, admits=admits)
    person.command("start", TICKET)
    for words in ("English", "Go on ➡", "13", "Go on ➡"):
        person.tap(words)
    person.world = world(consent_age=18)
    person.tap("✅ Yes, I take part")
    assert person.notice == "This code has been used already."
    assert person.stored is None


def test_an_unknown_code_is_refused_kindly() -> None:
    person = Person(CODED)
    person.world = world(admits=admits)
    person.type("ABCD-EFGH-JKMN")
    assert person.notice == "This code is not one of ours, or it has been used."


# Invitations

INVITED = replace(EXAMPLE, invitation=Invitation.CODE)


def test_an_invited_round_asks_for_the_code_before_the_age() -> None:
    person = Person(INVITED)
    person.world = world(admits=admits)
    person.begin()
    person.tap("English")
    person.tap("Go on ➡")
    assert phase_of(person) is Phase.CODE
    person.type(TICKET)
    for words in ("English", "Go on ➡"):
        person.tap(words)
    assert phase_of(person) is Phase.AGE


def test_a_deep_link_carries_the_code_along() -> None:
    person = Person(INVITED)
    person.world = world(admits=admits)
    person.command("start", TICKET)
    for words in ("English", "Go on ➡"):
        person.tap(words)
    assert phase_of(person) is Phase.AGE


BOTH = replace(EXAMPLE, invitation=Invitation.BOTH)
HINT = "🎟 Were you given a code? Type it now. Without one, just go on."


def test_a_link_carries_sixteen_bytes_that_stand_for_a_code() -> None:
    link = new_link(b"l" * LINK_BYTES)
    person = Person(INVITED)
    person.world = world(admits=lambda code: code == ticket_of(link))
    person.command("start", link)
    assert person.notice == "Thank you, the code is right. It goes on from here."
    for words in ("English", "Go on ➡"):
        person.tap(words)
    assert phase_of(person) is Phase.AGE


@pytest.mark.parametrize(
    ("round_", "ticket", "invited"),
    [(BOTH, TICKET, True), (BOTH, "", False), (INVITED, TICKET, True), (EXAMPLE, TICKET, False)],
)
def test_a_response_keeps_one_bit_of_the_invitation(
    round_: Round, ticket: str, invited: bool
) -> None:
    """In an open round a code is a guardian's, and the bit would tell who is young."""
    person = Person(round_)
    person.world = world(admits=admits)
    person.command("start", ticket)
    person.tap("English")
    assert (HINT in person.prompt.paragraphs) is (round_ is BOTH and not ticket)
    person.tap("Go on ➡")
    person.tap("16")
    person.tap("✅ Yes, I take part")
    person.skip_to_review()
    person.tap("📨 Send my answers")
    assert person.kept is not None
    assert person.kept.response.invited is invited
    assert TICKET not in str(person.kept)


# Organisations


def test_an_organisation_is_asked_no_age_and_stays_apart() -> None:
    person = Person(EVERYTHING)
    person.begin()
    for words in ("English", "Go on ➡", "👥 For an organisation", "✅ Yes, I take part"):
        person.tap(words)
    person.tap("My answers are erased")
    assert person.stored is not None
    assert person.stored.respondent is Respondent.ORGANISATION
    assert person.stored.age == ""


def test_back_from_an_organisations_consent_asks_again_for_whom() -> None:
    person = Person(EVERYTHING)
    person.begin()
    for words in ("English", "Go on ➡", "👥 For an organisation", "⬅ Back"):
        person.tap(words)
    assert person.prompt.heading == "For whom do you answer?"
    person.tap("🙋 For myself")
    assert person.prompt.heading == "How old are you?"


def test_a_round_for_persons_takes_no_forged_organisation() -> None:
    person = Person()
    person.meet_data("c:Y::en::o::y:")
    assert person.stored is None
    assert phase_of(person) is Phase.LANGUAGE


# The question about the consent


def test_a_wrong_answer_begins_nothing_and_may_be_given_again() -> None:
    person = Person(EVERYTHING)
    at_for_myself(person)
    person.tap("My answers are kept")
    assert person.notice.startswith("Not quite.")
    assert not is_stored(person)
    person.tap("⬅ Back")
    assert person.prompt.heading == "Do you agree?"
    person.tap("✅ Yes, I take part")
    person.tap("My answers are erased")
    assert is_stored(person)
    assert Count("started", "en") in person.effects


def test_the_version_and_language_of_the_consent_are_remembered() -> None:
    person = Person(EVERYTHING)
    at_for_myself(person)
    person.tap("My answers are erased")
    assert person.stored is not None
    assert person.stored.consent == "2/en"


def at_for_myself(person: Person) -> None:
    person.begin()
    for words in ("English", "Go on ➡", "🙋 For myself", "15", "✅ Yes, I take part"):
        person.tap(words)


def test_a_question_for_organisations_alone_is_asked_of_them_alone() -> None:
    first, *others = EVERYTHING.questions
    only = replace(
        others[0], show_if=Condition(question="respondent", equals=Respondent.ORGANISATION)
    )
    round_ = replace(EVERYTHING, questions=(first, only, *others[1:]))
    person = Person(round_)
    at_for_myself(person)
    person.tap("My answers are erased")
    person.tap("Go on ➡")
    assert person.prompt.heading == others[1].text["en"]
