"""The codebook as DDI-Codebook 2.5: study, files with their hashes, and every variable.

Order and names of the elements are those of the standard's schema.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from xml.etree import ElementTree as ET

from admin.analysis.variables import Variable
from admin.briefs import method_items, weighted
from admin.briefs.sections import protection
from admin.exports import derived, method
from admin.exports.source import MARKER, MISSING_CODES, Source
from admin.exports.synthetic import Column
from admin.words import marked

NAMESPACE = "ddi:codebook:2_5"
PROTECTED = marked("Protected tables")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def file(source: Source, made: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the codebook of the files made so far, with its name."""
    book = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5"})
    book.set(_XML_LANG, source.context.language)
    _document(book, source)
    _study(book, source)
    names = {name: f"F{number}" for number, name in enumerate(made, start=1)}
    for name, data in made.items():
        _file(book, source, names[name], name, data)
    _data(book, source, [names[name] for name in made if name.startswith("synthetic")])
    ET.indent(book)
    return "codebook.xml", ET.tostring(book, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add an element with a text, without the signs that XML cannot hold."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = "".join(sign for sign in text if _allowed(sign)) or None
    return child


def _say(
    parent: ET.Element, tag: str, source: Source, text: str, /, **attributes: str
) -> ET.Element:
    """Add an element with fixed words, marked where they are in another language than the rest."""
    child = _add(parent, tag, text, **attributes)
    if source.context.wording_lang:
        child.set(_XML_LANG, source.context.words.language)
    return child


def _allowed(sign: str) -> bool:
    return sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff" and not _half(sign))


def _half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"


def _document(book: ET.Element, source: Source) -> None:
    citation = _add(_add(book, "docDscr"), "citation")
    title = source.context.words("{title}: codebook", title=source.title)
    _add(_add(citation, "titlStmt"), "titl", title)
    produced = _add(citation, "prodStmt")
    _day(produced, "prodDate", source.context.generated_on)
    _add(produced, "software", "consult", version=version("youth-consultation-bot"))
    _say(_add(citation, "verStmt"), "version", source, source.status)


def _study(book: ET.Element, source: Source) -> None:
    context, study = source.context, _add(book, "stdyDscr")
    organiser = context.round.organiser
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", source.title)
    _add(titles, "IDNo", context.round.id)
    _add(_add(citation, "rspStmt"), "AuthEnty", context.own(organiser.name))
    produced = _add(citation, "prodStmt")
    _add(produced, "producer", context.own(organiser.name))
    _add(produced, "fundAg", context.own(organiser.funder))
    _add(_add(citation, "distStmt"), "contact", organiser.contact)
    for name, digest in context.hashes.items():
        _add(citation, "notes", digest, type="SHA-256", subject=name)
    about = _add(study, "stdyInfo")
    _add(about, "abstract", context.own(context.round.purpose))
    summary = _add(about, "sumDscr")
    for event, day in (("start", context.opened), ("end", context.closed)):
        _day(summary, "collDate", day, event=event)
    for country in context.round.countries:
        _add(summary, "nation", country, abbr=country)
    _say(summary, "dataKind", source, context.words(PROTECTED))
    _method(study, source)


def _method(study: ET.Element, source: Source) -> None:
    context = source.context
    collection = _add(_add(study, "method"), "dataColl")
    _say(collection, "sampProc", source, method.came(source))
    _say(collection, "collMode", source, method_items.answered(context))
    _say(collection, "weight", source, weighted.method(context))
    use = _add(_add(study, "dataAccs"), "useStmt")
    _say(use, "restrctn", source, method.no_responses(source))
    _say(use, "conditions", source, " ".join(protection.items(context)))


def _file(book: ET.Element, source: Source, ident: str, name: str, data: bytes) -> None:
    described = _add(book, "fileDscr", ID=ident)
    text = _add(described, "fileTxt")
    _add(text, "fileName", name)
    synthetic = name.startswith("synthetic")
    content = source.warning if synthetic else source.context.words(_content(name))
    _say(text, "fileCont", source, f"{content}. {source.status}")
    if synthetic:
        size = _add(text, "dimensns")
        _add(size, "caseQnty", str(len(source.columns[0].values)))
        _add(size, "varQnty", str(len(source.columns) + 1))
    _add(text, "fileType", name.rpartition(".")[2])
    _add(described, "notes", hashlib.sha256(data).hexdigest(), type="SHA-256")


def _content(name: str) -> str:
    return derived.TITLE if name.startswith("figures") else PROTECTED


def _data(book: ET.Element, source: Source, files: list[str]) -> None:
    described = _add(book, "dataDscr")
    if source.columns:
        marker = _add(described, "var", ID="V0", name=MARKER, files=" ".join(files))
        _say(marker, "labl", source, source.warning)
        _say(marker, "txt", source, " ".join(method.synthetic(source)))
    for number, column in enumerate(source.columns, start=1):
        _column(described, source, column, f"V{number}", " ".join(files))
    for number, variable in enumerate(source.context.tables.plan.variables, start=1):
        _counted(described, source, variable, f"T{number}")


def _column(parent: ET.Element, source: Source, column: Column, ident: str, files: str) -> None:
    name = source.names[column.id]
    one = _add(parent, "var", ID=ident, name=name, files=files, intrvl="discrete")
    _add(one, "labl", source.label(column))
    _asked(one, source, column.variable)
    for value, code in source.codes(column).items():
        missing = {"missing": "Y"} if value in MISSING_CODES else {}
        category = _add(one, "catgry", **missing)
        _add(category, "catValu", str(code))
        _add(category, "labl", source.value(column, value))
        _add(category, "txt", value)


def _counted(parent: ET.Element, source: Source, variable: Variable, ident: str) -> None:
    """Add a variable of the tables with its printed counts over everybody."""
    labels, table = source.context.labels, source.context.tables.table(variable.id)
    one = _add(parent, "var", ID=ident, name=variable.id, intrvl="discrete")
    _add(one, "labl", source.asked(variable))
    _asked(one, source, variable)
    for answer in variable.categories:
        category = _add(one, "catgry")
        _add(category, "catValu", answer.id)
        _add(category, "labl", labels.category(answer))
        count = table.cell(answer.id).count
        if count is not None:
            _add(category, "catStat", str(count), type="freq")


def _asked(parent: ET.Element, source: Source, variable: Variable) -> None:
    if variable.question:
        _add(_add(parent, "qstn"), "qstnLit", source.context.labels.question(variable))


def _day(parent: ET.Element, tag: str, day: dt.date, /, **attributes: str) -> None:
    _add(parent, tag, day.isoformat(), date=day.isoformat(), **attributes)
