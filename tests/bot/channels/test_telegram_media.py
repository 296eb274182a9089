"""Whatever can be in a message of the Bot API is answered, or passed over for a stated reason."""

import json

import pytest
from aiogram.enums import ContentType
from aiogram.types import Message as TheirMessage

from bot.channels.telegram_media import KINDS, NOTES
from bot.channels.telegram_updates import arrival_of
from dialogs.events import Incoming, Media, Said, Unsupported
from dialogs.screens.unread import unread
from tests.support.world import EXAMPLE, TEXTS

CONTENTS = [one.value for one in ContentType if one.name not in {"UNKNOWN", "ANY", "TEXT"}]
ANA = {"id": 700000001, "is_bot": False, "first_name": "Ana", "language_code": "sq"}
WORDS: dict[str, object] = {"text": "hello"}


def meaning(content: dict[str, object], *, field: str = "message", kind: str = "private") -> object:
    message = {"message_id": 5, "date": 1, "from": ANA, "chat": {"id": 700000001, "type": kind}}
    update = {"update_id": 1, field: {**message, **content}}
    arrival = arrival_of(json.dumps(update).encode())
    assert arrival is not None
    assert arrival.readable
    return arrival.incoming


def kind_of(incoming: object) -> Media:
    assert isinstance(incoming, Unsupported)
    return incoming.media


@pytest.mark.parametrize("content", CONTENTS)
def test_every_content_is_answered_or_known_as_a_note(content: str) -> None:
    incoming = meaning({content: {"file_id": "1"}})
    if content in NOTES:
        assert incoming is None
    else:
        assert kind_of(incoming) is KINDS[content]


def test_a_content_has_one_place_and_one_name() -> None:
    assert not NOTES & set(KINDS)
    assert NOTES | set(KINDS) == set(CONTENTS)
    assert NOTES | set(KINDS) <= set(TheirMessage.model_fields)


def test_what_nobody_has_heard_of_yet_is_answered_too() -> None:
    assert kind_of(meaning({"hologram": {}})) is Media.OTHER


@pytest.mark.parametrize("origin", ["forward_origin", "via_bot"])
def test_words_from_elsewhere_are_no_answer(origin: str) -> None:
    assert kind_of(meaning({**WORDS, origin: {"type": "user"}})) is Media.FORWARDED


def test_a_change_is_told_from_a_new_text() -> None:
    assert kind_of(meaning(WORDS, field="edited_message")) is Media.EDITED
    assert kind_of(meaning({"photo": []}, field="edited_message")) is Media.EDITED
    assert isinstance(meaning(WORDS), Said)


def test_a_place_shared_live_is_answered_once_however_far_it_moves() -> None:
    place: dict[str, object] = {"location": {"latitude": 42.0, "live_period": 3600}}
    assert kind_of(meaning(place)) is Media.PLACE
    assert meaning(place, field="edited_message") is None


def test_what_comes_by_way_of_a_bot_is_answered_by_its_kind() -> None:
    assert kind_of(meaning({"animation": {}, "via_bot": {"id": 1}})) is Media.FILE


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_a_group_hears_nothing_from_us(kind: str) -> None:
    """What is said there is not said to us, and an answer would tell others who takes part."""
    assert meaning(WORDS, kind=kind) is None
    assert meaning({"text": "/start"}, kind=kind) is None


def test_another_bot_hears_nothing_either() -> None:
    """Two bots that answer each other would never end."""
    incoming: object | Incoming = meaning({**WORDS, "from": {**ANA, "is_bot": True}})
    assert incoming is None


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_each_kind_has_its_own_word_in_every_language(language: str) -> None:
    say = TEXTS.speaker(language)
    assert len({unread(media, say) for media in Media}) == len(Media)
