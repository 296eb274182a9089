"""The fixed words of briefs, charts, tables and exports, from the catalogues in `admin/locales`.

A text is found by its English wording. A language whose catalogue has a gap is not spoken: a brief
that is half in English helps nobody.
"""

import datetime as dt
import gettext
from functools import cache
from importlib.resources import files

from admin import formats
from admin.catalogues import (
    SOURCE,
    Catalogue,
    CatalogueState,
    catalogue_of,
    languages,
    source_of,
    state_of,
)
from dialogs.confirmations import Confirmations, Fact, brief_fact
from dialogs.plurals import rule_of
from dialogs.round import Review
from dialogs.texts import Speaker

ENGLISH = SOURCE
LOCALES = files("admin") / "locales"
DOMAIN = "brief"

NOBODY = Confirmations()


class WordsError(ValueError):
    """A language has no complete catalogue; the message says which have one."""


def marked(text: str) -> str:
    """Return a text of the catalogue as it is: it is said elsewhere, by its name."""
    return text


class Words:
    """Says the fixed texts in one language.

    Attributes:
        language: the language.
        reviewed: whether a speaker has confirmed these words, in their own header or here; the
            English ones are the programme's own and need none.
    """

    def __init__(self, language: str, confirmed: Confirmations = NOBODY) -> None:
        """Read the catalogue.

        Raises:
            WordsError: there is none, or it has a gap.
        """
        catalogue, state = _catalogue(language), states().get(language)
        if state is None or not state.complete:
            raise WordsError(_why(language, state))
        self.language = language
        self._say, self._forms = Speaker(language, catalogue.texts), catalogue.forms
        self._which = gettext.c2py(rule_of(language).removesuffix(";").partition("plural=")[2])
        known = language == ENGLISH or state.review is Review.REVIEWED
        self.reviewed = known or confirmed.of(fact_of(language)) is not None

    def __call__(self, text: str, /, **values: str | int) -> str:
        """Return `text` with `{name}` replaced by each of `values`, numbers as they are written."""
        return self._say(text, **self._written(values))

    def plural(self, one: str, many: str, number: int, /, **values: str | int) -> str:
        """Return the form of a text that `number` asks for, with all places filled."""
        return self.filled(self.form(one, many, number), number=number, **values)

    def filled(self, template: str, /, **values: str | int) -> str:
        """Return a wording of this language with its places filled."""
        return Speaker(self.language, {template: template})(template, **self._written(values))

    def template(self, text: str) -> str:
        """Return `text` with its places."""
        return self._say(text)

    def form(self, one: str, many: str, number: int) -> str:
        """Return the form of a text that `number` asks for, with its places."""
        return self._forms.get(one, (one, many))[self._which(number)]

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return self("“{text}”", text=text)

    def day(self, date: dt.date) -> str:
        """Return a date in words."""
        return formats.day(date, self.language)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Return a number as it is written in the language."""
        return formats.number(value, self.language, decimals=decimals)

    def percent(self, value: int) -> str:
        """Return a number of per cent with its sign."""
        return formats.percent(value, self.language)

    def listed(self, items: list[str]) -> str:
        """Return "a, b and c"."""
        return formats.listed(items, self.language)

    def either(self, items: list[str]) -> str:
        """Return "a, b or c"."""
        return formats.either(items, self.language)

    def _written(self, values: dict[str, str | int]) -> dict[str, str | int]:
        return {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }


@cache
def states() -> dict[str, CatalogueState]:
    """Return, by language, how far each catalogue is."""
    wanted = _catalogue(ENGLISH).messages
    tags = languages(LOCALES, DOMAIN)
    return {tag: state_of(source_of(LOCALES, tag, DOMAIN), wanted) for tag in tags}


def translated(text: str, language: str) -> str:
    """Return a text of the catalogue in a language; empty where it has none."""
    return _catalogue(language).texts.get(text, "")


def fact_of(language: str) -> Fact:
    """Return the fact that the fixed words of a language are right."""
    catalogue = _catalogue(language)
    forms = ((one, "|".join(wordings)) for one, wordings in catalogue.forms.items())
    return brief_fact(language, (*catalogue.texts.items(), *forms))


@cache
def _catalogue(language: str) -> Catalogue:
    if language not in languages(LOCALES, DOMAIN):
        return Catalogue({}, {})
    return catalogue_of(source_of(LOCALES, language, DOMAIN))


def _why(language: str, state: CatalogueState | None) -> str:
    whole = ", ".join(tag for tag, one in states().items() if one.complete)
    gap = f"{state.messages - state.translated} of {state.messages}" if state else "all"
    return (
        f"The fixed words of a brief are not complete in “{language}” ({gap} are missing). They are"
        f" in {whole}. Have the catalogue translated, or choose another language for them."
    )
