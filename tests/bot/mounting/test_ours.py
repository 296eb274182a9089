"""What of a host's updates is ours."""

import pytest

from bot.channels.base import Arrival
from bot.mounting.ours import ours
from dialogs.codes import new_code, new_ticket
from dialogs.events import Commanded, Incoming, Left, Media, Move, Said, Tapped, Unsupported
from dialogs.states import MoveName

TICKET = new_ticket(bytes(range(8)))


def understood(incoming: Incoming | None, *, talks: bool = False) -> Incoming | None:
    arrival = ours(Arrival(update_id=1, user="1", chat=1, incoming=incoming), talks=talks)
    return arrival.incoming if arrival else None


def _command(written: tuple[str, str]) -> Commanded:
    return Commanded(name=written[0], rest=written[1])


@pytest.mark.parametrize(
    ("theirs", "meant"),
    [
        (("consult", ""), ("start", "")),
        (("Consult", TICKET), ("start", TICKET)),
        (("consult_help", ""), ("help", "")),
        (("consult_withdraw", "code"), ("withdraw", "code")),
        (("start", "consult"), ("start", "")),
        (("start", "consult-abc"), ("start", "abc")),
        (("start", "consult--_c"), ("start", "-_c")),
    ],
)
def test_our_commands(theirs: tuple[str, str], meant: tuple[str, str]) -> None:
    assert understood(_command(theirs)) == _command(meant)


@pytest.mark.parametrize("name", ["start", "help", "stop", "privacy", "consultation", "hello"])
@pytest.mark.parametrize("talks", [True, False])
def test_the_hosts_commands_stay_the_hosts(name: str, *, talks: bool) -> None:
    assert understood(Commanded(name=name), talks=talks) is None


@pytest.mark.parametrize(
    "incoming", [Said(text="my words"), Unsupported(media=Media.PHOTO), Left()]
)
def test_what_is_written_is_ours_from_whoever_is_answering(incoming: Incoming) -> None:
    assert understood(incoming, talks=True) == incoming
    assert understood(incoming) is None


def test_what_becomes_of_the_bot_in_groups_is_the_hosts() -> None:
    assert understood(Unsupported(media=Media.GROUP), talks=True) is None


@pytest.mark.parametrize("code", [TICKET, TICKET.lower(), new_code(bytes(range(10)))])
def test_a_code_is_ours_from_anybody(code: str) -> None:
    assert understood(Said(text=code)) == Said(text=code)


@pytest.mark.parametrize("text", ["park dark bank", f"see {TICKET}", "0800 1 2222"])
def test_what_only_looks_like_a_code_is_not(text: str) -> None:
    assert understood(Said(text=text)) is None


def test_a_tap_of_ours_is_ours_and_what_means_nothing_is_not() -> None:
    tap = Tapped(move=Move(MoveName.NEXT))
    assert understood(tap) == tap
    assert understood(None, talks=True) is None
