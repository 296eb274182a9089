"""Keeps the main part of a document to its pages, by rule.

The pages are those of the PDF. A document of one page that is longer is set more closely; what is
still over is left out of it, by the shorter forms of its sections.

In others, a front page that is a little longer than a page is set more closely, since it should be
read alone. Where there are too many pages, the sections behind such a front page are set more
closely too. Where that does not help, they are not, but follow one another without beginning new
pages, except for the second one: a front page stands alone. While there are still too many, the
section that yields first moves behind the main part, whole: to a last annex, or alone on a page.
One that has moved in vain, since a longer one had to follow it, comes back. Sections that never
yield stay, however long they are.

A document of any length is set more closely behind its front page where that saves a page.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from admin.briefs import as_pdf
from admin.briefs.model import Block, Brief, Heading, Section
from admin.words import Words


def fitted(brief: Brief, most_pages: int, say: Words) -> Brief:
    """Return the brief with a main part of so many pages at most, where that can be; 0 for any."""
    if most_pages == 1:
        return _on_one_page(brief)
    if not most_pages:
        return min(brief, _rest_closely(brief), key=as_pdf.pages_of_main)
    brief = _front_on_a_page(brief)
    if _fits(brief, most_pages):
        return brief
    alone = _takes_a_page(brief, brief.sections[0])
    close = _rest_closely(brief)
    if alone and _fits(close, most_pages):
        return close
    return _shortened(_closed_up(brief, alone=alone), most_pages, say)


def _on_one_page(brief: Brief) -> Brief:
    """Return the fullest form of the brief that stands on a page, else the shortest."""
    forms = list(_forms(brief))
    tried = (forms[0], *map(_closely, forms))
    return next((one for one in tried if _fits(one, 1)), tried[-1])


def _forms(brief: Brief) -> Iterator[Brief]:
    """Yield the brief with each of its sections in full, then in each of its shorter forms."""
    kept = list(brief.sections)
    yield _of(brief, kept)
    for section in brief.sections:
        for blocks in section.shorter:
            place = next(at for at, one in enumerate(kept) if one.id == section.id)
            kept[place] = replace(kept[place], blocks=blocks)
            yield _of(brief, kept)


def _of(brief: Brief, sections: list[Section]) -> Brief:
    kept = (replace(one, shorter=()) for one in sections if one.blocks)
    return replace(brief, sections=tuple(kept))


def _fits(brief: Brief, most_pages: int) -> bool:
    return as_pdf.pages_of_main(brief) <= most_pages


def _front_on_a_page(brief: Brief) -> Brief:
    """Return the brief with its front page set more closely, where it is longer than a page."""
    front, *rest = brief.sections
    if _takes_a_page(brief, front) or not _takes_a_page(brief, _close(front)):
        return brief
    return replace(brief, sections=(_close(front), *rest))


def _takes_a_page(brief: Brief, front: Section) -> bool:
    return as_pdf.pages_of_main(replace(brief, sections=(front,))) == 1


def _rest_closely(brief: Brief) -> Brief:
    """Return the brief with the main part behind the front page set more closely."""
    front, *rest = brief.sections
    close = (one if one.annex else _close(one) for one in rest)
    return replace(brief, sections=(front, *close))


def _closely(brief: Brief) -> Brief:
    return replace(brief, sections=tuple(map(_close, brief.sections)))


def _close(section: Section) -> Section:
    return replace(section, close=True)


def _closed_up(brief: Brief, *, alone: bool) -> Brief:
    front, *rest = brief.sections
    closed = (
        one if one.annex else replace(one, new_page=alone and place == 0)
        for place, one in enumerate(rest)
    )
    return replace(brief, sections=(front, *closed))


def _shortened(brief: Brief, most_pages: int, say: Words) -> Brief:
    """Return the brief with as many sections behind its main part as it takes, and no more."""
    yielding = sorted((one for one in brief.sections if one.yields), key=lambda one: one.yields)
    moved: list[Section] = []
    while not _fits(_moved(brief, moved, say), most_pages) and len(moved) < len(yielding):
        moved.append(yielding[len(moved)])
    for one in moved[-2::-1]:
        fewer = [each for each in moved if each is not one]
        if _fits(_moved(brief, fewer, say), most_pages):
            moved = fewer
    return _moved(brief, moved, say)


def _moved(brief: Brief, moved: list[Section], say: Words) -> Brief:
    """Return a brief some of whose sections stand behind its main part, in the order they had."""
    if not moved:
        return brief
    kept = [one for one in brief.sections if one not in moved]
    main, annex = ([one for one in kept if one.annex is behind] for behind in (False, True))
    behind = [one for one in brief.sections if one in moved]
    sheets = (replace(one, annex=True, new_page=True) for one in behind if one.alone)
    further = [one for one in behind if not one.alone]
    return replace(brief, sections=(*main, *sheets, *annex, *_annex(further, say)))


def _annex(further: list[Section], say: Words) -> Iterator[Section]:
    """Yield the last annex, if it holds anything."""
    blocks: tuple[Block, ...] = tuple(
        block for one in further for block in (Heading(one.title), *one.blocks)
    )
    if blocks:
        yield Section("further", say("Annex G: Further results"), blocks, annex=True)
