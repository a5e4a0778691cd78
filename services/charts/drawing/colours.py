"""Colours that follow from those of a theme."""

from services.present.theme import Theme, palette


def lighten(colour: str, theme: Theme, share: float = 0.5) -> str:
    """Return a colour on its way to the card's surface, for what is not over or stands back."""
    sides = (colour, palette(theme).surface)
    one, other = ([int(side[place : place + 2], 16) for place in (1, 3, 5)] for side in sides)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(one, other, strict=True))


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour: one of them always has a contrast of 4.5."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Relative luminance, and where its contrast with both is the same: WCAG 2.2.
    return "#ffffff" if light < 0.1791 else "#000000"
