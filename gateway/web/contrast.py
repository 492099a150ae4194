"""How well one colour is read on another, by the formula of WCAG 2.2; it names and mixes none."""

LEAST = 4.5
"""What success criterion 1.4.3 asks for text of ordinary size."""


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours written as #rrggbb, 1.0 to 21.0."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
