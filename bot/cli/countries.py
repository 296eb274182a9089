"""`consult countries`: what is known of a country, with its sources, for authors of rounds."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.countries import ConsentAge, Line


def countries(
    country: Annotated[
        str, typer.Argument(help="Two letters, such as MK; all when left out.")
    ] = "",
) -> None:
    """Show ages of consent and help lines with their sources. All are to be confirmed."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from bot import countries as known  # noqa: PLC0415

    ages = known.consent_ages()
    if country and country.upper() not in ages:
        raise SettingsError(f"Nothing is known of “{country}”. Known are: {', '.join(ages)}.")
    table = Table("Country", "Consent alone from", "Law", "Help lines")
    table.add_column("Sources (how sure)", overflow="fold")  # an address is of use as a whole
    for tag, row in ages.items():
        if country and tag != country.upper():
            continue
        lines = known.help_lines(tag)
        table.add_row(
            tag,
            str(row.age) if row.age else "not known: 18",
            row.law,
            "\n".join(map(_told, lines)) or "none found",
            "\n".join(_sources(row, lines)) or "–",
        )
    Console().print(table)
    typer.echo("Phone each line and ask a lawyer about the age, then use `consult confirm`.")


def _sources(row: "ConsentAge", lines: "list[Line]") -> list[str]:
    ages = [f"{row.source} ({row.confidence})"] if row.source else []
    return ages + [f"{line.source} ({line.confidence})" for line in lines]


def _told(line: "Line") -> str:
    recorded = "; calls are recorded" if line.recorded else ""
    return f"{line.number} ({line.name}{recorded})"
