"""What a rule gives: where, what is wrong, what to do."""

from collections.abc import Callable, Iterator

from dialogs.round import Round

Finding = tuple[str, str, str]
"""Path (`$.questions[2].text`), what is wrong, what to do."""

Rule = Callable[[Round], Iterator[Finding]]
