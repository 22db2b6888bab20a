"""What may enter the reference data."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.enterprises.figures.limits import Dated
from samverka.enterprises.figures.numbers import CPV_LENGTH


def may_type_in_cpv(code: str, *, has_whole_list: bool) -> Verdict:
    """A code outside the list may be typed in only while the whole list is not loaded; it is never computed."""
    if len(code) != CPV_LENGTH or not code.isdigit():
        return no(_("A CPV code has eight digits, for example 90910000."))
    if has_whole_list:
        return no(_("That code is not in the EU's list. Search with plain words and choose one that is."))
    return YES


def may_enter_threshold(new: Dated, others: Iterable[Dated]) -> Verdict:
    """Rows of the same law, authority and category never meet; an open row that began earlier gives way."""
    if new.last_day is not None and new.last_day < new.first_day:
        return no(_("The last day can not come before the first day."))
    for other in others:
        gives_way = other.last_day is None and other.first_day < new.first_day
        if not gives_way and new.meets(other):
            return no(_("There is already an amount for some of these days. Amounts may not overlap."))
    return YES
