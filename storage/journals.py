"""The journals of the rounds that one process serves: each learns of its own round alone."""

from collections.abc import Mapping

from dialogs.ports import Changes
from storage.journal import Journal
from storage.tags import PREFIX_BYTES, round_prefix


class Journals:
    """Open journals, by the id of their round."""

    def __init__(self, journals: Mapping[str, Journal]) -> None:
        self._journals = journals

    def are_about(self, changes: Changes) -> bool:
        """Return whether there may be anything in `changes` to be noted."""
        return bool(self._journals) and Journal.is_about(changes)

    def note(self, changes: Changes, lay_in: Mapping[bytes, str]) -> None:
        """Note what a restore would need of `changes`, each part with its round.

        `lay_in` says in which round each withdrawn response lay, by row key.
        """
        for round_id, journal in self._journals.items():
            part = _part_of(changes, round_id, lay_in)
            if journal.is_about(part):
                journal.note(part)


def _part_of(changes: Changes, round_id: str, lay_in: Mapping[bytes, str]) -> Changes:
    prefix = round_prefix(round_id)
    return Changes(
        finished={key: one for key, one in changes.finished.items() if one.round_id == round_id},
        withdrawn=[key for key in changes.withdrawn if lay_in.get(key) == round_id],
        left=[tag for tag in changes.left if tag[:PREFIX_BYTES] == prefix],
        entered=[tag for tag in changes.entered if tag[:PREFIX_BYTES] == prefix],
    )
