"""No prepared ask tells a share: nobody has answered yet, and the report writes its own numbers."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """In a report, "as most of us want" would be read as a result. A date or a sum is none."""
    for index, ask in enumerate(round_.publication.asks):
        for name in ("what", "who"):
            for language, text in getattr(ask, name).items():
                if wrong := outside.shares(text, language):
                    yield error(
                        f"$.publication.asks[{index}].{name}.{language}",
                        f"An ask tells a share before anybody has answered: {wrong}",
                        "Say what should be done, by whom; how many chose it is printed beside it. "
                        "A share of something else can be put in words (“half of the seats”).",
                    )
