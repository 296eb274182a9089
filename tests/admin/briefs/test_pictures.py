"""What other programs make of the files. Skipped with the reason where they are not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from admin.briefs import as_html
from admin.briefs.audiences import Audience
from admin.briefs.compiling import compiled, context_of
from admin.dataset import Dataset
from tests.admin.conftest import ISSUED

CHROMIUM = shutil.which("chromium")
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_fits_a_phone_and_a_desktop(brief: Path, width: int) -> None:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": width, "height": 800})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((brief / "brief.html").as_uri())
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")
        assert page.get_by_role("heading", level=1).inner_text() == "Our evenings"
        outside = page.evaluate(
            """() => [...document.querySelectorAll('figure svg text')].filter(text => {
                const box = text.getBoundingClientRect();
                const room = text.closest('svg').getBoundingClientRect();
                return box.left < room.left - 1 || box.right > room.right + 1;
            }).map(text => text.textContent)"""
        )
        browser.close()
    assert outside == []
    assert complaints == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_page_prints_its_front_on_one_sheet(brief: Path, tmp_path: Path) -> None:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto((brief / "brief.html").as_uri())
        page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
        browser.close()
    first, second, *_ = [
        sheet.extract_text() for sheet in PdfReader(tmp_path / "printed.pdf").pages
    ]
    assert "How far this reaches" in first
    assert "Who spoke and who did not" in second


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_page_of_participants_prints_on_one_sheet(dataset: Dataset, tmp_path: Path) -> None:
    context = context_of(dataset, language="sq", generated_on=ISSUED)
    made = tmp_path / "participants.html"
    made.write_bytes(as_html.render(compiled(context, Audience.PARTICIPANTS)))
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(made.as_uri())
        page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
        browser.close()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_file(brief: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir"]
    subprocess.run(  # noqa: S603  # a fixed command on our own file
        [*command, str(tmp_path), str(brief / "brief.docx")], check=True, capture_output=True
    )
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "brief.pdf").pages)
    assert "Who spoke and who did not" in text
    assert "Подобро улично осветлување" in " ".join(text.split())
