"""The texts of a form by language tag, and what is told about them."""

from admin.xlsform.findings import Findings
from admin.xlsform.languages import NO_NAME, private_tag, tag_of
from admin.xlsform.sheets import Form, Heading, Row, Table


class Tongues:
    """The languages of one form.

    Attributes:
        tags: in the order of the columns; the default language first where it has no name.
    """

    def __init__(self, form: Form, findings: Findings) -> None:
        self._findings = findings
        self._by_name: dict[str, str] = {}
        named = [*form.survey.languages(), *form.choices.languages()]
        default = _setting(form.settings, "default_language")
        self._name_all([name for name in named if name], form)
        if "" in named or not named:
            self._name_default(default, form, used=_has_texts(form))
        self.tags = tuple(dict.fromkeys(self._by_name[name] for name in dict.fromkeys(named)))
        if not self.tags:
            self.tags = (self._by_name[""],)

    def _name_all(self, names: list[str], form: Form) -> None:
        for name in dict.fromkeys(names):
            tag = tag_of(name)
            if tag is None:
                tag = private_tag(set(self._by_name.values()))
                self._tell_unknown(name, tag, form)
            elif tag == "sr":
                self._tell_script(name, form)
            self._by_name[name] = tag

    def _name_default(self, default: str, form: Form, *, used: bool) -> None:
        """Give columns without a language the one that the settings name, else English."""
        named = "" if default.casefold() in NO_NAME else default
        tag = tag_of(named) if named else None
        if named and tag is None:
            tag = private_tag(set(self._by_name.values()))
            self._tell_unknown(named, tag, form)
        elif tag is None:
            taken = self._by_name.values()
            tag = "en" if "en" not in taken else private_tag(set(taken))
            if used:
                self._findings.add(
                    form.survey.name,
                    "",
                    f"Labels without a language. They are taken to be in “{tag}”.",
                    "Name the language: write the column as “label::Albanian (sq)”.",
                )
        self._by_name[""] = tag

    def _tell_unknown(self, name: str, tag: str, form: Form) -> None:
        self._findings.add(
            form.survey.name,
            "",
            f"The language “{name}” has no code; it is “{tag}” now.",
            f"Write its code into the columns, such as “label::{name} (sq)”.",
        )

    def _tell_script(self, name: str, form: Form) -> None:
        self._findings.add(
            form.survey.name,
            "",
            f"“{name}” does not say in which script it is written.",
            "If it is in Latin letters, write “Serbian (sr-Latn)”.",
        )

    def texts(self, row: Row, column: str) -> dict[str, str]:
        """Return what a row says in a column, by language tag; telling which ones are missing."""
        written = row.texts(column)
        found: dict[str, str] = {}
        for name, text in sorted(written.items(), key=lambda pair: not pair[0]):
            found.setdefault(self._by_name[name], text)
        texts = {tag: found[tag] for tag in self.tags if tag in found}
        missing = [tag for tag in self.tags if tag not in texts]
        if texts and missing:
            self._findings.add(
                row.sheet,
                row.cell(column, self._name(missing[0])),
                f"The {column} is missing in {', '.join(missing)}.",
                "Have it translated.",
            )
        self._tell_markup(row, column, texts)
        return texts

    def _name(self, tag: str) -> str:
        return next((name for name, known in self._by_name.items() if known == tag), "")

    def _tell_markup(self, row: Row, column: str, texts: dict[str, str]) -> None:
        if any("${" in text for text in texts.values()):
            self._findings.add(
                row.sheet,
                row.cell(column),
                "A text that repeats an earlier answer (${…}). A round's texts are fixed.",
                "Write the sentence without it.",
            )
        if any("</" in text or "<br" in text or "**" in text for text in texts.values()):
            self._findings.add(
                row.sheet,
                row.cell(column),
                "A text with marks for bold letters or colours. They would be read as they are.",
                "Remove the marks.",
            )


def _setting(settings: Table, column: str) -> str:
    return next((text for row in settings.rows if (text := row.get(column))), "")


def _has_texts(form: Form) -> bool:
    rows = (*form.survey.rows, *form.choices.rows)
    return any(Heading("label") in row.values for row in rows)
