"""What must be true before real participants are asked: every finding says what to do."""

from collections.abc import Iterator

from bot.clock import Clock
from bot.confirmations import needed
from bot.outside import outside
from bot.settings import Settings
from dialogs.confirmations import Confirmations, Fact, What
from dialogs.lints import problems_in
from dialogs.problems import Severity
from dialogs.round import Round
from dialogs.yaml_lines import Lines

_REMEDIES = {
    What.HELP_LINE: "phone it, then `consult confirm helpline`",
    What.AGE: "ask a lawyer or the authority, then `consult confirm age`",
    What.TRANSLATION: "let a speaker read all texts, then `consult confirm translation`",
    What.INTERFACE: "let a speaker read the catalogue, then `consult confirm interface`",
}


class LaunchRefusedError(Exception):
    """The round cannot open; the message lists why."""


def check_launch(round_: Round, settings: Settings, confirmations: Confirmations) -> None:
    """Raise LaunchRefusedError unless the round may be opened under these settings."""
    findings = list(_findings(round_, settings, confirmations))
    if findings:
        raise LaunchRefusedError("\n".join(f"- {finding}" for finding in findings))


def _findings(round_: Round, settings: Settings, confirmations: Confirmations) -> Iterator[str]:
    if round_.practice:
        if not settings.is_practice_server:
            yield "This is a practice round: set `practice: false` when everything is confirmed."
        return
    for fact in needed(round_):
        if confirmations.of(fact) is None:
            yield _unconfirmed(fact)
    yield from _guardians(round_, confirmations)
    yield from _errors(round_, settings, confirmations)


def _errors(round_: Round, settings: Settings, confirmations: Confirmations) -> Iterator[str]:
    """Yield the errors that `consult check` finds; who has reviewed what is confirmed above."""
    today = Clock.parse(settings.clock).today()
    known = outside(today, confirmations, settings.internal_words)
    for problem in problems_in(round_, Lines(), known):
        if problem.severity is Severity.ERROR and problem.rule != "reviews":
            yield f"{problem.what} {problem.remedy} (`consult check` says where.)"


def _unconfirmed(fact: Fact) -> str:
    return f"Nobody has confirmed {fact.what} {fact.name}: {_REMEDIES[fact.what]}."


def _guardians(round_: Round, confirmations: Confirmations) -> Iterator[str]:
    age = confirmations.consent_age(round_.countries)
    if round_.minimum_age < age and round_.consent.guardians is None:
        yield (
            f"People of {round_.minimum_age} to {age - 1} may not consent alone in "
            f"{', '.join(round_.countries)}: write `guardians` under `consent`, or raise "
            "`minimum_age`."
        )
