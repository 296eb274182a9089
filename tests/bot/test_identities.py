"""An entry stays the bot that it was, and no two are the same."""

from pathlib import Path

import pytest

from bot.bots_file import Bot
from bot.identities import Identities
from bot.settings import Settings
from bot.startup_checks import StartRefusedError

FORUM, SCHOOL = (
    Bot(name, [], Settings(token_file=Path(name, "token"))) for name in ("forum", "school")
)


@pytest.fixture
def identities() -> Identities:
    return Identities()


def test_a_new_token_of_the_same_bot_is_taken(identities: Identities) -> None:
    for _ in range(2):
        with identities.being(FORUM, 1):
            identities.serves(FORUM)


def test_one_of_another_bot_is_refused_for_good(identities: Identities) -> None:
    with identities.being(FORUM, 1), identities.being(SCHOOL, 2):
        identities.serves(FORUM)
        identities.serves(SCHOOL)
    with (
        pytest.raises(StartRefusedError, match=r"forum/token .*same bot"),
        identities.being(FORUM, 3),
    ):
        pass
    with identities.being(FORUM, 1):
        pass


def test_one_that_has_never_served_may_still_be_changed(identities: Identities) -> None:
    with identities.being(FORUM, 1):
        pass
    with identities.being(FORUM, 2):
        pass


def test_two_entries_are_never_the_same_bot(identities: Identities) -> None:
    with identities.being(FORUM, 1):
        with pytest.raises(StartRefusedError, match="forum/token"), identities.being(SCHOOL, 1):
            pass
        with identities.being(SCHOOL, 2):
            pass
    with identities.being(SCHOOL, 1):
        pass
