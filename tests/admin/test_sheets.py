"""A holder's sheet: one page that a stranger can read, keep and type from, in every language."""

import datetime as dt
import io

import msgspec
import pypdf
import pytest

from admin.sheets import SheetError, as_pdf
from bot.cli.making_keys import sheets_of
from dialogs.holder_sheet import HolderSheet
from storage.holders import combine, new_round_keys
from storage.sealing import KeyPair, fingerprint
from tests.support.world import EXAMPLE, TEXTS

TODAY = dt.date(2026, 11, 25)
KEYS = new_round_keys()
REAL = msgspec.structs.replace(EXAMPLE, practice=False)


def text_of(sheet: HolderSheet) -> str:
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(sheet, TODAY))).pages
    assert len(pages) == 1
    return pages[0].extract_text()


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_a_sheet_is_one_page_with_all_that_a_holder_needs(language: str) -> None:
    for number, sheet in enumerate(sheets_of(EXAMPLE, KEYS, 2, language, TODAY), start=1):
        text = text_of(sheet)
        words = KEYS.words[number - 1].split()
        assert all(f"{place}. {word}" in text for place, word in enumerate(words, start=1))
        assert EXAMPLE.public_label[language] in text
        assert fingerprint(KEYS.public_key) in text
        assert TEXTS.speaker(language)("When to burn it") in text
        assert sheet.practice in text
        assert sheet.practice


@pytest.mark.parametrize("language", EXAMPLE.languages)
def test_a_sheet_is_kept_until_themes_are_counted_by_group(language: str) -> None:
    linking = msgspec.structs.replace(REAL, themes_by_group=True)
    plain, kept = (sheets_of(one, KEYS, 2, language, TODAY)[0] for one in (REAL, linking))
    assert text_of(kept)
    assert [one.advice[-1][1][:-1] for one in (plain, kept)] == [plain.advice[-1][1][:-1]] * 2
    assert plain.advice[-1][1][-1] != kept.advice[-1][1][-1]


def test_a_real_round_is_not_marked_and_any_two_sheets_open_it() -> None:
    sheets = sheets_of(REAL, KEYS, 2, "en", TODAY)
    assert [sheet.practice for sheet in sheets] == ["", "", ""]
    assert "PRACTICE" not in text_of(sheets[0])
    seed = combine([" ".join(sheet.words) for sheet in sheets[1:]])
    assert KeyPair.from_seed(seed).public_bytes == KEYS.public_key


def test_seven_holders_and_a_long_label_still_fit() -> None:
    long = dict.fromkeys(EXAMPLE.public_label, "How young people spend their evenings " * 2)
    round_ = msgspec.structs.replace(EXAMPLE, public_label=long)
    text_of(sheets_of(round_, new_round_keys(4, 7), 4, "mk", TODAY)[6])


def test_a_language_that_the_round_lacks_names_it_in_one_that_it_has() -> None:
    label = {"sq": "Mbrëmjet tona"}
    round_ = msgspec.structs.replace(EXAMPLE, public_label=label)
    assert "Mbrëmjet tona" in text_of(sheets_of(round_, KEYS, 2, "en", TODAY)[0])


def test_an_error_repeats_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, sys_inputs: dict[str, str], **_more: object) -> bytes:
        raise ValueError(sys_inputs["sheet"])

    monkeypatch.setattr("admin.typesetting.typst.compile", fail)
    sheet = sheets_of(EXAMPLE, KEYS, 2, "en", TODAY)[0]
    with pytest.raises(SheetError) as caught:
        as_pdf(sheet, TODAY)
    assert caught.value.__cause__ is None
    assert sheet.words[0] not in f"{caught.value} {sheet!r}"
