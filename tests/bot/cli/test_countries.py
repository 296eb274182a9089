"""`consult countries`, and ages of consent, as they are typed."""

from tests.bot.cli.conftest import Consult


def test_sources_are_shown_as_a_whole(consult: Consult) -> None:
    """In a narrow terminal an address was cut off, and nobody could look it up."""
    rows = [line.split("│") for line in consult("countries", "mk").said.splitlines()]
    sources = "".join(row[5].strip() for row in rows if len(row) > 5)
    assert "http://www.childrensembassy.org.mk" in sources


def test_an_unknown_country_is_said(consult: Consult) -> None:
    assert "Known are: AL," in consult("countries", "XX").refused


def test_an_age_is_confirmed_for_a_country(consult: Consult) -> None:
    given = ("--years", "16", "--by", "lawyer, Youth Forum", "--note", "the law")
    assert "no country" in consult("confirm", "age", "Macedonia", *given).refused
    assert "age MK: confirmed" in consult("confirm", "age", "mk", *given).said
