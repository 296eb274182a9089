"""People say yes or no on their phones, and only what was allowed and approved is in the brief."""

import asyncio
import datetime as dt
import time
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from admin.quoting.sheet import QUOTES
from bot.demo.children import bot_running, run_verb
from bot.practice import Mode, PracticeClock, PracticeServer
from bot.practice.people import ONE_IN, Fate, Person
from bot.practice.personas import Persona, make_personas
from dialogs import round_file
from tests.support.quoted import CANARY, QUESTION, TWO, agree, fill
from tests.support.serving import TOKEN
from tests.support.world import EXAMPLE_TEXT, TEXTS

pytestmark = pytest.mark.long

PEOPLE = 45
SPEED = 600.0
TEXT = EXAMPLE_TEXT.replace("minimum_age: 12", "minimum_age: 12\nquotes: true")
ROUND = round_file.load(TEXT, file="round.yaml")
START = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)


def persona(made: Persona) -> Persona:
    """Somebody who writes in English and sends; whoever will say no writes the canary."""
    says_no = made.number % ONE_IN == 0
    words = f"{CANARY} {made.number}" if says_no else "There is no lamp on our street."
    wishes = {**made.wishes, QUESTION: words}
    return replace(made, language="en", age=16, habits=frozenset(), wishes=wishes)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "token").touch(mode=0o600)
    (tmp_path / "token").write_text(TOKEN)
    return {
        "CONSULT_TOKEN_FILE": str(tmp_path / "token"),
        "CONSULT_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'consult.db'}",
        "CONSULT_VAULT": str(tmp_path / "vault"),
        "CONSULT_HEALTH_PORT": "0",
        "CONSULT_CLOCK": f"{time.time()} {START.timestamp()} {SPEED}",
    }


async def answered(path: Path, environment: dict[str, str]) -> PracticeServer:
    """Let everybody answer, and return the server with what was on their screens."""
    clock = PracticeClock(START, SPEED)
    personas = map(persona, make_personas(ROUND, PEOPLE, seed=3, evening=1200))
    server = PracticeServer(token=TOKEN, mode=Mode.UNLIMITED, clock=clock)
    async with server:
        environment = {**environment, "CONSULT_TELEGRAM_API": server.url}
        async with bot_running(str(path), environment):
            people = [
                Person(
                    one, server.phone(1000 + one.number, language_code="en"), ROUND, TEXTS, clock
                )
                for one in personas
            ]
            fates = await asyncio.gather(*(one.live() for one in people))
    assert set(fates) == {Fate.FINISHED}
    return server


async def test_only_what_was_allowed_and_approved_is_in_the_brief(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    path, dataset = tmp_path / "round.yaml", str(tmp_path / "dataset")
    path.write_text(TEXT, encoding="utf-8")
    server = await answered(path, environment)
    phone = server.phone(1001)
    assert not [one for one in phone.screen if "May we print your words?" in one.text]
    assert not [one for one in phone.screen if "There is no lamp" in one.text]

    await run_verb("close", ROUND.id, "--out", dataset, environment=environment)
    folder = ("--quotes", str(tmp_path / "quotes"))
    await run_verb("quotes", "sheet", dataset, *folder, environment=environment)
    sheet = tmp_path / "quotes" / "quotes.xlsx"
    cells = [str(cell.value) for row in openpyxl.load_workbook(sheet)[QUOTES] for cell in row]
    assert cells.count("There is no lamp on our street.") == PEOPLE * 2 // 3
    assert not [text for text in cells if CANARY in text]

    fill(sheet, agree)
    read = ("quotes", "read", dataset, str(sheet), *TWO, *folder)
    await run_verb(*read, environment=environment)
    out = tmp_path / "brief"
    brief = ("brief", dataset, "--out", str(out), "--dated", "2026-11-24", *folder)
    await run_verb(*brief, "--audience", "technical", environment=environment)
    text = (out / "technical.md").read_text(encoding="utf-8")
    assert "> “There is no lamp on our street.”" in text
    made = [*out.iterdir(), *(tmp_path / "quotes").iterdir()]
    assert not [one for one in made if CANARY.encode() in one.read_bytes()]
