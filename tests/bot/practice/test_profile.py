"""What the bot says about itself: one text for everybody, and others by language."""

from tests.bot.practice.clients import StockClient


async def test_commands_by_language(client: StockClient) -> None:
    assert await client.commands() == {}
    await client.set_commands({"start": "Begin", "stop": "Stop and erase"})
    await client.set_commands({"start": "Fillo"}, "sq")
    assert await client.commands() == {"start": "Begin", "stop": "Stop and erase"}
    assert await client.commands("sq") == {"start": "Fillo"}
    assert await client.commands("mk") == {}, "getMyCommands tells what was set, and only that"
    await client.set_commands({})
    assert await client.commands() == {}


async def test_a_command_loses_its_slash(client: StockClient) -> None:
    await client.set_commands({"/start": " Begin "})
    assert await client.commands() == {"start": "Begin"}


async def test_the_name_by_language(client: StockClient) -> None:
    assert await client.name() == "practice_bot"
    await client.set_name("Our evenings")
    await client.set_name("Mbrëmjet tona", "sq")
    assert (await client.name(), await client.name("sq")) == ("Our evenings", "Mbrëmjet tona")
    assert await client.name("mk") == "Our evenings"
    assert (await client.me())[1] == "Our evenings"
    await client.set_name("", "sq")
    assert await client.name("sq") == "Our evenings"
    await client.set_name("")
    assert (await client.me())[1] == "practice_bot"


async def test_the_description_by_language(client: StockClient) -> None:
    assert await client.description() == ""
    await client.set_description("x" * 512)
    await client.set_description("Një konsultim", "sq")
    assert await client.description("mk") == "x" * 512
    assert await client.description("sq") == "Një konsultim"
    await client.set_description("")
    assert await client.description() == ""
