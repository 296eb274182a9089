"""Files: uploaded as multipart, or sent again by their id."""

from bot.practice import Phone
from tests.bot.practice.clients import StockClient


async def test_a_document_arrives_with_its_name(phone: Phone, client: StockClient) -> None:
    await client.send_document(b"%PDF-1.7", "përmbledhje.pdf", "the brief 😀")
    shown = phone.screen[-1]
    assert (shown.kind, shown.file_name) == ("document", "përmbledhje.pdf")
    assert shown.text == "the brief 😀"


async def test_a_photo_arrives(phone: Phone, client: StockClient) -> None:
    await client.send_photo(b"\x89PNG", "a chart")
    shown = phone.screen[-1]
    assert (shown.kind, shown.text) == ("photo", "a chart")


async def test_a_file_is_sent_again_by_its_id(phone: Phone, client: StockClient) -> None:
    document = await client.send_document(b"%PDF-1.7", "brief.pdf")
    photo = await client.send_photo(b"\x89PNG")
    assert await client.send_document(document) == document
    assert await client.send_photo(photo) == photo
    assert [each.kind for each in phone.screen[1:]] == ["document", "photo"] * 2
    assert phone.screen[3].file_name == "brief.pdf"


async def test_a_caption_may_be_as_long_as_telegram_allows(
    phone: Phone, client: StockClient
) -> None:
    await client.send_document(b"%PDF-1.7", caption="ж" * 1024)
    assert len(phone.screen[-1].text) == 1024
