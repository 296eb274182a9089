"""Updates that come twice, out of order, or under numbers that jump."""

from bot.practice import Phone, PracticeServer
from tests.bot.practice.clients import Received, StockClient
from tests.bot.practice.hooks import Hook, free_port, hook_url, serving
from tests.bot.practice.waiting import until

NUMBERS = [str(number) for number in range(8)]


async def _three_chats_talk(server: PracticeServer) -> None:
    for number in NUMBERS:
        for user in (1, 2, 3):
            await server.phone(user).say(f"{user}:{number}")


def _of_chat(user: int, words: list[str]) -> list[str]:
    return [each for each in words if each.startswith(f"{user}:")]


async def test_updates_are_repeated(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.repeat_updates(1.0)
    await phone.say("once")
    received = await client.updates()
    assert [each.words for each in received] == ["/start", "once"] * 2
    assert received[:2] == received[2:], "a repeated update keeps its number"
    assert await client.updates(offset=received[-1].update_id + 1) == []


async def test_calm_returns_when_trouble_is_cleared(
    server: PracticeServer, client: StockClient
) -> None:
    await _three_chats_talk(server)
    calm = await client.updates()
    server.faults.repeat_updates(1.0)
    server.faults.reorder_updates(1.0)
    assert await client.updates() != calm
    server.faults.clear()
    assert await client.updates() == calm


async def test_the_librarys_own_poller_hands_on_repetitions(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.repeat_updates(1.0)
    async with client.polling() as inbox:
        await phone.say("twice")
        received = await inbox.next(4)
    assert sorted(each.words for each in received) == ["/start", "/start", "twice", "twice"]


async def test_chats_are_shuffled_and_each_keeps_its_order(
    server: PracticeServer, client: StockClient
) -> None:
    await _three_chats_talk(server)
    calm = await client.updates()
    server.faults.reorder_updates(1.0)
    shuffled = await client.updates()
    assert shuffled != calm
    assert sorted(shuffled) == calm
    words = [each.words for each in shuffled]
    for user in (1, 2, 3):
        assert _of_chat(user, words) == [f"{user}:{number}" for number in NUMBERS]


async def test_within_chats_too_when_asked(server: PracticeServer, client: StockClient) -> None:
    await _three_chats_talk(server)
    calm = await client.updates()
    server.faults.reorder_updates(1.0, within_chats=True)
    shuffled = await client.updates()
    assert sorted(shuffled) == calm
    assert _of_chat(1, [each.words for each in shuffled]) != [f"1:{number}" for number in NUMBERS]


async def test_the_librarys_own_poller_loses_nothing_to_disorder(
    server: PracticeServer, client: StockClient
) -> None:
    await _three_chats_talk(server)
    server.faults.reorder_updates(1.0, within_chats=True)
    seen: set[Received] = set()
    async with client.polling() as inbox:
        while len(seen) < 3 * len(NUMBERS):
            seen.update(await inbox.next())
        await until(lambda: len(server.account.updates) == 0)
    assert server.counts.updates_confirmed == len(seen)


async def test_after_a_week_the_numbers_jump(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    (old,) = await client.updates()
    server.account.updates.after_a_week_of_silence(next_id=77)
    await phone.say("hello again")
    for offset in (old.update_id + 1, 0, 77):
        (new,) = await client.updates(offset=offset)
        assert (new.update_id, new.words) == (77, "hello again"), "an offset far ahead is no harm"
    assert await client.updates(offset=78) == []


async def test_after_a_week_the_next_number_is_anybodys_guess(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    numbers: set[int] = set()
    for _ in range(3):
        server.account.updates.after_a_week_of_silence()
        await phone.say("hello again")
        numbers.update(each.update_id for each in await client.updates())
    assert len(numbers) == 3


async def test_a_webhook_gets_repetitions(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.repeat_updates(1.0)
    hook, port = Hook(), free_port()
    async with serving(hook.handle, port):
        await client.set_webhook(hook_url(port))
        await phone.say("once")
        await until(lambda: len(hook.words) == 4)
    assert hook.words == ["/start", "/start", "once", "once"]


async def test_a_webhook_gets_two_of_one_chat_in_the_wrong_order(
    server: PracticeServer, phone: Phone, client: StockClient
) -> None:
    server.faults.reorder_updates(1.0, within_chats=True)
    await phone.say("second")
    hook, port = Hook(), free_port()
    async with serving(hook.handle, port):
        await client.set_webhook(hook_url(port))
        await until(lambda: len(server.account.updates) == 0)
    assert hook.words == ["second", "/start"]
