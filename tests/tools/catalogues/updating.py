"""Brings a catalogue to the template: new messages empty, changed ones fuzzy, gone ones out."""

from babel.messages.catalog import Catalog

from dialogs.languages import OWN_NAMES
from dialogs.plurals import PLURALS
from tests.tools.catalogues.domains import Domain
from tests.tools.catalogues.po import Catalogue
from tests.tools.catalogues.template import Wanted, wanted

DRAFTED = "drafted"
FIRST = "2026-11-25 00:00+0000"


def updated(domain: Domain, old: Catalogue) -> Catalogue:
    """Return a catalogue with exactly the messages of the code, in their order."""
    messages = wanted(domain)
    single = {id_: one for id_, one in messages.items() if not one.plural}
    merged = _merged(old, single)
    wordings = {id_: str(merged[id_].string or "") for id_ in single}
    if old.language == "en":
        wordings = {id_: old.wordings.get(id_) or id_ for id_ in single}
    fuzzy = frozenset(id_ for id_ in single if merged[id_].fuzzy) if old.language != "en" else ()
    forms = {id_: _forms(old, one) for id_, one in messages.items() if one.plural}
    return Catalogue(old.language, headers(old), wordings, forms, frozenset(fuzzy), messages)


def _forms(old: Catalogue, message: Wanted) -> tuple[str, ...]:
    """Return the forms of a message: those there are, or as many empty ones as a language has."""
    if old.language == "en":
        return (message.id, message.plural)
    count = int(PLURALS[old.language].removeprefix("nplurals=")[0])
    return old.forms.get(message.id, ("",) * count)


def headers(old: Catalogue) -> dict[str, str]:
    """Return the headers of a language; what translators and reviewers wrote there stays."""
    return {
        "Project-Id-Version": "consult 0.1",
        "PO-Revision-Date": old.headers.get("PO-Revision-Date", FIRST),
        "Last-Translator": old.headers.get("Last-Translator", "consult"),
        "Language-Team": old.headers.get("Language-Team", OWN_NAMES[old.language]),
        "Language": old.language,
        "X-Review-State": old.headers.get("X-Review-State", DRAFTED),
        "Plural-Forms": PLURALS[old.language],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }


def _merged(old: Catalogue, messages: dict[str, Wanted]) -> Catalog:
    """Return what Babel makes of the old wordings: like ones are kept and marked fuzzy."""
    catalogue, template = Catalog(), Catalog()
    for id_, wording in old.wordings.items():
        flags = ("fuzzy",) if id_ in old.fuzzy else ()
        catalogue.add(id_, wording, flags=flags)
    for id_ in messages:
        template.add(id_)
    catalogue.update(template)
    return catalogue
