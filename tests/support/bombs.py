"""Round files below the limit of size that are made to take long, or much memory, to refuse."""

from collections.abc import Callable

from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT


def _many(line: str, count: int) -> str:
    return "".join(line.replace("@", str(index)) for index in range(count))


BOMBS: dict[str, Callable[[], str]] = {
    "crumbs": lambda: "- 1\n" * 60_000,
    "nothing": lambda: "-\n" * 120_000,
    "keys": lambda: "a:\n" + _many("  k@: 1\n", 19_000),
    "deep": lambda: "[" * 100_000,
    "wide and open": lambda: "{a: [" * 50_000,
    "laughs": lambda: "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "one long text": lambda: "a: '" + "x" * 262_000 + "'",
    "escapes": lambda: 'a: "' + "\\u0041" * 40_000 + '"',
    "dates": lambda: "- 2020-01-01\n" * 19_000,
    "figures of two": lambda: "points: " + "1" * 4000,
    "figures": lambda: "a: " + "9" * 200_000,
    "floats": lambda: "a: 1" + "0" * 200_000 + ".5",
    "folded": lambda: "a: >\n" + "  x\n" * 60_000,
    "comments": lambda: "# x\n" * 60_000 + "a: 1",
    "many questions": lambda: EVERYTHING_TEXT.replace(
        "publication:",
        _many("  - {kind: free_text, id: q@, text: {en: A, mk: Б}}\n", 2000) + "publication:",
    ),
    "many options": lambda: EVERYTHING_TEXT.replace(
        "      - {id: library,",
        _many("      - {id: o@, label: {en: A@, mk: Б@}}\n", 2500) + "      - {id: library,",
    ),
    "many mistakes": lambda: EVERYTHING_TEXT.replace(
        "questions:\n", "questions:\n" + _many("  - {kind: nothing, x@: 1}\n", 5000)
    ),
    "many languages": lambda: EXAMPLE_TEXT.replace(
        "languages:\n", "languages:\n" + "".join(
            f"  {a}{b}{c}: drafted\n" for a in "xyz" for b in "abcdefghij" for c in "abcdefghij"
        ), 1
    ),
    "many comparisons": lambda: EVERYTHING_TEXT.replace(
        "show_if: {question: language, is_not: en}",
        "show_if: {any: [" + "{question: language, is: mk}," * 6000 + "]}",
    ),
    "many terms": lambda: EXAMPLE_TEXT.replace(
        "practice: true", "practice: true\ninternal_terms: [" + "term," * 19_000 + "]"
    ),
}  # fmt: skip
