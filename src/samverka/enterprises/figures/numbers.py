"""Numbers that name things: an organisation's, and a code of the common procurement vocabulary (CPV)."""

from enum import StrEnum

LENGTH = 10
LEAST_THIRD_DIGIT = 2
# The first digit tells the group of legal forms; 2 is the state, regions and municipalities.
GROUPS = frozenset("235679") | {"8"}
PUBLIC_GROUP = "2"
# A group that the Tax Agency has never given out: for invented enterprises, in an example database only.
INVENTED_GROUP = "4"
CPV_LENGTH = 8


class NumberFault(StrEnum):
    """Why a text is no organisation number of a social enterprise."""

    SHAPE = "shape"
    PERSONAL = "personal"
    GROUP = "group"
    PUBLIC = "public"
    CHECK_DIGIT = "check_digit"


def cleaned_number(text: str) -> str:
    """The digits of `212000-1355`, `16212000-1355`, `212000 1355`; other texts lose all but their digits."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    return digits[2:] if len(digits) == LENGTH + 2 and digits.startswith("16") else digits


def luhn_agrees(digits: str) -> bool:
    """Whether the last digit agrees with the others (Luhn)."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(part // 10 + part % 10 for part in doubled) % 10 == 0


def number_fault(digits: str, *, invented_allowed: bool = False) -> NumberFault | None:
    """What is wrong with ten cleaned digits as the number of a social enterprise; None when nothing is.

    Args:
        digits: as `cleaned_number` gives them.
        invented_allowed: whether the group that is never given out passes, as in an example.
    """
    century = digits[:2] in {"19", "20"}
    if len(digits) == LENGTH + 2 and century and luhn_agrees(digits[2:]):
        return NumberFault.PERSONAL
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return NumberFault.SHAPE
    if int(digits[2]) < LEAST_THIRD_DIGIT:
        return NumberFault.PERSONAL
    if digits[0] == PUBLIC_GROUP:
        return NumberFault.PUBLIC
    if digits[0] not in GROUPS and not (invented_allowed and digits[0] == INVENTED_GROUP):
        return NumberFault.GROUP
    return None if luhn_agrees(digits) else NumberFault.CHECK_DIGIT


def number_text(digits: str) -> str:
    """Ten digits as they are written: `556016-0680`."""
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == LENGTH else digits


def cleaned_cpv(text: str) -> str:
    """The eight digits of `90910000-9`, `90910000` or `90 91 00 00`; empty for anything else.

    A ninth digit is a check digit that is not computed: the usual weights fail for hundreds of codes.
    """
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    others = text.replace("-", "").replace(" ", "").replace("\u00a0", "")
    if not others.isdigit() or len(digits) not in {CPV_LENGTH, CPV_LENGTH + 1}:
        return ""
    return digits[:CPV_LENGTH]


class Closeness(StrEnum):
    """How near one CPV code lies to another, the nearest first."""

    SAME_CODE = "same_code"
    CLASS = "class"
    GROUP = "group"
    DIVISION = "division"
    NONE = "none"


_SHARED = ((4, Closeness.CLASS), (3, Closeness.GROUP), (2, Closeness.DIVISION))
ORDER = {closeness: place for place, closeness in enumerate(Closeness)}


def closeness(one: str, other: str) -> Closeness:
    """Same code, else the finest level that both stand under.

    A code that names a whole division (`90000000`) shares with its children no more than the division: its zeros are
    the absence of a finer level, and two such zeros in the same place are not a level in common.
    """
    if one == other:
        return Closeness.SAME_CODE
    for digits, level in _SHARED:
        if one[:digits] == other[:digits] and (digits == 2 or one[digits - 1] != "0"):  # noqa: PLR2004 - a division
            return level
    return Closeness.NONE


def is_within(code: str, first: str, last: str) -> bool:
    """Whether a CPV code lies in a range of a list, both ends counted, and with a single code its finer ones not."""
    return first <= code <= last
