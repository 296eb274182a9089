"""Files that Telegram does not take."""

import pytest

from bot.practice import Phone, PracticeServer
from bot.practice import server as practice_server
from tests.bot.practice.clients import CHAT, TOKEN, StockClient
from tests.bot.practice.refused import Case, Scene, assert_refused, named

PDF = b"%PDF-1.7"
LONG = "ж" * 1025


async def _photo_as_document(scene: Scene) -> None:
    await scene.client.send_document(await scene.client.send_photo(b"\x89PNG"))


async def _document_as_photo(scene: Scene) -> None:
    await scene.client.send_photo(await scene.client.send_document(PDF))


CASES = [
    Case(
        "CAPTION_TOO_LONG",
        400,
        "Bad Request: message caption is too long",
        lambda s: s.client.send_document(PDF, caption=LONG),
    ),
    Case(
        "CAPTION_TOO_LONG",
        400,
        "Bad Request: message caption is too long",
        lambda s: s.client.send_photo(PDF, LONG),
    ),
    Case(
        "FILE_EMPTY",
        400,
        "Bad Request: file must be non-empty",
        lambda s: s.client.send_document(b""),
    ),
    Case(
        "FILE_ID_UNKNOWN",
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
        lambda s: s.client.send_document("no-such-file"),
    ),
    Case(
        "URL_NOT_FETCHED",
        400,
        "Bad Request: failed to get HTTP URL content",
        lambda s: s.client.send_photo("https://example.org/a.png"),
    ),
    Case(
        "FILE_OF_OTHER_TYPE",
        400,
        "Bad Request: can't use file of type Photo as Document",
        _photo_as_document,
    ),
    Case(
        "FILE_OF_OTHER_TYPE",
        400,
        "Bad Request: can't use file of type Document as Photo",
        _document_as_photo,
    ),
    Case(
        "PHOTO_TOO_BIG",
        400,
        "Bad Request: file of size 10485761 bytes is too big for a photo; "
        "the maximum size is 10485760 bytes",
        lambda s: s.client.send_photo(b"x" * 10_485_761),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_refused(
    case: Case, client: StockClient, phone: Phone, server: PracticeServer
) -> None:
    await assert_refused(case, Scene(client, phone, server))


async def test_a_body_beyond_the_limit_is_refused_whole(
    library: type[StockClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert practice_server.MAX_BODY == 50_000_000
    monkeypatch.setattr(practice_server, "MAX_BODY", 10_000)  # the same rule, with less to send
    async with PracticeServer(token=TOKEN) as server:
        client, phone = library(server.url), server.phone(CHAT)
        case = Case(
            "TOO_LARGE",
            413,
            "Request Entity Too Large",
            lambda s: s.client.send_document(b"x" * 10_001),
        )
        await assert_refused(case, Scene(client, phone, server))
        await client.close()
