"""Decides which round of a bot an update is about. Nothing is stored for that.

Each round knows a person by a tag of its own, made with its own key, and its session, ledger and
sealed answers say nothing of any other round. So what is decided here is decided anew each time,
from what the update says (the mark of a round in a button, the id of a round in a link, a code) and
from the drafts that the person has just now: at most one of them is under way. A draft is put aside
by the same "Pause" that a bot with one round has; then another round can be chosen, and the draft
waits as long as its round says. Who turns to another round while one is under way is told so.

Where nothing says which round is meant, the list of rounds is shown. It stands in the chat alone.
"""

from msgspec import Struct
from msgspec.structs import replace

from bot.channels.base import Arrival
from bot.distress import distressed
from bot.person import Person
from bot.running import Rounds, Running
from dialogs.codes import find_code, find_ticket, round_in
from dialogs.events import Commanded, Incoming, Move, Said, Tapped
from dialogs.languages import nearest
from dialogs.states import NEED_AN_OPEN_ROUND, Aside, MoveName
from dialogs.taps import LIST
from dialogs.texts import Texts
from dialogs.words import meaning

_HELP = Move(MoveName.OPEN, Aside.HELP)
_ELSEWHERE = Tapped(move=Move(MoveName.ROUNDS))

NO_CODE = "This code is not one of ours, or it has been used."
NO_ROUND = "That link leads to another round."
SEND_CODE = "To take your answers back, send us your code."
TAP = "Please tap one of the buttons."
UNKNOWN = "I don’t know that command. Tap a button, or write it without “/”."


class Meant(Struct, frozen=True):
    """An update is about this round, and is understood there as `incoming`."""

    running: Running
    incoming: Incoming


class List(Struct, frozen=True):
    """The list of rounds is to be shown, or their help lines; `notice` is an interface text."""

    help: bool = False
    notice: str = ""


def choose(arrival: Arrival, person: Person, texts: Texts) -> Meant | List:
    """Return what an update is about."""
    incoming = arrival.incoming or Commanded(name="start")
    rounds = person.rounds
    if isinstance(incoming, Tapped) and _is_strange(incoming.round, rounds):
        return List()
    if len(rounds) == 1:
        return _alone(rounds.first, incoming)
    match incoming:
        case Tapped():
            return _tapped(incoming, person)
        case Commanded():
            return _commanded(_by_its_name(incoming, person, texts), person)
        case Said():
            return _said(incoming, person, texts)
    return _meant(person.under_way() or person.only(), incoming)


def _is_strange(mark: str, rounds: Rounds) -> bool:
    """Return whether a button is of a round that this bot has no longer."""
    return mark not in {"", LIST} and rounds.marked(mark) is None


def _alone(running: Running, incoming: Incoming) -> Meant:
    if isinstance(incoming, Tapped) and incoming.round == LIST:
        return Meant(running, Tapped(move=Move(MoveName.BEGIN), locale=incoming.locale))
    return Meant(running, _without(running, incoming))


def _without(running: Running, incoming: Incoming) -> Incoming:
    """Return a command without the id of the round, which has done its part."""
    if isinstance(incoming, Commanded) and incoming.rest.strip() == running.id:
        return Commanded(name=incoming.name, locale=incoming.locale)
    return incoming


def _meant(running: Running | None, incoming: Incoming) -> Meant | List:
    return Meant(running, incoming) if running else List()


def _tapped(tap: Tapped, person: Person) -> Meant | List:
    now = person.under_way()
    if tap.move.name is MoveName.ROUNDS:
        return _meant(now, tap)
    if tap.round == LIST:
        return _listed(tap, now, person)
    target = person.of_button(tap) or (now if not tap.round else None)
    if target is None or now is None or now is target or _harmless(tap):
        return _meant(target, tap)
    return Meant(now, Tapped(move=_HELP) if tap.move == _HELP else _ELSEWHERE)


