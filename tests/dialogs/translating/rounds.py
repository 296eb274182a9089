"""A round on which translators are at work."""

from dialogs import round_file
from dialogs.round_file import Unfinished
from dialogs.translating.entries import Entry, entries
from dialogs.translating.record import Record
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

BUSES = "questions/better/options/transport/label"
SQ = "      sq: Çfarë do t’i bënte mbrëmjet më të mira për ty? Zgjidh deri në tri.\n"


def example(*gone: str, **reworded: str) -> Unfinished:
    """Return the example without the lines or words `gone`."""
    text = EXAMPLE_TEXT
    for each in gone:
        assert each in text
        text = text.replace(each, "")
    return round_file.load_unfinished(text, file="our_evenings.yaml", translated=reworded)


def everything() -> Unfinished:
    """Return the round that uses every kind and every option."""
    return round_file.load_unfinished(EVERYTHING_TEXT, file="everything.yaml")


def by_key(unfinished: Unfinished, language: str, record: Record | None = None) -> dict[str, Entry]:
    """Return the texts of a round by their names."""
    return {one.key: one for one in entries(unfinished, language, record or Record())}
