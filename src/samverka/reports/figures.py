"""Plain arithmetic of the pages that look at every floor."""


def percent(part: int, whole: int) -> int:
    """A share in whole percent, at most 999; nought when there is no whole."""
    return min(999, round(100 * part / whole)) if whole else 0
