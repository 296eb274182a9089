"""Of screens that wait in line, only those are left out that the next one replaces."""

from msgspec.structs import replace

from bot.channels.base import Arrival, Delivery
from bot.overtaking import Overtaking
from dialogs.events import Effect, Notify, Show, Unsay
from dialogs.prompts import Prompt
from dialogs.session import Session
from dialogs.taps import LIST

IN_PLACE = Show(Prompt(language="en"), fresh=False)
BELOW = Show(Prompt(language="en"), fresh=True)


def _tap(number: int, *effects: Effect, message: int = 5, mark: bytes = b"") -> Delivery:
    return Delivery(
        arrival=Arrival(update_id=number, user="1", chat=1, message_id=message),
        session=Session(),
        effects=effects or (IN_PLACE,),
        tag=b"ana",
        mark=mark,
    )


def _left(*line: Delivery) -> list[Delivery | None]:
    overtaking = Overtaking()
    for one in line:
        overtaking.begin(one)
    left = []
    for one in line:
        left.append(overtaking.left_of(one))
        overtaking.end(one)
    assert not overtaking._promised
    assert not overtaking._newest
    return left


def _overtaken(*line: Delivery) -> list[bool]:
    return [one is None for one in _left(*line)]


def test_of_many_changes_to_one_message_the_last_is_drawn() -> None:
    assert _overtaken(_tap(1), _tap(2), _tap(3)) == [True, True, False]


def test_other_messages_are_drawn() -> None:
    """Each may be one that was cleared for the next person."""
    assert _overtaken(_tap(1, message=5), _tap(2, message=6)) == [False, False]
    assert _overtaken(_tap(1, BELOW), _tap(2, message=6)) == [False, False]


def test_of_what_is_written_below_for_one_person_the_last_is_drawn() -> None:
    assert _overtaken(_tap(1, BELOW), _tap(2, BELOW), _tap(3, BELOW)) == [True, True, False]
    ben = replace(_tap(2, BELOW), tag=b"ben")
    assert _overtaken(_tap(1, BELOW), ben) == [False, False]
    lists = [replace(_tap(number, BELOW), tag=b"", round=LIST) for number in (1, 2)]
    assert _overtaken(*lists) == [True, False]
    to_nobody = replace(_tap(1, BELOW), tag=b"")
    assert _overtaken(to_nobody, replace(to_nobody, mark=b"")) == [False, False]


def test_typed_words_are_removed_where_the_screen_is_left_out() -> None:
    sorry = Unsay("It stays.")
    for mark in (b"", b"a"):
        line = [_tap(1, BELOW, sorry, mark=mark), _tap(2, BELOW, sorry, mark=mark and b"b")]
        first, last = _left(*line)
        assert first == replace(line[0], effects=(sorry,), mark=b"")
        assert last == line[1]


def test_what_is_promised_is_overtaken_by_a_newer_promise_alone() -> None:
    marked = _tap(1, mark=b"a"), _tap(2, message=6, mark=b"b")
    assert _overtaken(*marked) == [True, False]
    assert _overtaken(marked[0], _tap(3)) == [False, False]


def test_words_and_buttons_that_wait_are_never_left_out() -> None:
    waiting = replace(_tap(1), arrival=replace(_tap(1).arrival, query_id="q"))
    assert _overtaken(waiting, _tap(2)) == [False, False]
    assert _overtaken(_tap(1, IN_PLACE, Notify("Hm?")), _tap(2)) == [False, False]


def test_what_is_said_again_is_said_once() -> None:
    hm, no_pictures = Notify("Hm?"), Notify("No pictures, please.")
    for mark in (b"", b"a"):
        line = [_tap(1, hm, BELOW, mark=mark), _tap(2, hm, BELOW, mark=mark and b"b")]
        assert _overtaken(*line) == [True, False]
        line[0] = _tap(1, no_pictures, BELOW, mark=mark)
        assert _overtaken(*line) == [False, False]
