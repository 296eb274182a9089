"""The texts of a round that are translated into one language, each with what is known of it."""

import re
from collections.abc import Iterator

from msgspec import Struct

from dialogs.lints.labels import room_for
from dialogs.problems import Problem, RoundFileError
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.round_file import Unfinished
from dialogs.shape.languages import texts_of
from dialogs.translating.contexts import Limit, context_of
from dialogs.translating.record import Record, State
from dialogs.translations import RULE, key_of

_QUESTION = re.compile(r"\$\.questions\[(\d+)\]")
_OPTION = re.compile(r"\.options\[(\d+)\]")
_WIDER = re.compile(r"\.wider\[(\d+)\]")
_SEED = re.compile(r"\.seeds\[(\d+)\]")


class Entry(Struct, frozen=True, kw_only=True):
    """One text.

    Attributes:
        key: its name (`questions/safe/text`), which stays when entries are moved.
        path: where it stands in the round (`$.questions[2].text`).
        file, line: where its source stands.
        source, translation: in both languages; the latter is empty when it is missing.
        state: how the one stands to the other.
        earlier: what the translation was made from, where that has changed.
        told: what it is and who says it.
        where: the place in the round, for people.
        question: the question that it belongs to, in the source language; or empty.
        limit: how long the translation may be.
    """

    key: str
    path: str
    file: str
    line: int
    source: str
    translation: str
    state: State
    earlier: str
    told: str
    where: str
    question: str
    limit: Limit | None

    @property
    def over(self) -> int:
        """By how much the translation is longer than it may be; 0 when it fits."""
        return self.excess(self.translation)

    def excess(self, translation: str) -> int:
        """Return by how much a translation would be longer than it may be; 0 when it fits."""
        return max(self.limit.length(translation) - self.limit.most, 0) if self.limit else 0


def entries(unfinished: Unfinished, language: str, record: Record) -> tuple[Entry, ...]:
    """Return every text of a round, in the order of the file.

    Raises:
        RoundFileError: two texts have one name, so that a translation would fit both.
    """
    if (record.round, record.source) != (unfinished.round.id, unfinished.source):
        record = Record()
    found: dict[str, Entry] = {}
    for path, texts in texts_of(unfinished.round):
        entry = _entry(unfinished, path, texts, language, record)
        if entry.key in found:
            what = f"“{entry.key}” names two texts (the other is in line {found[entry.key].line})."
            remedy = "Join them, or give one another number or basis."
            raise RoundFileError((Problem(entry.file, entry.line, what, remedy, RULE),))
        found[entry.key] = entry
    return tuple(found.values())


def _entry(
    unfinished: Unfinished, path: str, texts: dict[str, str], language: str, record: Record
) -> Entry:
    key, source = key_of(unfinished.values, path), texts[unfinished.source].strip()
    gap = (path, language) in unfinished.missing
    translation = "" if gap else texts[language].strip()
    state = record.state(language, key, source, translation)
    file, line = unfinished.lines.place(f"{path}.{unfinished.source}")
    context = context_of(path)
    return Entry(
        key=key,
        path=path,
        file=file,
        line=line,
        source=source,
        translation=translation,
        state=state,
        earlier=record.earlier(language, key) if state is State.STALE else "",
        told=context.told,
        where=where(unfinished.round, path),
        question=_question(unfinished.round, path, unfinished.source),
        limit=_limit(context.limit, unfinished.round, path),
    )


def where(round_: Round, path: str) -> str:
    """Return the place of a text in words: Question 3 of 9 (safe), option 2 of 6."""
    return ", ".join(_where(round_, path))


def _where(round_: Round, path: str) -> Iterator[str]:
    asked = _QUESTION.match(path)
    if asked is None:
        name = re.sub(r"\[(\d+)\]", lambda at: f" {int(at[1]) + 1}", path.removeprefix("$."))
        yield name.replace("_", " ").replace(".", ", ").capitalize()
        return
    question = round_.questions[int(asked[1])]
    yield f"Question {int(asked[1]) + 1} of {len(round_.questions)} ({question.id})"
    option, wider, seed = (one.search(path) for one in (_OPTION, _WIDER, _SEED))
    if option and isinstance(question, WithOptions):
        yield f"option {int(option[1]) + 1} of {len(question.options)}"
    if wider:
        yield f"wider category {int(wider[1]) + 1}"
    if seed:
        yield f"statement {int(seed[1]) + 1}"
    name = path.rpartition(".")[2]
    if name not in {"text", "label"}:
        yield name


def _question(round_: Round, path: str, language: str) -> str:
    """Return the question that a text belongs to; empty for a question itself, and elsewhere."""
    asked = _QUESTION.match(path)
    if asked is not None:
        is_itself = path == f"{asked[0]}.text"
        return "" if is_itself else round_.questions[int(asked[1])].text[language].strip()
    check = round_.consent.check
    belongs = check is not None and path.startswith("$.consent.check.options")
    return check.text[language].strip() if check and belongs else ""


def _limit(limit: Limit | None, round_: Round, path: str) -> Limit | None:
    """Return the limit of a text; what stands beside a label on its button takes of its room."""
    asked, place = _QUESTION.match(path), _OPTION.search(path)
    if limit is None or asked is None or place is None:
        return limit
    question = round_.questions[int(asked[1])]
    if not isinstance(question, WithOptions):
        return limit
    emoji = question.options[int(place[1])].emoji
    return Limit(room_for(question) - (limit.length(emoji) + 1 if emoji else 0), limit.unit)
