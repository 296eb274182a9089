"""The codebook as Markdown: what each file is, every label in full, and how all was made."""

import hashlib
from collections.abc import Iterator, Mapping

from admin.analysis.variables import Kind, Variable
from admin.briefs.as_csv import COLUMNS
from admin.exports import derived, method, reading
from admin.exports.source import MARKER, Source
from admin.exports.statistical import SPSS, STATA, of_synthetic, of_tables
from admin.markdown import escaped, table
from admin.tidy import BASE


def file(source: Source, made: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the codebook of the files made so far, with its name."""
    lines = [
        *_front(source),
        *_files(source, made),
        *_reading(source),
        *_columns(source),
        *_figures(source),
        *_variables(source),
        *_synthetic(source),
        *_cut(source),
        *_methods(source),
    ]
    return "codebook.md", ("\n".join(lines).rstrip() + "\n").encode()


def _front(source: Source) -> Iterator[str]:
    title = source.context.words("{title}: codebook", title=source.title)
    yield f"# {escaped(title)}"
    yield f"\n**{escaped(source.status)}**\n"


def _files(source: Source, made: Mapping[str, bytes]) -> Iterator[str]:
    say = source.context.words
    yield f"## {say('Files')}\n"
    rows = ((f"`{name}`", f"`{hashlib.sha256(data).hexdigest()}`") for name, data in made.items())
    yield from table((say("File"), "SHA-256"), rows)
    yield say("All files were computed from these:") + "\n"
    hashes = ((escaped(name), f"`{digest}`") for name, digest in source.context.hashes.items())
    yield from table((say("What"), "SHA-256"), hashes)


def _reading(source: Source) -> Iterator[str]:
    say = source.context.words
    yield f"## {say('How to read this')}\n"
    yield from (f"- {escaped(text)}" for text in (*method.legend(source), *reading.formats(source)))
    yield ""


def _columns(source: Source) -> Iterator[str]:
    say = source.context.words
    yield f"## {say('Tables')}\n"
    meanings = dict(zip(COLUMNS, reading.columns(source), strict=True))
    rows = ((f"`{name}`", escaped(text)) for name, text in meanings.items())
    yield from table((say("Column"), say("What")), rows)


def _figures(source: Source) -> Iterator[str]:
    say = source.context.words
    yield f"## {say(derived.TITLE)}\n"
    meanings = zip(derived.COLUMNS, derived.explained(source.context), strict=True)
    rows = ((f"`{name}`", escaped(text)) for name, text in meanings)
    yield from table((say("Column"), say("What")), rows)


def _variables(source: Source) -> Iterator[str]:
    yield f"## {source.context.words('Variables')}\n"
    for variable in source.context.tables.plan.variables:
        yield from _variable(source, variable)


def _variable(source: Source, variable: Variable) -> Iterator[str]:
    context, say = source.context, source.context.words
    labels = context.labels
    yield f"### `{variable.id}`\n"
    yield escaped(source.asked(variable)) + "\n"
    parts = say("Everybody is in exactly one category.")
    several = say("One person may be in several categories.")
    yield (parts if variable.kind is Kind.PARTS else several) + "\n"
    rows = [(f"`{one.id}`", escaped(labels.category(one))) for one in variable.categories]
    yield from table(("id", say("Answer")), [(f"`{BASE}`", say("Base")), *rows])
    by = [other for one, other in context.tables.tables if one == variable.id and other]
    if by:
        names = ", ".join(f"`{one}` ({escaped(labels.breakdown(one))})" for one in by)
        yield say("Broken down by: {breakdowns}", breakdowns=names) + "\n"


def _synthetic(source: Source) -> Iterator[str]:
    say = source.context.words
    if not source.columns:
        return
    yield f"## {say('Synthetic responses')}\n"
    yield f"**{escaped(source.warning)}**\n"
    yield from (f"- {escaped(text)}" for text in method.synthetic(source))
    yield ""
    rows = [(f"`{MARKER}`", escaped(source.warning), f"1: {escaped(source.warning)}")]
    for column in source.columns:
        codes = source.codes(column).items()
        values = (
            f"`{value}` {code}: {escaped(source.value(column, value))}" for value, code in codes
        )
        rows.append(
            (f"`{source.names[column.id]}`", escaped(source.label(column)), "; ".join(values))
        )
    head = (say("Column"), say("What"), say("Values: in CSV and Parquet, in SPSS and Stata"))
    yield from table(head, rows)


def _cut(source: Source) -> Iterator[str]:
    """Yield where a label is shorter than here."""
    say = source.context.words
    fields = {"tables": of_tables(source)}
    if source.columns:
        fields["synthetic_responses"] = of_synthetic(source)
    rows = [
        (f"`{name}.{ending}`", f"`{one.name}`", str(limits.cut(one)))
        for name, columns in fields.items()
        for ending, limits in (("sav", SPSS), ("dta", STATA))
        for one in columns
        if limits.cut(one)
    ]
    if rows:
        yield f"## {say('Labels that are shortened')}\n"
        yield from table((say("File"), say("Column"), say("Number")), rows)


def _methods(source: Source) -> Iterator[str]:
    yield f"## {source.context.words('Methods')}\n"
    yield from (f"- **{name}**: {escaped(text)}" for name, text in method.facts(source))
