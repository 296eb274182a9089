"""No question says which answer is expected."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools import wording
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """The reason for a question leads as well as its wording does."""
    for i, question in enumerate(round_.questions):
        for name, texts in (("text", question.text), ("why", question.why or {})):
            for language, text in texts.items():
                found = wording.leading(text, language)
                if found:
                    yield warning(
                        f"$.questions[{i}].{name}.{language}",
                        f"“{found}” tells people which answer is expected.",
                        "Ask so that every answer sounds equally good.",
                    )
