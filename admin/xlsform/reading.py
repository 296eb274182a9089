"""The survey sheet from top to bottom: groups open and close, rows become questions.

Every row either becomes a question, changes one, or is told; a test counts them.
"""

from msgspec import Struct

from admin.xlsform import asking, composed, kinds, unsupported
from admin.xlsform.asked import Asked, parameters
from admin.xlsform.choices import Choice, Lists
from admin.xlsform.expressions import Call, ExpressionError, Literal, Ref, parse
from admin.xlsform.findings import Findings, FormError
from admin.xlsform.known import Above, Known, Plain
from admin.xlsform.names import Ids
from admin.xlsform.sheets import Row, Table
from admin.xlsform.tongues import Tongues
from admin.xlsform.types import Type, type_of
from dialogs.conditions import FACTS

MAX_OPTIONS = 50_000
MAX_DEPTH = 30
_GROUPS = ("group", "repeat", "loop", "score", "rank", "kobomatrix")
_STEM = ("field-list", "table-list")
"""Appearances with which the label of a group is read together with its questions."""


class Group(Struct):
    """A group that is open.

    Attributes:
        kind: `group`, `repeat`, …
        row: the row that opened it.
        shown: the condition of all its members, if it has one.
        list_name: the choices of all its members, in KoboToolbox's own kinds.
        members: the rows in it, where they are read together.
    """

    kind: str
    row: Row
    shown: Plain | None = None
    list_name: str = ""
    members: list[Row] = []


