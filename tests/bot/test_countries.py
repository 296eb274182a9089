"""The shipped facts about countries: readable, sourced, and never taken for confirmed."""

from typer.testing import CliRunner

from bot.cli import app
from bot.countries import Confidence, consent_ages, help_lines


def test_every_age_has_a_source_and_is_one_that_laws_know() -> None:
    for row in consent_ages().values():
        assert (row.age is None) == (row.source == ""), row.country
        assert row.age is None or 13 <= row.age <= 18
        assert (row.age is None) == (row.confidence is Confidence.UNKNOWN), row.country
        assert (row.age is None) == (row.read_on is None), row.country


def test_every_help_line_has_a_source() -> None:
    lines = [line for country in consent_ages() for line in help_lines(country)]
    assert lines
    assert all(line.source.startswith("http") and line.run_by for line in lines)
    assert {line.confidence for line in lines} == {Confidence.OWN, Confidence.SECONDARY}


def test_where_calls_are_recorded_it_is_said() -> None:
    (line,) = help_lines("KG")
    assert line.recorded
    assert (
        "calls are recorded"
        in CliRunner().invoke(app, ["countries", "kg"], env={"COLUMNS": "200"}).output
    )


def test_a_country_without_a_source_has_no_line() -> None:
    assert help_lines("TM") == []


def test_the_command_shows_one_country() -> None:
    output = CliRunner().invoke(app, ["countries", "mk"]).output
    assert "0800 1 2222" in output
    assert "116 111" not in output
