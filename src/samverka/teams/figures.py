"""Arithmetic of teams: the organisation number. Knows no Django."""

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
