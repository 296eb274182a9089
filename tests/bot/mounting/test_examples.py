"""The examples of the documentation, each run as it stands beside a practice server."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.practice import PracticeServer
from bot.practice.phone import Phone
from dialogs.questions import AnyQuestion, PickOne
from tests.support.world import EXAMPLE, EXAMPLE_TEXT, TEXTS

pytestmark = pytest.mark.long

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
TOKEN = "4242:practice-token-for-the-examples-0000000000"
PATIENCE = 60.0
SAY = TEXTS.speaker("mk")
GENDER, PLACE, WAY_HOME = EXAMPLE.questions[:3]
MOST_LINES = 30
HEADING = SAY("What would you like to answer?")
LABEL = "Наши утра"
ANOTHER = EXAMPLE_TEXT.replace("id: our_evenings", "id: our_mornings").replace(
    EXAMPLE.public_label["mk"], LABEL, 1
)
"""A second round for the same bot."""


@asynccontextmanager
async def running(
    example: Path, server: PracticeServer, folder: Path, rounds: tuple[str, ...] = (EXAMPLE_TEXT,)
) -> AsyncIterator[Path]:
    """Run an example meanwhile; the file of what it says."""
    files = [folder / f"{number}.yaml" for number, _ in enumerate(rounds)]
    for path, text in zip(files, rounds, strict=True):
        path.write_text(text)
    (folder / "token").write_text(TOKEN)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONSULT_")},
        "CONSULT_CHANNEL": example.stem.removeprefix("mounted_"),
        "CONSULT_TELEGRAM_API": server.url,
        "CONSULT_TOKEN_FILE": str(folder / "token"),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        "CONSULT_VAULT": str(folder / "vault"),
    }
    said = folder / "said"
    with said.open("a") as file:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(example), *map(str, files)),
            cwd=EXAMPLES.parents[1],
            env=environment,
            stderr=file,
        )
    try:
        yield said
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0, said.read_text()


async def _taps(phone: Phone, text: str, button: str) -> None:
    await phone.sees(text, timeout=PATIENCE)
    await phone.tap(button)


def _first_option(question: AnyQuestion) -> str:
    assert isinstance(question, PickOne)
    return question.options[0].label["mk"]


async def _agrees(phone: Phone) -> None:
    await phone.say("/consult")
    await _taps(phone, EXAMPLE.public_label["mk"], "Македонски")
    await _taps(phone, SAY("Before you start"), SAY("Go on ➡"))
    await _taps(phone, SAY("How old are you?"), "18")
    await _taps(phone, SAY("Do you agree?"), SAY("✅ Yes, I take part"))
    await phone.sees(GENDER.text["mk"], timeout=PATIENCE)


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("mounted_*.py")), ids=lambda path: path.stem
)
async def test_host_and_guest_answer_what_is_theirs(example: Path, tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        phone, other = server.phone(700000001), server.phone(700000002)
        async with running(example, server, tmp_path) as said:
            await phone.say("/hello")
            await phone.sees("Hello from the library!", timeout=PATIENCE)
            await _agrees(phone)
            await other.say("words for the host")
            await other.say("/start")
            await phone.say("/hello")
            await phone.until(lambda shown: shown[-1].text.startswith("Hello"), timeout=PATIENCE)
            await phone.say(_first_option(GENDER))
            await phone.say(_first_option(PLACE))  # at once: their order is kept
            await phone.sees(WAY_HOME.text["mk"], timeout=PATIENCE)
        assert "acknowledges an update before" in said.read_text()
        assert not any(each.from_bot for each in other.screen)
        async with running(example, server, tmp_path):
            await phone.say(_first_option(WAY_HOME))
            await phone.sees(EXAMPLE.question("better").text["mk"], timeout=PATIENCE)
            await phone.say("/consult_help")
            await phone.sees(EXAMPLE.help_lines[0].number, timeout=PATIENCE)


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("mounted_*.py")), ids=lambda path: path.stem
)
async def test_of_several_rounds_one_is_chosen(example: Path, tmp_path: Path) -> None:
    async with PracticeServer(token=TOKEN) as server:
        phone = server.phone(700000001, language_code="mk")
        invited = server.phone(700000002, language_code="mk")
        async with running(example, server, tmp_path, (EXAMPLE_TEXT, ANOTHER)):
            await phone.say("/consult")
            await _taps(phone, HEADING, LABEL)
            await _taps(phone, LABEL, "Македонски")
            await phone.sees(SAY("Before you start"), timeout=PATIENCE)
            await phone.say("/consult_rounds")
            await phone.until(lambda shown: shown[-1].text.startswith(HEADING), timeout=PATIENCE)
            await phone.tap(EXAMPLE.public_label["mk"])
            await invited.say("/start consult-our_mornings")
            await invited.sees(LABEL, timeout=PATIENCE)


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("mounted_*.py")), ids=lambda path: path.stem
)
def test_an_example_is_short(example: Path) -> None:
    assert len(example.read_text().splitlines()) <= MOST_LINES
