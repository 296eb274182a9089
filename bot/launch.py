"""What must be true before real participants are asked: every finding says what to do."""

from collections.abc import Iterator, Mapping

from bot.settings import Settings
from dialogs.round import Review, Round


class LaunchRefusedError(Exception):
    """The round cannot open; the message lists why."""


def check_launch(round_: Round, settings: Settings, catalogues: Mapping[str, Review]) -> None:
    """Raise LaunchRefusedError unless the round may be opened under these settings."""
    findings = list(_findings(round_, settings, catalogues))
    if findings:
        raise LaunchRefusedError("\n".join(f"- {finding}" for finding in findings))


def _findings(round_: Round, settings: Settings, catalogues: Mapping[str, Review]) -> Iterator[str]:
    if round_.practice:
        if not settings.is_practice_server:
            yield "This is a practice round: set `practice: false` when everything is confirmed."
        return
    yield from _languages(round_, catalogues)
    yield from _care(round_)


def _languages(round_: Round, catalogues: Mapping[str, Review]) -> Iterator[str]:
    for tag, state in round_.languages.items():
        if state is not Review.REVIEWED:
            yield f"The questions in “{tag}” are drafted: let a speaker review them."
        if catalogues.get(tag, Review.DRAFTED) is not Review.REVIEWED:
            yield f"The interface in “{tag}” is drafted: let a speaker review its catalogue."


def _care(round_: Round) -> Iterator[str]:
    for line in round_.help_lines:
        yield f"Help line {line.number}: phone it, then record it with `consult confirm`."
