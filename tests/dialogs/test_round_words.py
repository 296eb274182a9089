"""What a round itself speaks of is kept in what people type about it."""

from msgspec.structs import replace

from bot.scrubbing import scrub
from dialogs.round import Round
from dialogs.round_words import words_of
from dialogs.session import Session
from dialogs.turns import scrubber
from tests.support.world import EXAMPLE, world


def _about(label: str) -> Round:
    texts = dict.fromkeys(EXAMPLE.languages, label)
    return replace(EXAMPLE, public_label=texts, countries=("MK",))


def _kept(round_: Round, text: str, language: str = "en") -> str:
    return scrubber(round_, Session(language=language), world())(text)


def test_a_place_that_the_round_names_is_kept_in_any_script_and_case() -> None:
    about = _about("Buses in Kavadarci")
    assert _kept(about, "We need buses in Kavadarci and in Negotino") == (
        "We need buses in Kavadarci and in [place]"
    )
    assert _kept(about, "Кавадарци има малку автобуси", "mk") == "Кавадарци има малку автобуси"


def test_without_the_round_the_same_place_is_taken_out() -> None:
    assert _kept(_about("Buses"), "We live in Kavadarci") == "We live in [place]"


def test_a_school_that_the_round_names_is_kept() -> None:
    text = "Во ОУ „Гоце Делчев“ е ладно"
    assert _kept(_about("ОУ „Гоце Делчев“"), text, "mk").startswith("Во ОУ „")
    assert "[place]" not in _kept(_about("ОУ „Гоце Делчев“"), text, "mk")


def test_a_name_of_a_person_is_taken_out_even_if_the_round_has_it() -> None:
    assert _kept(_about("Emma’s park"), "I saw Emma there") == "I saw [name] there"


def test_only_words_that_begin_with_a_capital_count() -> None:
    assert "kavadarci" not in words_of(_about("buses in kavadarci"))


def test_the_words_are_gathered_once_for_a_version() -> None:
    about = _about("Buses")
    assert words_of(about) is words_of(about)


def test_scrubbing_again_with_the_words_of_a_round_changes_nothing() -> None:
    public = words_of(_about("Buses in Kavadarci"))
    once = scrub("Kavadarci, Negotino, Ana 070 123 456", "en", ("MK",), public)
    assert scrub(once, "en", ("MK",), public) == once
