"""Child-protection staff have confirmed the words that bring the help lines."""

from collections.abc import Iterator

from dialogs.internal_words import list_of
from dialogs.lints.base import Finding, Outside, error, warning
from dialogs.round import Review, Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Where there is no list, nothing has to be confirmed: help is one tap away all the same."""
    unready = warning if round_.practice else error
    for tag in round_.languages:
        path, review = f"$.languages.{tag}", outside.distress_lists.get(list_of(tag))
        if review is None:
            yield warning(
                path,
                f"There is no list of words of distress in “{tag}”: nothing adds the help lines "
                "to a text.",
                "Say in the first free-text question how to get help.",
            )
        elif review is not Review.REVIEWED:
            yield unready(
                path,
                f"The words of distress in “{tag}” have not been confirmed.",
                "Let child-protection staff read dialogs/word_lists/distress, and record it with "
                "`consult confirm words`.",
            )
