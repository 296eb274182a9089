"""Cases of what Telegram refuses, in Telegram's own words.

The words stand in the cases once more, on purpose: a changed word in `refusals.py` fails a test.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import StockClient


class Scene(NamedTuple):
    """A bot, and a person who has started it."""

    client: StockClient
    phone: Phone
    server: PracticeServer


class Case(NamedTuple):
    """A call that is refused: by which rule of `refusals.py`, with which code and sentence."""

    rule: str
    code: int
    text: str
    act: Callable[[Scene], Awaitable[object]]


class RawCase(NamedTuple):
    """The same, for what no stock client would send: the method and its JSON."""

    rule: str
    code: int
    text: str
    method: str
    fields: dict[str, object]


def named(case: Case | RawCase) -> str:
    """The name of a case in the list of tests."""
    return case.rule


async def assert_refused(case: Case, scene: Scene) -> None:
    """The library raises its class for the code, with the sentence."""
    expected = scene.client.errors[case.code]
    with pytest.raises(expected) as caught:
        await case.act(scene)
    assert caught.type is expected
    assert plain(scene.client.sentence(caught.value)) == plain(case.text)


def plain(sentence: str) -> str:
    """Without what python-telegram-bot takes away: the first words, and capital letters."""
    return sentence.removeprefix("Bad Request: ").casefold()
