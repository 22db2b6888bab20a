"""What has been changed in a published call: old beside new, and what is new about it as a feed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls.models import Call, CallChange, CallQuestion, SelectionDecision
from samverka.calls.queries.call import call_title, said, words_of_rules
from samverka.calls.rules import CallDraft
from samverka.core.templatetags.samverka import deadline
from samverka.meetings.models import Meeting
from samverka.networks import queries as networks
from samverka.selection import seed_fingerprint

# What can be changed in a published call, in the order in which it is shown.
WORDS = {
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("Lead"),
    "purpose": gettext_lazy("Purpose"),
    "title_en": gettext_lazy("Title in English"),
    "lead_en": gettext_lazy("Lead in English"),
    "purpose_en": gettext_lazy("Purpose in English"),
    "opens_day": gettext_lazy("The call opens"),
    "interest_day": gettext_lazy("Last day to express interest"),
    "information_meeting": gettext_lazy("Information meeting"),
    "confirmation_day": gettext_lazy("Last day to confirm the interest"),
    "decision_day": gettext_lazy("The selection is decided"),
    "letter_day": gettext_lazy("Last day for the letter of intent"),
    "selection_when": gettext_lazy("When the selection is made"),
    "selection_rules": gettext_lazy("Selection rules"),
    "lottery_seed": gettext_lazy("Fingerprint of the lottery's seed"),
    "contact_name": gettext_lazy("Who answers questions"),
    "contact_email": gettext_lazy("E-mail for questions"),
}


def differences(call: Call, draft: CallDraft) -> list[dict[str, object]]:
    """What a draft would change in a call, as plain values; of the lottery's seed only the fingerprint."""
    wanted = draft.columns()
    found: list[dict[str, object]] = []
    for name in WORDS:
        before, after = _plain(name, getattr(call, name)), _plain(name, wanted[name])
        if before != after:
            found.append({"what": name, "before": before, "after": after})
    return found


def _plain(name: str, value: Any) -> object:
    if name == "lottery_seed":
        return seed_fingerprint(str(value)) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Meeting):
        return value.title
    if isinstance(value, Mapping):
        return dict(value)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed: what it is, what stood before and what stands now, each as lines."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a published call."""

    at: datetime
    by: str
    reason: str
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All changes of a call, the latest first."""

    call_title: str
    call_href: str
    changes: tuple[Change, ...]


def changes_page(call: Call) -> ChangesPage:
    """What has been changed since the call was published."""
    seats = networks.holding_terms(call.network).seats
    return ChangesPage(
        call_title=call_title(call),
        call_href=reverse("calls:call", args=[call.slug]),
        changes=tuple(
            Change(
                at=row.changed_at,
                by=row.changed_by.actor_name,
                reason=row.reason,
                changed=tuple(
                    Changed(
                        what=str(WORDS[one["what"]]),
                        before=_words(one["what"], one["before"], seats),
                        after=_words(one["what"], one["after"], seats),
                    )
                    for one in row.changes
                ),
            )
            for row in CallChange.objects.filter(call=call).select_related("changed_by").order_by("-pk")
        ),
    )


def change_sentences(change: CallChange) -> tuple[str, ...]:
    """What was changed, in short lines for a letter: days with old and new, the rest by name."""
    lines = []
    for one in change.changes:
        what = str(WORDS[one["what"]])
        if one["what"].endswith("_day"):
            before, after = (_words(one["what"], one[side], 0)[0] for side in ("before", "after"))
            lines.append(
                _("%(what)s: %(after)s (before: %(before)s)") % {"what": what, "after": after, "before": before}
            )
        else:
            lines.append(what)
    return tuple(lines)


def _words(name: str, value: Any, seats: int) -> tuple[str, ...]:
    if not value:
        return ("–",)
    if name == "selection_rules":
        return words_of_rules(value, seats=seats)
    if name == "selection_when":
        return (str(Call.SelectionWhen(value).label),)
    if name.endswith("_day"):
        return (deadline(date.fromisoformat(value)),)
    return tuple(line for line in str(value).splitlines() if line.strip())


# --- What is new, as a feed ---

ATOM = "http://www.w3.org/2005/Atom"


def feed(call: Call) -> str:
    """What has happened in a call, as an Atom feed: published, changed, answered, decided; the latest first."""
    here = settings.BASE_URL + reverse("calls:call", args=[call.slug])
    entries: list[tuple[datetime, str, str, str]] = []
    if call.published_at:
        entries.append((call.published_at, _("The call has been published"), said(call.lead, call.lead_en), here))
    entries += [
        (row.changed_at, _("The call has been changed"), row.reason, _link("changes", call))
        for row in CallChange.objects.filter(call=call)
    ]
    entries += [
        (row.answered_at, row.text, row.answer, _link("questions", call))
        for row in CallQuestion.objects.filter(call=call, answered_at__isnull=False)
        if row.answered_at
    ]
    entries += [
        (row.decided_at, _("The selection has been decided"), row.note, _link("decision", call))
        for row in SelectionDecision.objects.filter(call=call)
    ]
    entries.sort(key=lambda entry: entry[0], reverse=True)
    root = ET.Element("feed", {"xmlns": ATOM})
    _add(root, "id", here)
    _add(root, "title", call_title(call))
    ET.SubElement(root, "link", {"href": here})
    ET.SubElement(root, "link", {"rel": "self", "href": _link("feed", call)})
    _add(ET.SubElement(root, "author"), "name", call.network.host_organisation)
    _add(root, "updated", (entries[0][0] if entries else call.drafted_at).isoformat())
    for at, title, text, address in entries:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", f"{address}#{at.isoformat()}")
        _add(entry, "title", title)
        _add(entry, "updated", at.isoformat())
        ET.SubElement(entry, "link", {"href": address})
        _add(entry, "content", text)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _link(name: str, call: Call) -> str:
    return settings.BASE_URL + reverse(f"calls:{name}", args=[call.slug])


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