class Reader:
    """Reads one survey sheet.

    Attributes:
        questions: what has been read, as it stands in a round.
        rows: the number of the row that each question came from.
    """

    def __init__(
        self, lists: Lists, tongues: Tongues, composed_kinds: dict[str, str], findings: Findings
    ) -> None:
        self.questions: list[Plain] = []
        self.rows: list[int] = []
        self._lists = lists
        self._tongues = tongues
        self._composed = composed_kinds
        self._findings = findings
        self._above = Above()
        self._open: list[Group] = []
        self._ids = Ids("q", FACTS)
        self._options = 0
        self.lists_used: set[str] = set()

    def read(self, survey: Table) -> None:
        """Read all rows."""
        self._above.below = frozenset(name for row in survey.rows if (name := _name(row)))
        for row in survey.rows:
            self._row(row)
        for group in self._open:
            self._tell(group.row, "type", f"The {group.kind} is not closed.", "Add its end row.")

    def _row(self, row: Row) -> None:
        type_ = type_of(
            row.get("type"),
            list_name=row.get("select_from_list_name"),
            or_other=row.get("_or_other").casefold() == "true",
        )
        if row.get("disabled").casefold() in ("yes", "true", "true()"):
            self._tell(row, "disabled", "A row that is switched off. It is not read.", "Nothing.")
        elif not type_.name:
            self._tell(
                row, "type", "A row without a type. It is not read.", "Write its type, or empty it."
            )
        elif type_.name.startswith(("begin_", "end_")) and type_.name.split("_")[1] in _GROUPS:
            self._border(row, *type_.name.split("_"))
        elif self._open and self._open[-1].kind in ("rank", "kobomatrix", *composed.KINDS):
            self._open[-1].members.append(row)
        elif type_.name == "score__row" and self._open:
            self._ask(row, Type("select_one", self._open[-1].list_name), likert=True)
        elif type_.name in kinds.TYPES:
            self._ask(row, type_)
        else:
            self._lose(row, type_)

    def _border(self, row: Row, side: str, kind: str) -> None:
        if side == "begin":
            self._begin(row, self._composed.get(_name(row), kind) if kind == "group" else kind)
        elif not self._open:
            self._tell(row, "type", f"The end of a {kind} that was not begun.", "Remove the row.")
        else:
            self._end(self._open.pop(), row, kind)

    def _begin(self, row: Row, kind: str) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise FormError(f"Groups stand over {MAX_DEPTH} deep in each other. Split the form.")
        self._above.lost[_name(row)] = f"a {kind}"
        asked = self._asked(row, Type("group"))
        shown = asking.condition(asked, self._above)
        list_name = row.get("kobo--score-choices", "kobo--rank-items")
        self._open.append(Group(kind, row, shown, list_name, []))
        label = self._tongues.texts(row, "label")
        if kind in ("repeat", "loop"):
            self._tell(
                row,
                "type",
                "Questions that repeat. They are asked once.",
                "Nothing, or write the questions out as often as you need them.",
            )
        if kind == "kobomatrix":
            self._lose(row, Type("begin_kobomatrix"))
        elif kind == "score" or (kind == "group" and label and asked.looks(*_STEM)):
            self._add(row, {"kind": "info", "text": label}, {})
        elif kind in ("group", "repeat", "loop") and label:
            self._tell(
                row,
                "label",
                "The heading of a group. A chat has no headings; it is left out.",
                "If it must be read, make it a note, or give the group the appearance field-list.",
            )

    def _end(self, group: Group, row: Row, kind: str) -> None:
        if group.kind in composed.KINDS:
            self._open.append(group)
            self._add(group.row, self._compose(group), {})
            self._open.pop()
        elif group.kind == "rank":
            self._rank(group)
        elif group.kind == "kobomatrix":
            for member in group.members:
                self._above.lost[_name(member)] = "a part of a matrix"
                self._tell(member, "type", "A part of the matrix above.", "Write it out if needed.")
        if kind != group.kind and group.kind not in composed.KINDS:
            self._tell(
                row, "type", f"The end of a {kind}, but a {group.kind} is open.", "Correct it."
            )

    def _compose(self, group: Group) -> Plain:
        self.lists_used |= {type_of(member.get("type")).list_name for member in group.members}
        return composed.question(group.kind, group.row, group.members, self._tongues)

    def _rank(self, group: Group) -> None:
        """Read KoboToolbox's own ranking: a row for each place, and one list for all."""
        asked = self._asked(group.row, Type("rank", group.list_name))
        known = asking.question(asked, self._new_id(group.row), self._above)
        if 2 <= len(group.members) < len(asked.choices):
            known.question["places"] = len(group.members)
        self._keep(group.row, known)

    def _ask(self, row: Row, type_: Type, *, likert: bool = False) -> None:
        if self._other_words(row):
            return
        asked = self._asked(row, type_)
        if type_.list_name and not asked.choices:
            self._tell(
                row,
                "type",
                f"There are no choices named “{type_.list_name}”.",
                "Write them into the choices sheet, or correct the name.",
            )
        known = asking.question(asked, self._new_id(row), self._above)
        if likert:
            known.question["likert"] = True
        looks, settings = asked.not_understood()
        for column, names in (("appearance", looks), ("parameters", settings)):
            if names:
                what, suggestion = unsupported.COLUMNS[column]
                asked.tell(column, f"{what.capitalize()} ({', '.join(names)}).", suggestion)
        self._keep(row, known)

    def _other_words(self, row: Row) -> bool:
        """Mark an option as "other" where our own export wrote a row for its words."""
        source, dot, end = _name(row).rpartition(".")
        known = self._above.questions.get(source)
        if not dot or end != "other" or known is None:
            return False
        options = known.question.get("options")
        for option in options if isinstance(options, list) else []:
            if option["id"] == known.options.get(_selected(row.get("relevant"), source)):
                option["other"] = True
                return True
        return False

    def _asked(self, row: Row, type_: Type) -> Asked:
        self.lists_used.add(type_.list_name)
        settings = _ticks(row)
        self.lists_used.add(settings)
        listed = self._lists.get(type_.list_name, ())
        self._options += len(listed)
        if self._options > MAX_OPTIONS:
            raise FormError(
                f"The questions have over {MAX_OPTIONS} options together. Split the form."
            )
        return Asked(
            row,
            type_,
            listed,
            self._tongues.texts,
            self._findings,
            ticks=self._ticks(settings),
        )

    def _ticks(self, name: str) -> tuple[Choice, ...]:
        return self._lists.get(name, ()) if name else ()

    def _new_id(self, row: Row) -> str:
        name = _name(row)
        wanted = f"{name}_asked" if name in FACTS else name or "question"
        given = self._ids.take(wanted)
        if name in self._above.questions:
            self._tell(
                row,
                "name",
                f"“{name}” is there twice; this one is “{given}” now, and what refers to the name"
                " refers to this one from here on.",
                "Give one of them another name.",
            )
        elif name in FACTS:
            self._tell(
                row,
                "name",
                f"A round knows “{name}” without asking; the question is “{given}” now.",
                "Remove it: age and language are asked at the beginning.",
            )
        elif given != name:
            self._tell(
                row,
                "name",
                f"“{name}” is no id; it is “{given}” now.",
                "Nothing: what refers to it follows.",
            )
        return given

    def _add(self, row: Row, plain: Plain, options: dict[str, str]) -> None:
        """Keep a question that does not come from a row of its own."""
        named = {"kind": plain.pop("kind"), "id": self._new_id(row), **plain}
        self._keep(row, Known(named, options))

    def _keep(self, row: Row, known: Known) -> None:
        shown = [one.shown for one in self._open if one.shown is not None]
        own = known.question.get("show_if")
        if shown:
            conditions = [*shown, own] if own else shown
            together = conditions[0] if len(conditions) == 1 else {"all": conditions}
            known.question["show_if"] = together
        self._above.questions[_name(row) or known.id] = known
        self._above.lost.pop(_name(row), None)
        self.questions.append(known.question)
        self.rows.append(row.number)

    def _lose(self, row: Row, type_: Type) -> None:
        known = unsupported.UNSUPPORTED.get(type_.name)
        label = next(iter(self._tongues.texts(row, "label").values()), "")
        named = f"“{_name(row)}”" if _name(row) else "A row"
        asks = f" (“{label}”)" if label else ""
        if known is None:
            self._above.lost[_name(row)] = "of an unknown type"
            what, suggestion = f"the type “{row.get('type')}” is unknown", "Correct its spelling."
        else:
            what, suggestion = known
            self._above.lost[_name(row)] = what
        self._tell(row, "type", f"{named}{asks}: {what}. It is left out.", suggestion)

    def _tell(self, row: Row, column: str, what: str, suggestion: str) -> None:
        self._findings.add(row.sheet, row.cell(column), what, suggestion)


def _name(row: Row) -> str:
    return row.get("name", "$autoname", "$given_name")


def _ticks(row: Row) -> str:
    return parameters(row.get("parameters")).get("tick_labelset", "")


def _selected(relevant: str, source: str) -> str:
    """Return the choice of `selected(${source}, 'choice')`."""
    try:
        match parse(relevant):
            case Call("selected", (Ref(name), Literal(str() as choice))) if name == source:
                return choice
    except ExpressionError:
        pass
    return ""
