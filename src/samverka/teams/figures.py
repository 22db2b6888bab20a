"""Arithmetic of teams: the organisation number, and what a seat promises for its days. Knows no Django."""

import hashlib
from datetime import date, timedelta

LENGTH = 10
# A legal entity's third digit is at least 2, which tells it from a person's number.
LEAST_THIRD_DIGIT = 2


def cleaned_organisation_number(text: str) -> str:
    """Only the ten digits of `212000-1355`, `16212000-1355` or `2120001355`."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    return digits[2:] if len(digits) == LENGTH + 2 and digits.startswith("16") else digits


def is_organisation_number(digits: str) -> bool:
    """Ten digits of a legal entity, whose last digit agrees with the others (Luhn's sum)."""
    if len(digits) != LENGTH or not digits.isdigit() or int(digits[2]) < LEAST_THIRD_DIGIT:
        return False
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(part // 10 + part % 10 for part in doubled) % 10 == 0


MONTHS_OF_YEAR = 12


def months_of(first_day: date, last_day: date) -> int:
    """The months that two days touch, both counted; none when the last comes before the first."""
    months = (last_day.year - first_day.year) * MONTHS_OF_YEAR + last_day.month - first_day.month + 1
    return max(months, 0)


def hours_of(hours_per_year: int, months: int) -> int:
    """What so many hours a year make in so many months, to the nearest whole hour."""
    return (2 * hours_per_year * months + MONTHS_OF_YEAR) // (2 * MONTHS_OF_YEAR)


# So long a link to appoint a coordinator may be used; a new one is sent when it has passed.
LINK_LASTS = timedelta(days=14)


def sha256(token: str) -> str:
    """What is kept of a personal link."""
    return hashlib.sha256(token.encode()).hexdigest()
