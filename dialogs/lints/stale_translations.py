"""A text that has been reworded is translated again."""

from collections.abc import Iterator

import msgspec

from dialogs.lints.base import Finding, Outside, warning
from dialogs.round import Round, canonical
from dialogs.shape.languages import texts_of
from dialogs.translating.record import State
from dialogs.translations import key_of


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Only those translations are known that came by `consult translate`."""
    source, *others = round_.languages
    known = outside.translated
    if (known.round, known.source) != (round_.id, source):
        return
    values = msgspec.json.decode(canonical(round_))
    for path, texts in texts_of(round_):
        key = key_of(values, path)
        for tag in others:
            if known.state(tag, key, texts[source], texts[tag]) is State.STALE:
                yield warning(
                    f"{path}.{tag}",
                    f"The text in “{source}” has been changed since this was translated.",
                    f"Have it translated again; or, if it is still right: "
                    f"consult translate ROUND {tag} --settle {key}",
                )
