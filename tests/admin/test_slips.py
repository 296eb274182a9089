"""Sheets of slips: what a phone reads off them, and that no slip can be told from another."""

import re
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image
from pypdf import PdfReader

from admin import slips, typesetting
from dialogs.codes import LINK_BYTES, find_ticket, new_link, ticket_of
from storage.slips import Slip, url
from tests.storage.material import example_round
from tests.support.world import TEXTS

ROUND = example_round()
BOT = "our_evenings_bot"


def some(count: int) -> list[Slip]:
    links = [new_link(bytes([number]) * LINK_BYTES) for number in range(count)]
    return [Slip(ticket_of(link), link) for link in links]


def test_a_phone_reads_every_code_off_the_sheet() -> None:
    made = some(11)
    pages = typesetting.pictures(
        slips.TEMPLATE, slips._sheets(ROUND, made, BOT, TEXTS), day=slips.SAME_DAY
    )
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(_pixels(page))]
    assert len(pages) == 2
    assert sorted(read) == sorted(url(BOT, slip.link) for slip in made)
    assert {find_ticket(address) for address in read} == {slip.code for slip in made}


def _pixels(page: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(BytesIO(page)).convert("L"))


def test_slips_are_alike_but_for_the_code() -> None:
    made = some(8)
    (page,) = PdfReader(BytesIO(slips.render(ROUND, made, BOT, TEXTS))).pages
    text = " ".join(page.extract_text().split())
    for slip in made:
        assert text.count(slip.code) == 1
        text = text.replace(slip.code, "CODE")
    pieces = [piece.strip() for piece in text.split("CODE")]
    assert len(set(pieces[1:-1])) == 1
    assert not re.search(r"\d", text)


@pytest.mark.parametrize("language", ROUND.languages)
def test_a_slip_says_how_to_begin_in_every_language(language: str) -> None:
    sheet = slips.render(ROUND, some(1), BOT, TEXTS)
    text = " ".join(PdfReader(BytesIO(sheet)).pages[0].extract_text().split())
    say = TEXTS.speaker(language)
    begin = say("Scan it, or write to @{bot} in Telegram and type the code.", bot=BOT)
    assert begin in text
    assert ROUND.public_label[language] in text
    assert "PRACTICE" in text


@pytest.mark.parametrize(("languages", "on_a_page"), [(1, 10), (2, 10), (4, 8)])
def test_many_languages_make_taller_slips(languages: int, on_a_page: int) -> None:
    spoken = dict(list(ROUND.languages.items())[:languages])
    round_ = replace(ROUND, languages=spoken)
    for count, pages in ((on_a_page, 1), (on_a_page + 1, 2)):
        sheets = slips.render(round_, some(count), BOT, TEXTS)
        assert len(PdfReader(BytesIO(sheets)).pages) == pages


def test_the_file_does_not_tell_when_it_was_made() -> None:
    assert slips.render(ROUND, some(2), BOT, TEXTS) == slips.render(ROUND, some(2), BOT, TEXTS)
