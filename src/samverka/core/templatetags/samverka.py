"""The one set of filters by which days, hours and kronor are shown; `{% load samverka %}`."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django import forms, template
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samverka.core import money
from samverka.core.months import Month
from samverka.core.requestkeys import DRAWN_FOR, drawn_for, fresh_key
from samverka.core.tables import Column, Kind, Row, Table, Value

register = template.Library()


def _as_day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """`6 oktober 2026`; in English `6 October 2026`."""
    if not value:
        return ""
    text = formats.date_format(_as_day(value), "j F Y")
    return text.lower() if get_language() == "sv" else text


@register.filter
def weekday_day(value: date | datetime | None) -> str:
    """`tisdag 6 oktober 2026`."""
    if not value:
        return ""
    text = formats.date_format(_as_day(value), "l j F Y")
    return text.lower() if get_language() == "sv" else text


@register.filter
def clock_time(value: datetime | None) -> str:
    """`14.32` in Swedish, `14:32` in English; Swedish local time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return local.strftime("%H.%M" if get_language() == "sv" else "%H:%M")


@register.filter
def instant(value: datetime | None) -> str:
    """`6 oktober 2026 kl. 14.32`; in English `6 October 2026, 14:32`."""
    if not value:
        return ""
    return f"{day(value)} kl. {clock_time(value)}" if get_language() == "sv" else f"{day(value)}, {clock_time(value)}"


@register.filter
def deadline(value: date | None) -> str:
    """`söndag 15 november 2020 kl. 23.59`: a deadline day counts to its end."""
    if not value:
        return ""
    return f"{weekday_day(value)} kl. 23.59" if get_language() == "sv" else f"{weekday_day(value)}, 23:59"


@register.filter
def month_name(value: Month | date | None) -> str:
    """`oktober 2021`."""
    if not value:
        return ""
    first = value.first_day if isinstance(value, Month) else value
    text = formats.date_format(first, "F Y")
    return text.lower() if get_language() == "sv" else text


@register.filter
def duration(value: int | None) -> str:
    """Minutes as `13 h 30 min`."""
    return "" if value is None else money.duration_text(value)


@register.filter
def hours(value: int | None) -> str:
    """Minutes as hours: `6,5`, in English `6.5`."""
    return "" if value is None else money.hours_text(value, comma=get_language() == "sv")


@register.filter
def kronor(value: int | None) -> str:
    """Öre as `1 234 kr`."""
    return "" if value is None else money.kronor_text(value)


@register.filter
def kronor_ore(value: int | None) -> str:
    """Öre as `312,50 kr`."""
    return "" if value is None else money.kronor_text(value, with_ore=True)


@register.filter
def number(value: int | None) -> str:
    """`14 280 613`."""
    return "" if value is None else money.grouped(value)


@register.simple_tag
def cell(column: Column, value: Value) -> str | SafeString:
    """One value of a table as its column's kind wants it."""
    if value is None or value == "":
        return ""
    match column.kind:
        case Kind.MINUTES if isinstance(value, int):
            return hours(value)
        case Kind.ORE if isinstance(value, int):
            return kronor(value)
        case Kind.ORE_EXACT if isinstance(value, int):
            return money.kronor_text(value, with_ore=True)
        case Kind.NUMBER if isinstance(value, int):
            return number(value)
        case Kind.PERCENT if isinstance(value, int | Decimal):
            text = f"{value}\u00a0%"
            return text.replace(".", ",") if get_language() == "sv" else text
        case Kind.DAY if isinstance(value, date):
            return format_html('<time datetime="{0}">{0}</time>', _as_day(value).isoformat())
        case Kind.INSTANT if isinstance(value, datetime):
            return format_html(
                '<time datetime="{}">{}</time>', value.isoformat(), timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
            )
        case _:
            return str(value)


@register.simple_tag
def table_body(table: Table) -> SafeString:
    """All rows of a table as markup; in the template a long list takes several times as long.

    Each text is escaped; what `cell` gives as markup is passed on.
    """
    has_state_column = table.has_state_column
    # What a column adds to each of its cells is made once: its class, and its label for a phone, where heads are gone.
    frames = [
        (column, ' class="number"' if column.is_numeric else "", conditional_escape(str(column.label)))
        for column in table.columns
    ]
    return mark_safe("\n".join(_row(row, frames, has_state_column=has_state_column) for row in table.rows))  # noqa: S308 - each part is escaped in _row


def _row(row: Row, frames: Sequence[tuple[Column, str, str]], *, has_state_column: bool) -> str:
    parts = ["<tr>"]
    for place, ((column, number_class, label), value) in enumerate(zip(frames, row.values, strict=True)):
        shown: str = conditional_escape(cell(column, value))
        if place == 0:
            if row.href:
                shown = f'<a href="{conditional_escape(row.href)}">{shown}</a>'
            # A first cell that says nothing is no head of its row.
            head = 'th scope="row"' if shown.strip() else "td"
            parts.append(f"<{head}{number_class}><span>{shown}</span>")
            if row.mark and not has_state_column:
                parts.append(f" {_mark(row, conditional_escape(str(row.mark_word)))}")
            parts.append(f"</{head[:2]}>")
        else:
            if column.kind is Kind.STATE and row.mark:
                shown = _mark(row, shown)
            parts.append(f'<td{number_class} data-label="{label}">{shown}</td>')
    parts.append("</tr>")
    return "".join(parts)


def _mark(row: Row, word: str) -> str:
    return f'<span class="mark" data-state="{conditional_escape(row.mark)}">{word}</span>'


# A network of twelve is what the mark was drawn for; a page that knows its own network gives its own number.
UPRIGHTS = 12
_STEP, _THICK, _EAVES = 5, 2, 3


@register.inclusion_tag("core/mark.svg")
def uprights(number: int | str | None = None, joined: int | str | None = None, title: str = "") -> dict[str, object]:
    """The mark: a level line resting on as many uprights as the network has seats.

    Args:
        number: how many uprights; the mark's own when not known (a name that the page lacks comes as "").
        joined: how many the line has reached; the rest stand lower, not yet joined. All when not given.
        title: what the picture says, where it says something.
    """
    count = int(number or UPRIGHTS)
    reached = count if joined in {None, ""} else min(int(joined or 0), count)
    places = [_EAVES + index * _STEP for index in range(count)]
    width = places[-1] + _THICK + _EAVES
    line = width if reached == count else reached * _STEP + _EAVES - _THICK // 2
    return {
        "width": width,
        "line": line if reached else 0,
        "joined": places[:reached],
        "apart": places[reached:],
        "title": title,
    }


@register.filter
def is_tick(field: forms.BoundField) -> bool:
    """Whether a field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def first_id(field: forms.BoundField) -> str:
    """The id that an error's link leads to: the control, or the first of several."""
    return str(field.subwidgets[0].id_for_label or field.auto_id) if field.use_fieldset else str(field.id_for_label)


@register.simple_tag(takes_context=True)
def request_key(context: template.Context) -> SafeString:
    """The hidden field by which pressing twice gives the first answer; stands in every writing form.

    Beside it, for a signed-in person, whose form it is: what was written is kept for that one when the sign-in is gone.
    """
    key = format_html('<input type="hidden" name="request_key" value="{}">', fresh_key())
    person = getattr(context.get("request"), "person", None)
    if person is None:
        return key
    return key + format_html('<input type="hidden" name="{}" value="{}">', DRAWN_FOR, drawn_for(person.actor_key))
