"""Contrast of two colours as WCAG 2.2 defines it; colours are (red, green, blue) from 0 to 255."""

Color = tuple[int, int, int]


def luminance(color: Color) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in color)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    """From 1 for the same colour to 21 for black on white."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)
