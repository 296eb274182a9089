"""What the kinds with options share: which option a typed text names."""

from collections.abc import Sequence

from dialogs.questions.base import Chose, Level, Option, Typed


def option_ids(options: Sequence[Option]) -> tuple[str, ...]:
    """Return the ids in the order shown."""
    return tuple(option.id for option in options)


def labels_of(ids: Sequence[str], options: Sequence[Option], language: str) -> tuple[str, ...]:
    """Return the labels of `ids`, in the order of `ids`."""
    label = {option.id: option.label[language] for option in options}
    return tuple(label[one] for one in ids)


def levels_of(options: Sequence[Option]) -> tuple[Level, ...]:
    """Return the options as the levels of a dataset column."""
    return tuple(Level(option.id, option.label) for option in options)


def named(gesture: Chose | Typed, options: Sequence[Option], language: str) -> Option | None:
    """Return the option that was pressed or typed (its wording or its number), if there is one."""
    index = (
        gesture.index if isinstance(gesture, Chose) else _typed_index(gesture, options, language)
    )
    return options[index] if index is not None and 0 <= index < len(options) else None


def _typed_index(gesture: Typed, options: Sequence[Option], language: str) -> int | None:
    text = plain(gesture.text)
    if text.isdecimal():
        return int(text) - 1
    labels = [plain(option.label[language]) for option in options]
    return labels.index(text) if text in labels else None


def plain(text: str) -> str:
    """Return `text` as it is compared: lower case, single spaces, no final full stop."""
    return " ".join(text.casefold().split()).rstrip(".!")
