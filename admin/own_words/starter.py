"""A file to begin with: every field explained, and every reference there is, with its number."""

from collections.abc import Iterator
from dataclasses import replace

from admin.analysis.variables import AGE, LANGUAGE
from admin.claims import strength_of
from admin.disclosure import ProtectedCell
from admin.own_words.meaning import Meaning
from admin.own_words.references import NUMBER, QUOTE, STRENGTH, Reference

_WIDTH = 64


def starter(meaning: Meaning) -> str:
    """Return the text of a file for the language of the labels; it can be used as it is."""
    language = meaning.labels.language
    example = _example(meaning)
    strong = example.replace("{share", "{Strength", 1)
    head = _HEAD.format(language=language, share=example, strength=strong)
    facts = [f"#   {{{name}}}   {text}" for name, text in meaning.facts.items()]
    return "\n".join([head, *facts, "#", *_listed(meaning), *_quotes(meaning), ""])


def _example(meaning: Meaning) -> str:
    """Return a reference to an answer, rather than to who the young people are."""
    people = {AGE, LANGUAGE, *(one.id for one in meaning.labels.round.breakdowns)}
    made = [one for one, _, _ in meaning.references() if not one.by]
    answers = [one for one in made if one.subject not in people]
    return next(map(str, [*answers, *made]), "{share of question=answer}")


def _listed(meaning: Meaning) -> Iterator[str]:
    before = ""
    for made, cell, label in meaning.references():
        about = f"{made.subject} by {made.by}" if made.by else made.subject
        if about != before:
            yield f"#\n# {about}"
            before = about
        reference, says = _best(made, cell, meaning)
        yield f"#   {reference!s:<{_WIDTH}} {says:<5} {label}"


def _quotes(meaning: Meaning) -> Iterator[str]:
    if meaning.quotes:
        yield "#\n# Approved quotes"
    for number, words in meaning.quotes.items():
        yield f"#   {Reference(QUOTE, number)!s:<{_WIDTH}} {words}"


def _best(made: Reference, cell: ProtectedCell, meaning: Meaning) -> tuple[Reference, str]:
    """Return the most telling reference to a cell that has anything to say, and what it says."""
    if cell.percent is not None:
        return made, meaning.labels.words.percent(cell.percent)
    if cell.nearly_all:
        return replace(made, kind=STRENGTH), strength_of(cell, meaning.labels.words)
    return replace(made, kind=NUMBER), str(cell.count)


_HEAD = """\
# The words of your organisation in the brief. Take away the # where you write something; leave out
# what you do not need. Then: consult brief DATASET --words THIS_FILE
#
# Put texts in quotes. Where a number is to stand, write a reference in braces: the program writes
# the number, so it is always the one in the tables. In findings, each headline and sentence holds
# a reference, and what you type yourself says nothing of how many: no figure, no “nine out of ten”,
# “nobody”, “twice as many”, “comes first”.
#
#   {share}          per cent
#   {{number of …}}   how many people; {{base of …}}: of how many
#   {strength}       the word for the share: “most”, “about half”
#   {{name of …}}     the answer as it was worded, in quotation marks
#
# At the end of this file is every reference there is.

# Your colour, dark enough to be read on white.
# accent: "#00596b"

# How others may use the brief.
# licence: "CC BY 4.0"

{language}:
  # What else is to be known of the decision; who decides and when is in the round file already.
  # decision: "The council discusses a first draft in January."

  # Two to five findings. They are printed in place of those that the program chooses by rule.
  # findings:
  #   - headline: "{strength} chose this"
  #     sentences:
  #       - "{strength} of the young people ({share}) chose it."

  # Asks beside those of the round file, apart by who makes them. `why` may be left out.
  # asks:
  #   young_people:
  #     - what: "Ask us again in spring, when the lamps are there."
  #       who: "Town Council"
  #       by: 2027-04-30
  #       why: "{share} chose it."
  #   organisation:
  #     - what: "…"
  #       who: "…"
  #   evidence:
  #     - what: "…"
  #       who: "…"

  # Which young people read the draft, what they changed, and what they still see otherwise.
  # youth_check:
  #   who: "Six members of the youth council, on 3 December"
  #   changed: "They put the buses before the events."
  #   disagreement: "Two of them would not ask for cameras."

  # What participants were told beyond the text of consent, and when.
  # told: "Posters in all schools said that the council answers by 1 March."

  # What was given for taking part, such as a prize or the bus fare, or that nothing was.
  # incentives: "Nothing was given."

  # Where else one can complain.
  # complaints: "Ombudsperson for children, ombud@example.org"

  # Until when the dataset and its texts are kept, and who erases them.
  # retention: "The Youth Forum erases the dataset on 31 December 2028."

  # Promises of an earlier consultation: kept, partly, not_kept or open. `by` may be left out.
  # promises:
  #   - what: "Lamps in the park"
  #     who: "Town Council"
  #     status: partly
  #     happened: "The first were put up in spring."
  #     by: 2027-06-30

  # How far you met the nine requirements of General Comment 12: 0 to 3 points each, and why.
  # self_score:
  #   transparent: {{points: 3, because: "…"}}
  #   voluntary: {{points: 3, because: "…"}}
  #   respectful: {{points: 2, because: "…"}}
  #   relevant: {{points: 2, because: "…"}}
  #   child_friendly: {{points: 2, because: "…"}}
  #   inclusive: {{points: 1, because: "…"}}
  #   supported: {{points: 2, because: "…"}}
  #   safe: {{points: 3, because: "…"}}
  #   accountable: {{points: 2, because: "…"}}

# Every reference there is, with what it says today. Put “number”, “strength” or “base” in place of
# “share” as you like. What is not here is hidden to protect people.
#
#   {{took part}}"""
