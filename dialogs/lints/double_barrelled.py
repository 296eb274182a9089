"""Every question asks about one thing."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.wording import doubling, joining
from dialogs.questions import Info, PickOne, Scale, Statements
from dialogs.questions.base import Localised
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """An "and" is looked for only where one answer is a degree or a yes: there it asks twice."""
    for i, question in enumerate(round_.questions):
        path = f"$.questions[{i}]"
        degree = isinstance(question, Scale) or (isinstance(question, PickOne) and question.likert)
        if not isinstance(question, Info):
            yield from _two(f"{path}.text", question.text, one_thing=degree)
        if isinstance(question, Statements):
            for j, seed in enumerate(question.seeds):
                yield from _two(f"{path}.seeds[{j}].text", seed.text, one_thing=True)


def _two(path: str, texts: Localised, *, one_thing: bool) -> Iterator[Finding]:
    for language, text in texts.items():
        found = doubling(text, language) or (joining(text, language) if one_thing else "")
        if found:
            yield warning(
                f"{path}.{language}",
                f"“{found}”: this may ask about two things at once.",
                "If somebody could say yes to one and no to the other, make two questions of it.",
            )
        elif text.count("?") > 1:
            yield warning(
                f"{path}.{language}",
                "There are two question marks: this may ask two questions at once.",
                "Ask one of them, or make two questions of it.",
            )
