"""Every language is complete and has been reviewed by somebody who speaks it."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error, warning
from dialogs.round import Review, Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """A practice round may be a draft, which is a warning; its screens must exist all the same."""
    unready = warning if round_.practice else error
    for tag, state in round_.languages.items():
        path = f"$.languages.{tag}"
        if state is not Review.REVIEWED:
            yield unready(
                path,
                f"The texts in “{tag}” have not been reviewed.",
                f"Let a speaker read them, record it with `consult confirm translation`, "
                f"and write `{tag}: reviewed`.",
            )
        if tag not in outside.catalogues:
            yield error(
                path,
                f"The bot’s own texts do not exist in “{tag}”, or some are missing.",
                "Take the language out, or have its catalogue translated first.",
            )
        elif outside.catalogues[tag] is not Review.REVIEWED:
            yield unready(
                path,
                f"The bot’s own texts in “{tag}” have not been reviewed.",
                "Let a speaker read them, and record it with `consult confirm interface`.",
            )
