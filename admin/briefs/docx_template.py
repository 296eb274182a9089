"""The Word file that a brief is written into: an empty one, or the organisation's own letterhead.

Of the organisation's file everything is kept: its page, styles, header, footer and logo. The brief
goes where a paragraph says `{{ brief }}`, else to the end. python-docx opens that file as it is, so
headings and tables use its styles; docxtpl, which fills in placeholders with the help of
python-docx, would bring the same content in as a second document with styles of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.styles.style import ParagraphStyle

from admin.briefs.errors import BriefError

_PLACE = re.compile(r"\{\{\s*brief\s*\}\}")
_KEPT_EMPTY = ("w:drawing", "w:pict", "w:object", "w:sectPr")
"""What an empty paragraph may hold and is not empty for: a logo, a change of pages."""


@dataclass(frozen=True)
class Template:
    """The file, read once; `content` is None for an empty document.

    Attributes:
        name: of the file, for messages.
    """

    content: bytes | None = None
    name: str = ""

    @classmethod
    def read(cls, path: Path | None) -> "Template":
        """Return the template in a file, the empty one for no file.

        Raises:
            BriefError: it cannot be read, is no Word document, or loads something from elsewhere.
        """
        if path is None:
            return cls()
        try:
            template = cls(path.read_bytes(), path.name)
        except OSError as error:
            raise BriefError(f"{path} cannot be read ({error.strerror}).") from None
        template.open()
        return template

    @property
    def own(self) -> bool:
        """Whether it is the organisation's."""
        return self.content is not None

    def open(self) -> DocumentFile:
        """Return a new document to write into."""
        if self.content is None:
            return Document()
        try:
            document = Document(io.BytesIO(self.content))
        except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError):
            raise BriefError(
                f"{self.name} is no Word document that can be written into. Open it in Word or"
                " LibreOffice and save it as .docx (not .dotx, .docm or .doc)."
            ) from None
        self._refuse_links(document)
        return document

    def _refuse_links(self, document: DocumentFile) -> None:
        """Refuse what would be fetched from elsewhere by whoever opens the brief."""
        for link in document.part.package.iter_rels():
            if link.is_external and link.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                kind = link.reltype.rpartition("/")[2]
                raise BriefError(
                    f"{self.name} loads from elsewhere when it is opened ({kind}). Put the picture"
                    " into the file itself, or take the link away, and save it again."
                )

    def has(self, document: DocumentFile, style: str) -> bool:
        """Return whether there is a paragraph style of this name; BriefError for another kind."""
        if style not in document.styles:
            return False
        if not isinstance(document.styles[style], ParagraphStyle):
            raise BriefError(
                f"In {self.name}, the style “{style}” is not for paragraphs. Make it a paragraph"
                " style, or give it another name."
            )
        return True


def emptied(document: DocumentFile) -> None:
    """Take away the paragraphs of a template that hold nothing, where it holds nothing else."""
    paragraphs = document.paragraphs
    if document.tables or any(one.text.strip() for one in paragraphs):
        return
    for one in paragraphs:
        if not any(True for name in _KEPT_EMPTY for _ in one._p.iter(qn(name))):  # noqa: SLF001
            one._p.getparent().remove(one._p)  # noqa: SLF001


def moved_into_place(document: DocumentFile, written: int) -> None:
    """Move what was added behind the first `written` elements to the paragraph that asks for it."""
    place = next((one for one in document.paragraphs if _PLACE.search(one.text)), None)
    if place is None:
        return
    body = document.element.body
    for element in [one for one in body[written:] if one.tag != qn("w:sectPr")]:
        place._p.addprevious(element)  # noqa: SLF001  # python-docx has no API
    body.remove(place._p)  # noqa: SLF001


def headers(document: DocumentFile) -> Iterator[_Header]:
    """Yield every header that is printed on some page."""
    for section in document.sections:
        both = document.settings.odd_and_even_pages_header_footer
        used = [section.header, *([section.even_page_header] if both else [])]
        if section.different_first_page_header_footer:
            used.append(section.first_page_header)
        first = section._sectPr is document.sections[0]._sectPr  # noqa: SLF001
        yield from (one for one in used if first or not one.is_linked_to_previous)


def is_empty(part: _Header | _Footer) -> bool:
    """Return whether a header or footer prints nothing."""
    element = part._element  # noqa: SLF001  # python-docx has no API
    words = "".join(one.text or "" for one in element.iter(qn("w:t")))
    drawn = any(True for name in _KEPT_EMPTY for _ in element.iter(qn(name)))
    return not words.strip() and not drawn
