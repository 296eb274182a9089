"""What a bot says, changes and takes back, as the phone shows it."""

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import CHAT, StockClient


async def test_the_bot_knows_itself(client: StockClient) -> None:
    assert await client.me() == (4242, "practice_bot")


async def test_a_message_its_edit_and_its_end_are_seen(phone: Phone, client: StockClient) -> None:
    sent = await client.send("<b>Мбрёма</b> &amp; ë", [[("Go", "k:1")]], html=True)
    shown = await phone.sees("Мбрёма & ë")
    assert (shown.message_id, shown.html) == (sent, "<b>Мбрёма</b> &amp; ë")
    assert [[button.text for button in row] for row in shown.keyboard] == [["Go"]]
    await client.edit(sent, "changed", [[("On", "k:2")], [("Off", "k:3")]])
    shown = phone.screen[-1]
    assert (shown.message_id, shown.text, shown.edited) == (sent, "changed", True)
    assert [[button.text for button in row] for row in shown.keyboard] == [["On"], ["Off"]]
    await client.delete(sent)
    assert [each.text for each in phone.screen] == ["/start"]


async def test_an_edit_without_buttons_takes_them_away(phone: Phone, client: StockClient) -> None:
    sent = await client.send("?", [[("Yes", "y")]])
    await client.edit(sent, "answered")
    assert phone.screen[-1].keyboard == ()


async def test_buttons_change_alone(phone: Phone, client: StockClient) -> None:
    sent = await client.send("?", [[("Yes", "y"), ("No", "n")]])
    await client.edit_buttons(sent, [[("☑ Yes", "y"), ("No", "n")]])
    assert phone.screen[-1].text == "?"
    assert phone.button("☑ Yes")[1].callback_data == "y"
    await client.edit_buttons(sent, [])
    assert phone.screen[-1].keyboard == ()


async def test_the_longest_text_is_counted_in_utf_16(phone: Phone, client: StockClient) -> None:
    await client.send("😀" * 2048)
    await client.send("<b>" + "ж" * 4096 + "</b>", html=True)
    assert [len(each.text) for each in phone.screen[1:]] == [2048, 4096]


async def test_the_longest_button_is_counted_in_bytes(phone: Phone, client: StockClient) -> None:
    await client.send("?", [[("Yes", "ë" * 32)]])
    tap = await phone.tap("Yes")
    assert tap.button.callback_data == "ë" * 32


async def test_a_reply_points_at_what_it_answers(phone: Phone, client: StockClient) -> None:
    asked = await phone.say("when?")
    await client.send("soon", reply_to=asked)
    assert phone.screen[-1].reply_to == asked


async def test_a_tap_is_answered(phone: Phone, client: StockClient) -> None:
    await client.send("?", [[("Yes", "y")]])
    tap = await phone.tap("Yes")
    (_, update) = await client.updates()
    assert (update.kind, update.words) == ("callback_query", "y")
    assert not tap.answered
    await client.answer(tap.query_id, "faleminderit", alert=True)
    toast = await tap.answer()
    assert (toast.text, toast.show_alert) == ("faleminderit", True)


async def test_a_tap_may_be_answered_without_words(phone: Phone, client: StockClient) -> None:
    await client.send("?", [[("Yes", "y")]])
    tap = await phone.tap("Yes")
    await client.answer(tap.query_id)
    assert (await tap.answer()).text == ""


async def test_the_bot_may_look_at_a_chat(phone: Phone, client: StockClient) -> None:
    assert await client.chat() == (CHAT, "private", "Arta")
    await phone.block()
    assert await client.chat() == (CHAT, "private", "Arta")


async def test_chats_are_apart(server: PracticeServer, phone: Phone, client: StockClient) -> None:
    other = server.phone(2002)
    await other.say("/start")
    await client.send("for Arta")
    await client.send("for the other", chat=2002)
    assert [each.text for each in phone.screen] == ["/start", "for Arta"]
    assert [each.text for each in other.screen] == ["/start", "for the other"]
