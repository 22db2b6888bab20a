"""Plain readings of what a browser says about itself, and of what stood in its form."""

from collections.abc import Iterable

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_names(user_agent: str) -> tuple[str, str]:
    """Browser and system as a person calls them, each empty when it is not known; the order settles look-alikes."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return browser, system


def sentences(values: Iterable[str]) -> tuple[str, ...]:
    """Of what stood in a form, that which somebody has put into words: more than one, with letters in it."""
    return tuple(value for value in values if len(value.split()) > 1 and any(sign.isalpha() for sign in value))
