"""The shipped facts about countries: readable, sourced, and never taken for confirmed."""

from typer.testing import CliRunner

from bot.cli import app
from bot.countries import consent_ages, help_lines


def test_every_age_has_a_source_and_is_one_that_laws_know() -> None:
    for row in consent_ages().values():
        assert (row.age is None) == (row.source == ""), row.country
        assert row.age is None or 13 <= row.age <= 18


def test_every_help_line_has_a_source() -> None:
    lines = [line for country in consent_ages() for line in help_lines(country)]
    assert lines
    assert all(line.source.startswith("http") and line.run_by for line in lines)


def test_a_country_without_a_source_has_no_line() -> None:
    assert help_lines("TM") == []


def test_the_command_shows_one_country() -> None:
    output = CliRunner().invoke(app, ["countries", "mk"]).output
    assert "0800 1 2222" in output
    assert "116 111" not in output
