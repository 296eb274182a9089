import unicodedata

import pytest
from langdetect.detector_factory import (  # type: ignore[import-untyped]  # ships no types
    DetectorFactory,
)

from bot.language_profiles import loading
from bot.language_profiles.counting import EDGE, letters_in
from bot.language_profiles.loading import LANGDETECT_HAS, has, load
from bot.language_profiles.romanising import WAYS
from bot.language_profiles.spelling import APOSTROPHE
from tests.support.language_texts import OFFERED


@pytest.mark.parametrize("tag", OFFERED)
def test_every_language_of_the_catalogues_has_a_profile(tag: str) -> None:
    assert has(tag)
    for counts in load(tag):
        assert letters_in(counts) > 5_000
        assert all(1 <= len(one) <= 3 and EDGE not in one[1:-1] for one in counts)


@pytest.mark.parametrize("tag", WAYS)
def test_what_is_typed_in_latin_letters_has_one_too(tag: str) -> None:
    _, typed = load(tag)
    latin = sum(number for one, number in typed.items() if len(one) == 1 and _is_latin(one))
    assert latin / letters_in(typed) > 0.98


def test_langdetect_reads_our_profiles() -> None:
    factory = DetectorFactory()
    profiles = [file.read_text("utf-8") for file in loading._OURS.iterdir()]
    factory.load_json_profile([each for each in profiles if '"name":"mk"' in each or "az" in each])
    assert "mk" in factory.get_lang_list()


def _is_latin(one: str) -> bool:
    return one == APOSTROPHE or unicodedata.name(one).startswith("LATIN")


def test_langdetects_profiles_are_joined_with_ours() -> None:
    ours = loading._read(loading._OURS.joinpath("mk.json"))
    joined, _ = load("mk")
    share = letters_in(joined) / letters_in(ours)
    assert share == pytest.approx(1 + loading.STOCK_SHARE)
    assert set(LANGDETECT_HAS) <= {*OFFERED, "de", "es", "fr", "it"}
