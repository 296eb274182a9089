"""Draws the list of rounds, which belongs to none of them and of which nothing is stored."""

from bot.channels.base import Arrival, Delivery
from bot.choosing import List
from bot.person import Person
from dialogs.events import Effect, Incoming, Notify, Show, Tapped, Unsay, Unsupported
from dialogs.languages import nearest
from dialogs.screens.remarks import cannot_remove
from dialogs.screens.rounds import help_for, list_of
from dialogs.screens.unread import unread
from dialogs.session import Session
from dialogs.taps import LIST
from dialogs.texts import Speaker, Texts


def listing(arrival: Arrival, wanted: List, person: Person, texts: Texts) -> Delivery:
    """Return the delivery of the list, or of the help lines of all rounds.

    It changes in place where a button of its own was tapped; on any other message stands something
    that must stay, such as a withdrawal code.
    """
    incoming, rounds = arrival.incoming, [one.round for one in person.rounds]
    say = texts.speaker(nearest(incoming.locale if incoming else "", person.rounds.languages))
    phoned = frozenset[str]().union(*(one.phoned for one in person.rounds))
    prompt = help_for(rounds, say, phoned) if wanted.help else list_of(list(person.standing()), say)
    on_the_list = isinstance(incoming, Tapped) and incoming.round == LIST
    effects: list[Effect] = [Show(prompt, fresh=not on_the_list)]
    if notice := _notice(incoming, wanted, say):
        effects.insert(0, Notify(notice))
    unsaid = arrival.typed if any(one.removes_words for one in rounds) else ()
    if unsaid:
        effects.append(Unsay(cannot_remove(say)))
    return Delivery(
        arrival=arrival, session=Session(), effects=tuple(effects), round=LIST, unsaid=unsaid
    )


def _notice(incoming: Incoming | None, wanted: List, say: Speaker) -> str:
    if isinstance(incoming, Unsupported):
        return unread(incoming.media, say)
    return say(wanted.notice) if wanted.notice else ""
