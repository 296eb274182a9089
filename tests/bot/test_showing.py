"""The message that shows somebody's screen is known for as long as something is in line."""

from bot.showing import Showing

ANA, BEN = b"ana", b"ben"


def test_what_was_drawn_is_known_until_nothing_is_in_line() -> None:
    showing = Showing()
    for _ in range(2):
        showing.begin(ANA, None)
    assert showing.of(ANA) is None
    showing.drawn(ANA, 501)
    showing.end(ANA)
    assert (showing.of(ANA), showing.of(BEN)) == (501, None)
    showing.end(ANA)
    assert showing.of(ANA) is None
    assert not showing._in_line


def test_what_is_known_already_is_taken_along() -> None:
    showing = Showing()
    showing.begin(ANA, 500)
    showing.begin(ANA, None)
    assert showing.of(ANA) == 500


def test_where_a_code_stands_nothing_takes_its_place() -> None:
    showing = Showing()
    showing.begin(ANA, 500)
    showing.begin(ANA, None)
    showing.drawn(ANA, 501)
    showing.saved(ANA)
    assert showing.of(ANA) is None
