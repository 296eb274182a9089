"""What must be true before real participants are asked: every finding says what to do."""

from collections.abc import Iterator, Sequence

from bot.clock import Clock
from bot.confirmations import needed
from bot.countries import consent_ages
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
    What.WORDS: "let child-protection staff read the list, then `consult confirm words`",
}


_CONFIRMED = {"reviews", "distress_words"}
"""Rules about what is to be confirmed, which is said of each fact."""


class LaunchRefusedError(Exception):
    """The round cannot open; the message lists why."""


def check_launch(round_: Round, settings: Settings, confirmations: Confirmations) -> None:
    """Raise LaunchRefusedError unless the round may be opened under these settings."""
    findings = list(_findings(round_, settings, confirmations))
    if findings:
        raise LaunchRefusedError("\n".join(f"- {finding}" for finding in findings))


def check_together(rounds: Sequence[Round]) -> None:
    """Raise LaunchRefusedError unless one bot may offer these rounds side by side."""
    ids = [round_.id for round_ in rounds]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise LaunchRefusedError(f"- {', '.join(twice)}: the same round is given twice.")
    shared = [round_.id for round_ in rounds if round_.shares_phones]
    if shared and len(rounds) > 1:
        raise LaunchRefusedError(
            f"- {shared[0]} is for shared phones, where the list of rounds would tell who had the "
            "phone before. Give it a bot of its own."
        )


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
        if problem.severity is Severity.ERROR and problem.rule not in _CONFIRMED:
            yield f"{problem.what} {problem.remedy} (`consult check` says where.)"


def _unconfirmed(fact: Fact) -> str:
    known = f" ({_known_of(fact.name)})" if fact.what is What.AGE else ""
    return f"Nobody has confirmed {fact.what} {fact.name}: {_REMEDIES[fact.what]}{known}."


def _known_of(country: str) -> str:
    """Return what is known of a country's law, for whoever is asked."""
    row = consent_ages().get(country)
    if row is None:
        return "nothing is known of its law here"
    age = f"reported: {row.age}, {row.confidence}" if row.age else "no age was found"
    return f"{row.law}; {age}"


def _guardians(round_: Round, confirmations: Confirmations) -> Iterator[str]:
    age = confirmations.consent_age(round_.countries)
    if round_.minimum_age < age and round_.consent.guardians is None:
        yield (
            f"People of {round_.minimum_age} to {age - 1} may not consent alone in "
            f"{', '.join(round_.countries)}: write `guardians` under `consent`, or raise "
            "`minimum_age`."
        )
