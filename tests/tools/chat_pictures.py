"""Draws each language's chat as pictures, as a phone would show it.

    uv run consult demo --languages --no-serve --out demo
    uv run python -m tests.tools.chat_pictures demo/chat.html docs/pictures/languages [TAG ...]

Of each language there is one picture with three screens side by side: what is said before the
start, a question, and the review. It takes Chromium; nothing but the page itself is loaded.
"""

import base64
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools import palette_png

Frame = dict[str, Any]

WIDTH, HEIGHT = 440, 800
SCALE = 0.75
"""A phone of WIDTH × HEIGHT is drawn so much smaller."""

STEPS = ("2 / ", "6 / ")
"""How the screens begin that are shown, besides the review: the card, and the second question."""

SHEET = '<body style="margin:0;display:flex;gap:12px;background:#fff">{}</body>'
SCREEN = f'<img style="border-radius:26px;width:{WIDTH}px" src="data:image/png;base64,{{}}">'
READ_PIXELS = """async source => {
  const picture = new Image(); picture.src = source; await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const tools = canvas.getContext("2d"); tools.drawImage(picture, 0, 0);
  const bytes = tools.getImageData(0, 0, picture.width, picture.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [picture.width, picture.height, btoa(text)];
}"""


def draw(page: Path, folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """Draw the chats of a page of chats into `folder`, all or those of some languages."""
    folder.mkdir(parents=True, exist_ok=True)
    chats = [chat for chat in chats_of(page) if not only or chat["language"] in only]
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        made = [_draw_one(browser, page, chat, folder) for chat in chats]
        browser.close()
    return made


def chats_of(page: Path) -> list[dict[str, Any]]:
    """Return the chats that a page of chats plays."""
    found = re.search(r'id="chats">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    return list(json.loads(found[1])) if found else []


def steps_of(frames: list[Frame]) -> Iterator[int]:
    """Yield the steps to be drawn: where each screen was shown first, and the last before ✅."""
    shown = [_text(frame) for frame in frames]
    for beginning in STEPS:
        yield next(step for step, text in enumerate(shown) if text.startswith(beginning))
    yield max(step for step, text in enumerate(shown) if "🔑" in text and text[0] != "✅")


def _text(frame: Frame) -> str:
    said = [message.get("text", "") for message in frame["screen"] if message.get("from_bot")]
    return said[-1] if said else ""


def _draw_one(browser: Browser, page: Path, chat: dict[str, Any], folder: Path) -> Path:
    opened = browser.new_page(
        viewport={"width": 3 * WIDTH + 24, "height": HEIGHT}, device_scale_factor=SCALE
    )
    screens = [_screen(opened, page, chat["language"], step) for step in steps_of(chat["frames"])]
    opened.goto("about:blank")
    opened.set_content(SHEET.format("".join(map(SCREEN.format, screens))))
    picture = folder / f"{chat['language']}.png"
    picture.write_bytes(_small(opened, opened.screenshot()))
    opened.close()
    return picture


def _screen(opened: Page, page: Path, language: str, step: int) -> str:
    opened.goto("about:blank")
    opened.goto(f"{page.resolve().as_uri()}#{language}/{step}")
    opened.add_style_tag(
        content=f"body{{display:block;padding:0}}aside{{display:none}}"
        f".phone{{width:{WIDTH}px;height:{HEIGHT}px;max-height:none;padding:0}}"
    )
    opened.evaluate("document.fonts.ready")
    opened.evaluate(f"show({step})")
    return base64.b64encode(opened.locator(".glass").screenshot()).decode()


def _small(opened: Page, picture: bytes) -> bytes:
    """Return the same picture with a palette; the browser reads its pixels."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    width, height, text = opened.evaluate(READ_PIXELS, source)
    pixels = np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)
    return palette_png.encode(pixels[:, :, :3])


if __name__ == "__main__":
    for one in draw(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]):
        sys.stdout.write(f"{one} {one.stat().st_size // 1024} KiB\n")
