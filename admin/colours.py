"""The one colour of an organisation: whether it can be read on white, and the tints made of it.

Contrast is that of WCAG 2.2 (relative luminance): 4.5 to 1 is the least for text of any size.
"""

import re

LEAST_CONTRAST = 4.5
_SOFT = 0.57
"""How far towards white the tint lies that stands beside the colour itself in a chart."""
_STEPS = 100

Channels = tuple[float, float, float]


class ColourError(ValueError):
    """A colour cannot be used; the message says why, and names one that can."""


def checked(colour: str) -> str:
    """Return a colour as #rrggbb.

    Raises:
        ColourError: it is no such colour, or too light to be read on white.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ColourError(f"“{colour}” is no colour. Write # and six figures, such as #00596b.")
    found = contrast(colour)
    if found < LEAST_CONTRAST:
        raise ColourError(
            f"{colour} has a contrast of {found:.1f} to 1 against white; it needs"
            f" {LEAST_CONTRAST} to 1. Of the same hue, {_dark_enough(colour)} can be read."
        )
    return colour.lower()


def contrast(colour: str) -> float:
    """Return the contrast of a colour against white, from 1 to 21."""
    return 1.05 / (_luminance(_channels(colour)) + 0.05)


def soft(colour: str) -> str:
    """Return the tint of a colour that stands beside it in a chart."""
    return _written(tuple(one + (1 - one) * _SOFT for one in _channels(colour)))


def _dark_enough(colour: str) -> str:
    """Return the lightest darker shade that can be read."""
    channels = _channels(colour)
    shades = (
        _written(tuple(one * (1 - step / _STEPS) for one in channels)) for step in range(_STEPS)
    )
    return next(shade for shade in shades if contrast(shade) >= LEAST_CONTRAST)


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(channels: Channels) -> float:
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _written(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * one):02x}" for one in channels)
