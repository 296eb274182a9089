"""docs/languages.md holds what there is for each language, as the program knows it."""

import re

from bot.language_states import HEAD, LINES_HEAD, NO, as_markdown, language_rows, line_rows
from dialogs.languages import OWN_NAMES
from tests.house.programs import ROOT
from tests.support.golden import Golden

PAGE = ROOT / "docs" / "languages.md"


def test_the_tables_are_what_the_program_knows(golden: Golden) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for head, rows in ((HEAD, language_rows()), (LINES_HEAD, line_rows())):
        text = _with_table(text, as_markdown(head, rows))
    golden.check(PAGE, text)


def _with_table(text: str, table: str) -> str:
    """Return a text with the table that has this head exchanged."""
    head = table.splitlines()[0]
    assert head in text
    return re.sub(rf"{re.escape(head)}\n(?:\|.*\n)*", lambda _: table, text, count=1)


def test_every_language_is_shown() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"\(pictures/languages/(.*)\.png\)", text) == list(OWN_NAMES)
    assert f"The bot speaks {len(OWN_NAMES)} languages." in text


def test_nothing_is_claimed_that_nobody_has_confirmed() -> None:
    """A word such as "reviewed" comes into the table only with who it was and when."""
    told = {cell for row in language_rows() for cell in row[3:5]}
    states = {cell for cell in told if not re.search(r", \d{4}-\d\d-\d\d$|\d missing$", cell)}
    assert states <= {"drafted", NO}