def _harmless(tap: Tapped) -> bool:
    """Return whether a tap in another round than the one under way begins nothing there."""
    if tap.carried is None:
        return False
    ended = tap.carried.phase not in NEED_AN_OPEN_ROUND and tap.move.name is not MoveName.RESTART
    return ended or tap.move.name is MoveName.OPEN


def _listed(tap: Tapped, now: Running | None, person: Person) -> Meant | List:
    """Take a button of the list itself."""
    if tap.move.name is not MoveName.BEGIN:
        return List(help=tap.move == _HELP)
    target = person.rounds.marked(tap.move.arg)
    if target is None:
        return List()
    if now is not None and now is not target:
        return Meant(now, _ELSEWHERE)
    return Meant(target, Tapped(move=Move(MoveName.BEGIN), locale=tap.locale))


def _commanded(command: Commanded, person: Person) -> Meant | List:
    now, name = person.under_way(), command.name.lower()
    if name == "withdraw":
        code = find_code(command.rest)
        running = person.of_code(code) or now
        return Meant(running, command) if running else List(notice=SEND_CODE)
    if name == "help" and now is None:
        return List(help=True)
    if name == "rounds":
        return _meant(now, command)
    if name in _OF_A_SESSION:
        running = now or person.only()
        notice = "" if name == "back" else TAP  # back from the help lines is where the list is
        return Meant(running, command) if running else List(notice=notice)
    return _started(command, now, person)


_OF_A_SESSION = frozenset(
    {"help", "privacy", "language", "pause", "menu", "back", "skip", "summary", "stop"}
)
_KNOWN = _OF_A_SESSION | {"withdraw", "rounds", "start"}


def _by_its_name(command: Commanded, person: Person, texts: Texts) -> Commanded:
    """Return a command by the name we know; another word for it, as "/ndihmë", will do."""
    if command.name.lower() in _KNOWN:
        return command
    languages = person.rounds.languages
    speakers = [texts.speaker(tag) for tag in languages]
    word = meaning(command.name, speakers, nearest(command.locale, languages))
    return replace(command, name=word) if word else command


def _started(command: Commanded, now: Running | None, person: Person) -> Meant | List:
    """Begin or go on; a link may say with what."""
    rest, ticket = command.rest.strip(), find_ticket(command.rest)
    named = round_in(rest) or rest
    if named in person.rounds:
        return _turned_to(person.rounds[named], now, command)
    if invited := person.of_ticket(ticket):
        return _turned_to(invited, now, command)
    if now is not None:
        return Meant(now, command)
    if ticket:
        return List(notice=NO_ROUND if round_in(rest) else NO_CODE)
    is_open = person.open()
    if len(is_open) > 1:
        return List(notice="" if command.name.lower() == "start" else UNKNOWN)
    return Meant((is_open or [person.rounds.first])[0], command)


def _turned_to(target: Running, now: Running | None, incoming: Incoming) -> Meant:
    if now is not None and now is not target:
        return Meant(now, Commanded(name="rounds", locale=incoming.locale))
    return Meant(target, _without(target, incoming))


def _said(said: Said, person: Person, texts: Texts) -> Meant | List:
    now = person.under_way()
    if now is not None:
        return Meant(now, said)
    code, ticket = find_code(said.text), find_ticket(said.text)
    running = person.of_code(code) or person.of_ticket(ticket) or person.only()
    if running is not None:
        return Meant(running, said)
    if ticket:
        return List(notice=NO_CODE)
    calls = _calls_for_help(said, person.rounds.languages, texts)
    return List(help=calls, notice="" if calls else TAP)


def _calls_for_help(said: Said, languages: tuple[str, ...], texts: Texts) -> bool:
    speakers = [texts.speaker(tag) for tag in languages]
    meant = meaning(said.text, speakers, nearest(said.locale, languages))
    return meant == "help" or distressed(said.text, languages)
