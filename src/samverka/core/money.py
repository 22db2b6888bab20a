"""Hours, minutes and kronor between what is typed, what is stored and what is shown.

Time is stored in whole minutes, money in whole öre; nothing here is a float.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

MINUTES_IN_HOUR = 60
_CLOCK = re.compile(r"^(\d{1,3})\s*[:hH]\s*([0-5]?\d)?\s*(?:m|min)?\.?$")
_DECIMAL = re.compile(r"^(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|tim|timmar|hours?)?\.?$", re.IGNORECASE)
_MINUTES = re.compile(r"^(\d{1,4})\s*(?:m|min|minuter|minutes?)\.?$", re.IGNORECASE)
_BOTH = re.compile(r"^(\d{1,3})\s*(?:h|tim)\.?\s*([0-5]?\d)\s*(?:m|min)\.?$", re.IGNORECASE)


def minutes_from_text(text: str) -> int:
    """Read `6,5`, `6.5`, `6:30`, `6 h 30 min`, `6 tim` or `45 min` as whole minutes.

    Raises:
        ValueError: when the text is none of these.
    """
    cleaned = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if match := _BOTH.match(cleaned) or _CLOCK.match(cleaned):
        return int(match.group(1)) * MINUTES_IN_HOUR + int(match.group(2) or 0)
    if match := _MINUTES.match(cleaned):
        return int(match.group(1))
    if match := _DECIMAL.match(cleaned):
        hours = Decimal(f"{match.group(1)}.{match.group(2) or 0}")
        return int((hours * MINUTES_IN_HOUR).to_integral_value(ROUND_HALF_UP))
    message = f"not a duration: {text!r}"
    raise ValueError(message)


def grouped(number: int) -> str:
    """Whole number with a no-break space between thousands, the Swedish way: 14 280 613."""
    return f"{number:,}".replace(",", "\u00a0").replace("-", "\u2212")


def kronor_text(ore: int, *, with_ore: bool = False) -> str:
    """`1 234 567 kr`, or with two decimals; halves round away from zero."""
    if with_ore:
        whole, rest = divmod(abs(ore), 100)
        sign = "\u2212" if ore < 0 else ""
        return f"{sign}{grouped(whole)},{rest:02d}\u00a0kr"
    kronor = int((Decimal(ore) / 100).to_integral_value(ROUND_HALF_UP))
    return f"{grouped(kronor)}\u00a0kr"


def duration_text(minutes: int) -> str:
    """`13 h 30 min`, `13 h`, `45 min` or `0 h`; the same in Swedish and English."""
    hours, rest = divmod(abs(minutes), MINUTES_IN_HOUR)
    parts = []
    if hours or not rest:
        parts.append(f"{grouped(hours)}\u00a0h")
    if rest:
        parts.append(f"{rest}\u00a0min")
    return ("\u2212" if minutes < 0 else "") + " ".join(parts)


def hours_text(minutes: int, *, comma: bool = True) -> str:
    """Hours with at most two decimals: `6,5`; comma in Swedish, point in English."""
    hours = (Decimal(minutes) / MINUTES_IN_HOUR).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    text = f"{hours:,f}".replace(",", "\u00a0").replace("-", "\u2212")
    return text.replace(".", ",") if comma else text
