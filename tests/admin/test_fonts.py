"""Every letter of every language is in a font that we ship, so that nobody sees boxes."""

import io
from functools import cache
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfReader

from admin import canvas, fonts
from bot.catalogues import load_texts
from dialogs.languages import OWN_NAMES
from dialogs.sorting import ALPHABETS

TEXTS = load_texts()
SIGNS = " 0123456789.,:;!?()%–—…„“”‘’«»·•×"
GEORGIAN, ARMENIAN = "რატომ არა", "ինչու ոչ"


def letters(language: str) -> set[str]:
    """Return the letters of a language, small and capital, and the signs between them."""
    alphabet = set(ALPHABETS[language].replace(" ", ""))
    return alphabet | {one for each in alphabet for one in each.upper()} | set(SIGNS)


def spoken(language: str) -> set[str]:
    """Return what the interface says in a language, its pictures aside."""
    said = "".join(text for _, text in TEXTS.speaker(language).entries())
    return {one for one in said if one.isalpha()}


@cache
def held(name: str) -> frozenset[str]:
    return frozenset(map(chr, TTFont(fonts.FOLDER / name).getBestCmap()))


def test_every_language_has_an_alphabet() -> None:
    assert set(ALPHABETS) == set(OWN_NAMES)


@pytest.mark.parametrize("cut", ["Regular", "Bold"])
@pytest.mark.parametrize("language", OWN_NAMES)
def test_charts_and_pdf_have_every_letter(language: str, cut: str) -> None:
    files = [path.name for path in fonts.FOLDER.glob(f"*-{cut}.ttf")]
    ours = frozenset().union(*map(held, files))
    assert (letters(language) | spoken(language)) - ours == set()


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("language", OWN_NAMES)
def test_web_pages_have_every_letter(language: str, weight: int) -> None:
    wanted = letters(language) | spoken(language)
    used = [one for one in fonts.WEB if one.weight == weight and one.is_for("".join(wanted))]
    ours = {
        sign for face in used for sign in held(face.file) if not face.letters or face.is_for(sign)
    }
    assert wanted - ours == set()


def test_a_page_carries_the_fonts_that_its_text_needs_and_no_more() -> None:
    plain, both = fonts.faces("Plain, обично"), fonts.faces(GEORGIAN + ARMENIAN)
    assert plain.count("@font-face") == 2
    assert both.count("@font-face") == 6
    assert plain in both
    assert "unicode-range" not in plain


@pytest.mark.parametrize(
    ("text", "name"),
    [(GEORGIAN, "NotoSansGeorgian"), (ARMENIAN, "NotoSansArmenian"), ("Қўғӣ", "NotoSans-")],
)
def test_a_pdf_takes_the_font_that_has_the_letters(tmp_path: Path, text: str, name: str) -> None:
    source = tmp_path / "line.typ"
    source.write_text(f'#set text(font: "{fonts.FAMILY}")\n{text}', encoding="utf-8")
    made = typst.compile(source, font_paths=[fonts.FOLDER], ignore_system_fonts=True)
    page = PdfReader(io.BytesIO(bytes(made))).pages[0]
    assert name.encode() in bytes(made)
    assert text in page.extract_text()


@pytest.mark.parametrize(("one", "other"), [("ა", "შ"), ("ա", "ֆ"), ("қ", "ң"), ("ə", "ö")])
def test_a_chart_draws_letters_and_no_boxes(one: str, other: str) -> None:
    """Boxes are all alike; two letters are not."""
    pictures = []
    for letter in (one, other):
        drawing = canvas.Canvas(80)
        drawing.text(10, 10, letter * 3, colour="#000000")
        pictures.append(drawing.picture(20, "x").png())
    assert pictures[0] != pictures[1]
