"""Every screen holds texts that are accented and as long as a translation may be."""

import datetime as dt
import re

import pytest
from msgspec.structs import replace

from bot.outside import outside
from dialogs.lints.labels import MOST_SHOWN, shown
from dialogs.lints.telegram import MOST_UNITS, REMARK
from dialogs.lints.tools.longest import WIDEST
from dialogs.lints.tools.screens import Drawn, screens
from dialogs.round import Review, Round
from dialogs.round_file import Unfinished
from dialogs.shape.languages import texts_of
from dialogs.taps import LIMIT_BYTES, encode
from dialogs.texts import Texts
from dialogs.translating.contexts import Limit, Unit
from dialogs.translating.pseudo import CLOSE, OPEN, pseudo
from tests.dialogs.translating.rounds import by_key, everything, example
from tests.tools.catalogues.contexts import BESIDE_ANOTHER, BESIDE_TWO, TYPED
from tests.tools.catalogues.domains import INTERFACE
from tests.tools.catalogues.template import wanted

TAG = "mk"
"""The language whose place the longer one takes."""

MARK = len("1. ")
"""What a question puts before the words of a button."""


def interface() -> Texts:
    made = {
        id_: id_ if each.kind is TYPED else pseudo(id_, _limit(each.limit))
        for id_, each in wanted(INTERFACE).items()
    }
    return Texts({TAG: made})


def _limit(most: int | None) -> Limit | None:
    return Limit(most, Unit.CHARACTERS) if most else None


def lengthened(unfinished: Unfinished) -> Round:
    longer = {one.path: pseudo(one.source, one.limit) for one in by_key(unfinished, TAG).values()}
    for path, texts in texts_of(unfinished.round):
        texts[TAG] = longer[path]
    return unfinished.round


def filled(unfinished: Unfinished) -> Round:
    """Make every label as long as it may be."""
    most = {
        one.path: one.limit.most
        for one in by_key(unfinished, TAG).values()
        if one.limit and one.limit.unit is Unit.CHARACTERS
    }
    for path, texts in texts_of(unfinished.round):
        if path in most:
            texts[TAG] = "W" * most[path]
    return unfinished.round


def drawn(round_: Round) -> list[Drawn]:
    known = replace(
        outside(dt.date(2026, 11, 10)), texts=interface(), catalogues={TAG: Review.DRAFTED}
    )
    return list(screens(round_, TAG, known))


def _ours(text: str) -> str:
    """Return the words of a button without those of a participant."""
    return re.sub(f"(: )?{WIDEST}+", "", text)


def test_labels_that_fill_their_limit_fit_with_all_that_stands_beside_them() -> None:
    rows = [row for one in drawn(filled(everything())) for row in one.prompt.rows]
    longest = max(shown(_ours(row[0].text)) for row in rows if len(row) == 1)
    assert longest == MOST_SHOWN + MARK


@pytest.fixture(params=[example, everything], ids=["example", "everything"])
def shown_screens(request: pytest.FixtureRequest) -> list[Drawn]:
    return drawn(lengthened(request.param()))


def test_every_screen_fits_into_a_message(shown_screens: list[Drawn]) -> None:
    units = outside(dt.date(2026, 11, 10)).units
    assert max(units(one.prompt) for one in shown_screens) <= MOST_UNITS - REMARK


def test_no_button_is_longer_than_its_row_allows(shown_screens: list[Drawn]) -> None:
    most = {1: MOST_SHOWN + MARK, 2: BESIDE_ANOTHER, 3: BESIDE_TWO}
    for one in shown_screens:
        for row in one.prompt.rows:
            for choice in row:
                assert shown(_ours(choice.text)) <= most.get(len(row), BESIDE_TWO), choice.text
                assert len(encode(one.session, choice).encode()) <= LIMIT_BYTES


def test_nothing_is_cut(shown_screens: list[Drawn]) -> None:
    for one in shown_screens:
        prompt = one.prompt
        buttons = (choice.text for row in prompt.rows for choice in row)
        for text in (prompt.heading, *prompt.paragraphs, prompt.hint, *buttons):
            assert text.count(OPEN) == text.count(CLOSE), text


def test_nothing_on_a_screen_is_left_untranslated(shown_screens: list[Drawn]) -> None:
    words = re.compile(r"[a-z]{3,}")
    for one in shown_screens:
        for text in (one.prompt.heading, one.prompt.hint):
            assert OPEN in text or not words.search(text), text


@pytest.mark.parametrize(
    ("text", "limit"),
    [("No", None), ("How safe do you feel outside after dark?", None), ("x" * 500, None),
     ("A label of some length", Limit(24, Unit.CHARACTERS)), ("Some words", Limit(4, Unit.WORDS))],
)  # fmt: skip
def test_a_text_grows_up_to_its_limit(text: str, limit: Limit | None) -> None:
    made = pseudo(text, limit)
    assert (made[0], made[-1]) == (OPEN, CLOSE)
    assert limit is None or limit.length(made) <= limit.most
    assert len(made) > len(text)


def test_what_fills_its_limit_has_no_brackets() -> None:
    assert pseudo("Agree", Limit(5, Unit.CHARACTERS)) == "Áğŕéé"


def test_blanks_links_and_commands_stay() -> None:
    made = pseudo("Until {closing}: <b>see</b> https://a.example or /help")
    for kept in ("{closing}", "<b>", "</b>", "https://a.example", "/help"):
        assert kept in made
