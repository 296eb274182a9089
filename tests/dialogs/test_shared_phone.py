"""Several people on one phone: one answer a code, and nothing of the one before is left."""

from msgspec.structs import replace

from dialogs.codes import TICKET_BYTES, new_ticket
from dialogs.events import Commanded, Count, Media, Redeem, Release, Said, Unsay, Unsupported
from dialogs.round import Invitation
from dialogs.states import TELLING, Phase
from tests.support.person import Person
from tests.support.world import EXAMPLE, world

ROUND = replace(EXAMPLE, invitation=Invitation.SHARED_PHONE)
FIRST, SECOND = (new_ticket(letter * TICKET_BYTES) for letter in (b"f", b"s"))
CLEAR = "🧹 Clear and hand on"


def facilitated(ticket: str) -> Person:
    """A person who has handed in their code and agreed."""
    person = Person(ROUND)
    person.world = world(admits=lambda code: code in {FIRST, SECOND})
    person.type(ticket)
    for words in ("English", "Go on ➡", "16", "✅ Yes, I take part"):
        person.tap(words)
    return person


def test_without_a_code_nobody_goes_on() -> None:
    person = Person(ROUND)
    person.begin()
    person.tap("English")
    person.tap("Go on ➡")
    assert person.drawn.phase is Phase.CODE


def test_who_has_finished_hands_on_a_screen_that_tells_nothing() -> None:
    person = facilitated(FIRST)
    person.skip_to_review()
    person.tap("📨 Send my answers")
    code = person.drawn.code
    assert code
    assert any(code in text for text in person.prompt.paragraphs)
    person.tap(CLEAR)
    assert person.prompt.heading == "📱 Please hand the phone on"
    assert code not in str(person.prompt)
    assert code not in person.data_of("🆘 Help")
    person.type(SECOND)
    assert person.drawn.ticket == SECOND
    assert person.drawn.phase is Phase.LANGUAGE


def test_a_code_that_is_handed_in_meanwhile_begins_anew() -> None:
    person = facilitated(FIRST)
    person.type(SECOND)
    assert not person.keeps
    assert person.drawn.ticket == SECOND
    assert Release(FIRST) in person.effects
    assert Count("stopped", "en") in person.effects
    for words in ("English", "Go on ➡", "18", "✅ Yes, I take part"):
        person.tap(words)
    assert Redeem(SECOND) in person.effects
    assert person.drawn.kept
    assert person.drawn.answers == {}


def test_whatever_is_typed_is_removed() -> None:
    person = facilitated(FIRST)
    for incoming in (
        Said(text="nonsense"),
        Commanded(name="menu"),
        Commanded(name="start"),
        Unsupported(media=Media.STICKER),
    ):
        person.meet(incoming)
        assert sum(isinstance(effect, Unsay) for effect in person.effects) == 1


def test_who_stops_hands_on_too() -> None:
    person = facilitated(FIRST)
    person.tap("⏹ Stop")
    person.tap("Yes, stop and erase")
    assert person.drawn.phase in TELLING
    person.tap(CLEAR)
    assert person.drawn.phase is Phase.HANDED_ON


def test_other_rounds_have_no_such_button() -> None:
    person = Person()
    person.consent()
    person.skip_to_review()
    person.tap("📨 Send my answers")
    assert CLEAR not in str(person.prompt)
    person.meet_data(person.data_of("Take back my answers").replace(":v:w", ":j:"))
    assert person.drawn.phase is Phase.SAVED
