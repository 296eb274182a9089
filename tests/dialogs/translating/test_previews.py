"""A translator reads the screen on which a text stands."""

import datetime as dt

from msgspec.structs import replace

from bot.outside import outside
from dialogs.prompts import Choice, Prompt
from dialogs.states import MoveName
from dialogs.translating.previews import as_text, previews
from tests.dialogs.translating.rounds import BUSES, SQ, by_key, everything, example

KNOWN = outside(dt.date(2026, 11, 10))


def test_a_screen_reads_from_top_to_bottom() -> None:
    prompt = Prompt(
        language="en",
        heading="How?",
        paragraphs=("First.", "Second."),
        hint="Small.",
        progress=(2, 9),
        rows=(
            (Choice("Yes", MoveName.AGREE), Choice("No", MoveName.REFUSE)),
            (Choice("Back", MoveName.BACK),),
        ),
    )
    assert as_text(prompt) == (
        "2 / 9\nHow?\n\nFirst.\n\nSecond.\n\nSmall.\n\n[ Yes ]  [ No ]\n[ Back ]"
    )


def test_every_text_that_is_on_a_screen_is_shown_on_one() -> None:
    for unfinished in (example(), everything()):
        entries = by_key(unfinished, "mk")
        shown = previews(unfinished.round, tuple(entries.values()), "mk", KNOWN)
        assert {key for key in entries if key not in shown} == {
            key for key in entries if key.startswith("publication/")
        }
        read = {key: entries[key].translation in shown[key].text for key in shown}
        assert sum(read.values()) > len(read) * 0.9


def test_screens_are_in_the_source_language_until_everything_is_translated() -> None:
    for unfinished, says in ((example(), "Autobusë"), (example(SQ), "Later buses")):
        entries = tuple(by_key(unfinished, "sq").values())
        assert says in previews(unfinished.round, entries, "sq", KNOWN)[BUSES].text


def test_screens_need_interface_texts_of_either_language() -> None:
    unfinished = example()
    entries = tuple(by_key(unfinished, "sq").values())
    english = replace(KNOWN, catalogues={"en": KNOWN.catalogues["en"]})
    assert "Later buses" in previews(unfinished.round, entries, "sq", english)[BUSES].text
    assert previews(unfinished.round, entries, "sq", replace(KNOWN, catalogues={})) == {}


def test_screens_are_numbered_without_gaps() -> None:
    unfinished = example()
    shown = previews(unfinished.round, tuple(by_key(unfinished, "sq").values()), "sq", KNOWN)
    numbers = {one.number for one in shown.values()}
    assert numbers == set(range(1, len(numbers) + 1))
