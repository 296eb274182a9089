"""Pixels to a picture: shapes and texts placed by hand, drawn by Vega-Lite.

Every place is computed here and not by an automatic axis, so that long labels are broken into
lines and never cut, and the same picture comes out wherever it is drawn. One specification gives
the SVG, and the PNG is made from that SVG.
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

import vl_convert as vlc

from admin import fonts

INK = "#1f2933"
QUIET = "#5b6670"
TRACK = "#e9edf0"
WHITE = "#ffffff"
SIZE = 12

Mark = dict[str, float | str]
Json = dict[str, Any]
Align = Literal["left", "center", "right"]
Weight = Literal["normal", "bold"]

_DOT: Mark = {"type": "circle", "size": 110, "opacity": 1}
_TEXT: Mark = {"type": "text", "baseline": "middle", "font": fonts.FAMILY, "fontSize": SIZE}
_EM = 0.56
_PNG_SCALE = 3


@dataclass(frozen=True)
class Picture:
    """One chart in both forms, with words and a table for those who cannot see it."""

    svg: str
    alt: str
    width: int
    height: int
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Everything that is drawn, a row for each bar, under `head`."""

    def png(self) -> bytes:
        """Return the same picture in pixels, sharp in print."""
        return _pixels(self.svg)


@dataclass(frozen=True)
class _Text:
    x: float
    y: float
    text: str
    colour: str
    align: Align
    weight: Weight

    def values(self) -> Mark:
        return {"x": self.x, "y": self.y, "text": self.text, "colour": self.colour}


@dataclass
class Canvas:
    """Collects marks in pixels from the top left corner."""

    width: int
    _boxes: list[Mark] = field(default_factory=list)
    _dots: list[Mark] = field(default_factory=list)
    _texts: list[_Text] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled rectangle."""
        self._boxes.append({"x": x, "x2": x + width, "y": y, "y2": y + height, "colour": colour})

    def dot(self, x: float, y: float, colour: str) -> None:
        """Draw a filled circle round a point."""
        self._dots.append({"x": x, "y": y, "colour": colour})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = INK,
        align: Align = "left",
        bold: bool = False,
    ) -> None:
        """Write one line whose middle height is at `y`."""
        self._texts.append(_Text(x, y, text, colour, align, "bold" if bold else "normal"))

    def picture(
        self,
        height: int,
        description: str,
        head: tuple[str, ...] = (),
        rows: Iterable[tuple[str, ...]] = (),
    ) -> Picture:
        """Return everything drawn so far, with its words and its table."""
        svg = _tidy(_drawn(json.dumps(self._spec(height))), description)
        return Picture(svg, description, self.width, height, head, tuple(rows))

    def _spec(self, height: int) -> Json:
        """Return the picture in the terms of Vega-Lite, without axes: a unit is a pixel."""
        place = {
            "x": _pixels_of("x", self.width),
            "y": _pixels_of("y", height),
            "color": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
        }
        far = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        layers = [
            *([_layer({"type": "rect"}, self._boxes, place | far)] if self._boxes else ()),
            *([_layer(_DOT, self._dots, place)] if self._dots else ()),
        ]
        for align, weight in sorted({(t.align, t.weight) for t in self._texts}):
            mine = [t.values() for t in self._texts if (t.align, t.weight) == (align, weight)]
            mark = _TEXT | {"align": align, "fontWeight": weight}
            layers.append(_layer(mark, mine, place | {"text": {"field": "text"}}))
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "width": self.width,
            "height": height,
            "padding": 0,
            "config": {"view": {"stroke": None}},
            "layer": layers,
        }


def _pixels_of(name: str, length: int) -> Json:
    scale = {"domain": [0, length], "range": [0, length]}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}


def _layer(mark: Mark, values: list[Mark], encoding: Json) -> Json:
    return {"mark": mark, "data": {"values": values}, "encoding": encoding}


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Return `text` in lines that fit `width` pixels; a word is never broken."""
    most = max(8, int(width / (SIZE * _EM * (1.07 if bold else 1))))
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=200)
def _drawn(specification: str) -> str:
    """Return a drawing; a brief and its appendix, or a draft and what follows it, share many."""
    _register_fonts()
    return vlc.vegalite_to_svg(specification)


@lru_cache(maxsize=200)
def _pixels(svg: str) -> bytes:
    """Return a drawing in pixels; the documents of a round share their charts."""
    _register_fonts()
    return vlc.svg_to_png(svg, scale=_PNG_SCALE)


@cache
def _register_fonts() -> None:
    vlc.register_font_directory(str(fonts.FOLDER))


def _tidy(svg: str, description: str) -> str:
    """Make one picture of it for assistive technology, with no inline style."""
    bare = re.sub(r' (?:role|aria-[a-z]+|style|class|xmlns:xlink)="[^"]*"', "", svg)
    label = html.escape(description)
    return bare.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
