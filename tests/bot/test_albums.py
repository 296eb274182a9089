"""An album is answered once, whether its pictures come together or apart."""

from msgspec.structs import replace

from bot.albums import MOST_PEOPLE, Albums
from bot.channels.base import Arrival
from dialogs.events import Media, Unsupported
from tests.support.edge import Edge
from tests.support.world import EXAMPLE


def picture(number: int, album: str, user: str = "ana") -> Arrival:
    incoming = Unsupported(media=Media.PHOTO)
    return Arrival(
        update_id=number, user=user, chat=7, message_id=number, incoming=incoming, album=album
    )


def test_the_first_of_each_album_is_answered_and_what_is_no_album() -> None:
    albums = Albums()
    alone, *three = picture(1, ""), picture(2, "a"), picture(3, "a"), picture(4, "a", "ben")
    assert albums.sort([alone, *three]) == ([alone, three[0], three[2]], [three[1]])
    assert albums.sort([picture(5, "a")]) == ([], [picture(5, "a")])
    assert albums.sort([picture(6, "b")]) == ([picture(6, "b")], [])


def test_the_one_that_is_answered_may_come_again() -> None:
    albums = Albums()
    pictures = [picture(1, "a"), picture(2, "a")]
    assert albums.sort(pictures) == albums.sort(pictures) == (pictures[:1], pictures[1:])


def test_only_so_many_people_are_remembered() -> None:
    albums = Albums()
    for number in range(MOST_PEOPLE + 1):
        albums.sort([picture(number, "a", str(number))])
    assert albums.sort([picture(-1, "a", "1")])[0] == []
    assert albums.sort([picture(-1, "a", "0")])[1] == []


async def test_its_other_pictures_are_removed_where_words_are() -> None:
    for discreet in (True, False):
        edge = Edge(round_=replace(EXAMPLE, discreet=discreet))
        pictures = [picture(1, "a"), picture(2, "a"), picture(3, "a")]
        assert edge.carrier.admit(pictures) == pictures[:1]
        edge.carrier.close()
        await edge.sender.drain(5)
        removed = [each.unsaid for each in edge.wire.drawn]
        assert removed == ([(2, 3)] if discreet else [])
