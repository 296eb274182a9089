"""Put into a group, the bot says once that it talks with one person at a time, and nothing else."""

from bot.channels.base import Arrival
from dialogs.events import Media, Show, Unsupported
from dialogs.screens.unread import unread
from tests.support.edge import BOT, Edge, tag_of
from tests.support.world import EXAMPLE, TEXTS

ANA = "700000001"
PUT = Arrival(
    update_id=1000, user=ANA, chat=-5, incoming=Unsupported(media=Media.GROUP, locale="mk")
)


async def test_it_is_said_in_the_language_of_who_did_it_and_nothing_is_stored() -> None:
    edge = Edge()
    await edge.carrier.carry([PUT])
    await edge.sender.drain(5)
    (delivery,) = edge.wire.drawn
    (shown,) = delivery.effects
    assert isinstance(shown, Show)
    assert (shown.prompt.language, shown.prompt.rows) == ("mk", ())
    assert shown.prompt.heading == unread(Media.GROUP, TEXTS.speaker("mk"))
    assert not any(label in str(shown) for label in EXAMPLE.public_label.values())
    async with edge.store.begin(BOT) as work:
        known = await work.read(updates=(), tags=(tag_of(ANA),), keys=())
    assert (known.drafts, known.promises) == ({}, {})


async def test_who_is_answering_meanwhile_goes_on_in_their_own_chat() -> None:
    edge = Edge()
    await edge.carrier.carry([edge.arrival(ANA), PUT, edge.arrival(ANA)])
    await edge.sender.drain(5)
    chats = sorted(each.arrival.chat for each in edge.wire.drawn)
    assert chats == [-5, int(ANA), int(ANA)]
