"""`consult demo --languages`: somebody speaks each language, answers to the end, and is played."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.demo.speakers import STAYS, one_of_each
from bot.practice.personas import WORDS, make_personas
from dialogs.languages import OWN_NAMES
from tests.bot.demo.conftest import main_job
from tests.bot.demo.test_playback import needs_browser
from tests.support.route import PARK
from tests.tools import chat_pictures

pytestmark = pytest.mark.long

SEED = 3


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As few people as it lets take part: one of each language."""
    folder = tmp_path_factory.mktemp("languages")
    command = [*main_job(), "--languages", "--no-serve", "--out", str(folder)]
    command += ["--participants", "1", "--seed", str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "26 simulated young people, with 26 languages" in said
    assert "How the 26 conversations ended: 26 finished." in said
    return folder


@pytest.fixture(scope="module")
def chats(out: Path) -> list[dict[str, Any]]:
    html = (out / "chat.html").read_text("utf-8")
    found = re.search(r'id="chats">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return list(json.loads(found[1]))


def test_each_language_is_played_to_the_end_in_its_own_words(chats: list[dict[str, Any]]) -> None:
    assert [chat["language"] for chat in chats] == list(OWN_NAMES)
    for chat in chats:
        language, screens = chat["language"], [frame["screen"] for frame in chat["frames"]]
        said = [message.get("text", "") for screen in screens for message in screen]
        assert chat["title"] == PARK.public_label[language]
        assert said[-1].startswith("✅")
        for question in PARK.questions:
            assert any(question.text[language] in text for text in said), (language, question.id)
        assert any(WORDS[language][0] in text for text in said), language


def test_the_page_says_that_the_wording_is_a_draft(chats: list[dict[str, Any]]) -> None:
    assert all(chat["draft"] for chat in chats)


@needs_browser
def test_a_chat_can_be_drawn_as_a_picture(out: Path, tmp_path: Path) -> None:
    (picture,) = chat_pictures.draw(out / "chat.html", tmp_path, ["ka"])
    assert picture.name == "ka.png"
    assert 10_000 < picture.stat().st_size < 60 * 1024


def test_the_brief_is_made_as_well(out: Path) -> None:
    for name in ("brief.html", "brief.pdf", "brief.docx", "tables.csv"):
        assert (out / name).stat().st_size > 1000, name


def test_the_first_people_speak_a_language_each_and_the_others_are_as_they_were() -> None:
    everybody = make_personas(PARK, 40, seed=SEED, evening=3600)
    found = tuple(one_of_each(everybody, PARK))
    assert [one.language for one in found[:26]] == list(OWN_NAMES)
    assert {one.habits for one in found[:26]} == {STAYS}
    assert min(one.age for one in found[:26]) >= PARK.minimum_age
    assert found[26:] == everybody[26:]
    assert "elsewhere" in {one.wishes["place"] for one in found[:26]}  # which asks for own words
