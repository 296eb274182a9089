"""The page of the chats: one in each language, step by step, in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

pytestmark = pytest.mark.long

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
LANGUAGES = {
    "en": ("Our evenings", "Go on ➡"),
    "sq": ("Mbrëmjet tona", "Vazhdo ➡"),
    "mk": ("Нашите вечери", "Продолжи ➡"),
    "sr-Latn": ("Naše večeri", "Nastavi ➡"),
}


@pytest.fixture(scope="module")
def chats(out: Path) -> list[dict[str, Any]]:
    html = (out / "chat.html").read_text("utf-8")
    found = re.search(r'id="chats">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return list(json.loads(found[1]))


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as many pixels wide as the parameter says; the browser must not complain."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = browser.new_page(viewport={"width": request.param, "height": 844})
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened
        browser.close()
        assert complaints == []


def test_there_is_one_finished_chat_in_each_language(chats: list[dict[str, Any]]) -> None:
    assert [chat["language"] for chat in chats] == list(LANGUAGES)
    for chat in chats:
        assert chat["frames"][-1]["screen"][-1]["text"].startswith("✅")


def test_every_step_can_be_seen(chats: list[dict[str, Any]]) -> None:
    events = [frame["event"] for chat in chats for frame in chat["frames"]]
    assert [event for event in events if event["what"] == "toasted" and not event["text"]] == []


@needs_browser
@pytest.mark.parametrize("page", [390, 1280], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chat_is_shown_step_by_step(out: Path, page: Page, language: str) -> None:
    title, button = LANGUAGES[language]
    page.goto(f"{(out / 'chat.html').as_uri()}#{language}/4")
    assert page.locator("#title").inner_text() == title
    assert page.locator("#screen").get_attribute("lang") == language
    assert button in page.locator("#screen").inner_text()
    page.get_by_role("button", name="Next").click()
    assert page.locator(".pressed").inner_text() == button
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_browser
@pytest.mark.parametrize("page", [1280], indirect=True)
def test_another_language_can_be_chosen_and_plays(out: Path, page: Page) -> None:
    page.goto(f"{(out / 'chat.html').as_uri()}#en/0")
    page.get_by_label("Language").select_option(label="Shqip")
    assert page.locator("#title").inner_text() == "Mbrëmjet tona"
    page.wait_for_function("document.getElementById('slider').value === '2'")
    page.get_by_role("button", name="Pause").click()
    assert page.get_by_role("button", name="Play").is_visible()
