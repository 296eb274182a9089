"""No participant reads a word that is meant for the organisation only."""

from collections.abc import Iterator

from dialogs.folding import fold
from dialogs.lints.base import Finding, Outside, error
from dialogs.lints.tools.inflection import folded, form_in, is_form
from dialogs.lints.tools.words import all_texts, words
from dialogs.round import Round

LEAST_LETTERS = 5
"""Shorter words of the internal label ("town", "and") are everybody's words."""

PLAIN = frozenset(
    map(
        fold,
        words(
            "about among autumn consultation consultations evening evenings future month national "
            "people project round spring summer survey their under winter young youth "
            "konsultim konsultimi rinia rinor rinore projekt projekti sondazh "
            "консултација консултации млади младински младинска проект прашалник "
            "konsultacija konsultacije mladi mladih omladina projekat upitnik"
        ),
    )
)
"""Words of an internal label that say nothing about anybody."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """Terms count in every form; of the internal label, words that the public label lacks."""
    terms = (*round_.internal_terms, *_words_of_label(round_))
    for path, language, text in all_texts(round_):
        read = folded(text)
        hits = ((form_in(read, term, language), term) for term in terms)
        found, term = next((hit for hit in hits if hit[0]), ("", ""))
        if found:
            where = "`internal_terms`" if term in round_.internal_terms else "the internal label"
            yield error(
                path,
                f"“{found}” is an internal word (“{term}” in {where}).",
                "Say it in the words of those who are asked.",
            )


def _words_of_label(round_: Round) -> tuple[str, ...]:
    public = [
        (word, language) for language, text in round_.public_label.items() for word in words(text)
    ]
    return tuple(
        word
        for word in words(round_.internal_label)
        if len(word) >= LEAST_LETTERS
        and fold(word) not in PLAIN
        and not any(is_form(said, word, language) for said, language in public)
    )
