"""How much of everything a round can hold. Where one of these is broken, no other rule is tried."""

from collections.abc import Iterator

from dialogs.conditions import comparisons
from dialogs.questions import PickOne, Statements
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.shape.base import Finding

MAX_QUESTIONS = 60
MAX_OPTIONS = 12
MAX_PLACES = 300
MAX_STATEMENTS = 100
MAX_LANGUAGES = 30
MAX_HELP_LINES = 12
MAX_TERMS = 200
MAX_COMPARISONS = 500


def find(round_: Round) -> Iterator[Finding]:
    if not 1 <= len(round_.questions) <= MAX_QUESTIONS:
        yield (
            "$.questions",
            f"A round has 1 to 60 questions; this one has {len(round_.questions)}.",
            "Keep what the decision needs.",
        )
    for what, count, most in (
        ("languages", len(round_.languages), MAX_LANGUAGES),
        ("help_lines", len(round_.help_lines), MAX_HELP_LINES),
        ("internal_terms", len(round_.internal_terms), MAX_TERMS),
        ("age_bands", len(round_.age_bands), MAX_OPTIONS),
        ("questions[].show_if", _comparisons(round_), MAX_COMPARISONS),
    ):
        if count > most:
            place = what.partition("[")[0]
            yield f"$.{place}", f"There are {count} in `{what}`; {most} at most.", "Keep fewer."
    for i, question in enumerate(round_.questions[:MAX_QUESTIONS]):
        path = f"$.questions[{i}]"
        if isinstance(question, WithOptions):
            yield from _options(question, path)
        if isinstance(question, Statements) and not 1 <= len(question.seeds) <= MAX_STATEMENTS:
            yield (
                f"{path}.seeds",
                "A question has 1 to 100 statements to begin with.",
                "10 is usual.",
            )


def _comparisons(round_: Round) -> int:
    conditions = (one.show_if for one in round_.questions if one.show_if is not None)
    return sum(1 for condition in conditions for _ in comparisons(condition))


def _options(question: WithOptions, path: str) -> Iterator[Finding]:
    places = isinstance(question, PickOne) and question.places
    most = MAX_PLACES if places else MAX_OPTIONS
    if not 2 <= len(question.options) <= most:
        yield (
            f"{path}.options",
            f"A question has 2 to {most} options; this one has {len(question.options)}.",
            "Merge some of them, or mark a long list of places with `places: true`.",
        )
