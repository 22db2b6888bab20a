"""The call itself: where it stands, its public page, its calendar file, the host's list and draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samverka import selection
from samverka.calls import figures, rules
from samverka.calls.figures import CallFacts, Stage
from samverka.calls.models import Call, CallChange, Commitment, SelectionDecision, SelectionOutcome, SelectionStudy
from samverka.core import clock
from samverka.core.templatetags.samverka import clock_time, weekday_day
from samverka.core.templatetags.samverka import day as day_text
from samverka.core.verdicts import Verdict
from samverka.core.workdays import SWEDEN, is_working_day
from samverka.meetings.models import Meeting
from samverka.networks import queries as networks
from samverka.networks.models import Network, Participation, Terms
from samverka.people.models import Person
from samverka.places import queries as places
from samverka.places.queries import Dot, Map

STAGE_WORDS: dict[Stage, Promise] = {
    Stage.DRAFT: pgettext_lazy("call", "Draft"),
    Stage.ANNOUNCED: pgettext_lazy("call", "Opens soon"),
    Stage.OPEN: pgettext_lazy("call", "Open for interest"),
    Stage.INTEREST_CLOSED: pgettext_lazy("call", "Interest is being confirmed"),
    Stage.CONFIRMATION_CLOSED: pgettext_lazy("call", "Confirmation closed"),
    Stage.SELECTING: pgettext_lazy("call", "Selection under way"),
    Stage.DECIDED: pgettext_lazy("call", "Selection decided"),
    Stage.LETTERS_CLOSED: pgettext_lazy("call", "Letters of intent closed"),
    Stage.SEATED: pgettext_lazy("call", "All seats accepted"),
    Stage.CANCELLED: pgettext_lazy("call", "Cancelled"),
}


def said(swedish: str, english: str) -> str:
    """The text in the language of the page; Swedish where no English has been written."""
    return english if get_language() == "en" and english else swedish


def call_title(call: Call) -> str:
    """The call's title in the language of the page."""
    return said(call.title, call.title_en)


def one_call(slug: str) -> Call:
    """A published call, for anyone.

    Raises:
        Http404: when there is none, or it is still a draft.
    """
    call = (
        Call.objects.filter(slug=slug, published_at__isnull=False)
        .select_related("network", "information_meeting")
        .annotate(**_latest_change())
        .first()
    )
    if call is None:
        raise Http404
    return call


def _latest_change() -> dict[str, Subquery]:
    """When and why a call was last changed in the open, so that its page says so without asking again."""
    latest = CallChange.objects.filter(call=OuterRef("pk")).order_by("-pk")
    return {name: Subquery(latest.values(name)[:1]) for name in ("changed_at", "reason")}


def hosted_call(person: Person, network_slug: str, slug: str, day: date) -> Call:
    """A call, drafts too, for the staff of its network's host.

    Raises:
        Http404: when there is none, or the person is not of the staff on the day.
    """
    call = _hosted(person, network_slug, slug, day).first()
    if call is None:
        raise Http404
    return call


def call_to_select(person: Person, network_slug: str, slug: str, day: date) -> Call:
    """A hosted call, with its latest study in the same statement.

    Raises:
        Http404: when there is none, or the person is not of the staff on the day.
    """
    latest = SelectionStudy.objects.filter(call=OuterRef("pk")).order_by("-pk")
    call = (
        _hosted(person, network_slug, slug, day)
        .annotate(
            study_for=Subquery(latest.values("fingerprint")[:1]), study_found=Subquery(latest.values("found")[:1])
        )
        .first()
    )
    if call is None:
        raise Http404
    return call


def _hosted(person: Person, network_slug: str, slug: str, day: date) -> QuerySet[Call]:
    is_staff = Q(network__staff__first_day__lte=day) & (
        Q(network__staff__last_day__isnull=True) | Q(network__staff__last_day__gte=day)
    )
    return (
        Call.objects.filter(is_staff, network__staff__person=person, network__slug=network_slug, slug=slug)
        .select_related("network", "information_meeting")
        .distinct()
    )


def calls_of(network: Network) -> QuerySet[Call]:
    """The network's calls, newest first."""
    return Call.objects.filter(network=network).select_related("network").order_by("-opens_day", "-pk")


def is_decided(call: Call) -> bool:
    """Whether the selection of the call has been decided."""
    return SelectionDecision.objects.filter(call=call).exists()


def facts_of(calls: Sequence[Call], seats: dict[int, int]) -> dict[int, CallFacts]:
    """What the stages of these calls are read from, in one statement; `seats` by network."""
    accepted = Participation.objects.filter(
        network=OuterRef("decision__call__network"),
        organisation=OuterRef("interest__organisation"),
        accepted_at__isnull=False,
        left_at__isnull=True,
    )
    kept = (
        SelectionOutcome.objects.filter(
            Q(outcome=SelectionOutcome.Outcome.CHOSEN) | Q(offered_at__isnull=False),
            decision__call=OuterRef("pk"),
            lapsed_at__isnull=True,
            interest__withdrawn_at__isnull=True,
        )
        .annotate(has_seat=Exists(accepted))
        .order_by()
        .values("decision__call")
    )
    letters = Q(interests__letter__completed_at__isnull=False)
    confirmed = Q(interests__confirmed_at__isnull=False, interests__withdrawn_at__isnull=True)
    counted = {
        row["pk"]: row
        for row in Call.objects.filter(pk__in=[call.pk for call in calls])
        .annotate(
            decided=Exists(SelectionDecision.objects.filter(call=OuterRef("pk"))),
            chosen=Subquery(kept.annotate(number=Count("pk")).values("number")),
            accepted=Subquery(kept.annotate(number=Count("pk", filter=Q(has_seat=True))).values("number")),
            confirmed=Count("interests", filter=confirmed),
            with_letter=Count("interests", filter=confirmed & letters),
        )
        .values("pk", "decided", "chosen", "accepted", "confirmed", "with_letter")
    }
    found = {}
    for call in calls:
        row = counted[call.pk]
        after_letters = call.selection_when == Call.SelectionWhen.AFTER_LETTERS
        found[call.pk] = CallFacts(
            is_published=call.published_at is not None,
            is_cancelled=call.cancelled_at is not None,
            opens_day=call.opens_day,
            interest_day=call.interest_day,
            confirmation_day=call.confirmation_day,
            letter_day=call.letter_day,
            after_letters=after_letters,
            is_decided=row["decided"],
            eligible=row["with_letter"] if after_letters else row["confirmed"],
            seats=seats.get(call.network_id, 0),
            chosen=row["chosen"] or 0,
            accepted=row["accepted"] or 0,
        )
    return found


def stage_of(call: Call, terms: Terms, day: date) -> Stage:
    """Where the call stands on a day."""
    return figures.stage(facts_of([call], {call.network_id: terms.seats})[call.pk], day)


def rules_fault(call_rules: Mapping[str, object], *, seats: int) -> tuple[str, str] | None:
    """The sentence (Swedish, English) that says why selection rules can't be used; None when they can."""
    try:
        figures.rules_for_engine(call_rules, seats=max(seats, 1), seed="")
    except selection.Refused as refused:
        return refused.sv, refused.en
    except (TypeError, ValueError, IndexError):
        return "Urvalsreglerna har fel form.", "The selection rules are malformed."
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a call: what happens, and whether it lies behind, is now or comes."""

    title: str
    day: date
    note: str
    # True when the whole day until 23.59 counts; an hour stands in `at` otherwise.
    is_deadline: bool
    at: datetime | None
    state: str
    # Said to the host only: the day is no working day.
    day_note: str = ""
    href: str = ""


def steps(call: Call, day: date) -> tuple[Step, ...]:
    """What happens when, in order, with the step under way marked as now."""
    after_letters = call.selection_when == Call.SelectionWhen.AFTER_LETTERS
    meeting = call.information_meeting
    rows: list[tuple[str, date, str, bool, datetime | None]] = [
        (_("The call opens"), call.opens_day, "", False, None),
        (
            _("Last day to express interest"),
            call.interest_day,
            _("A first expression of interest takes a few minutes. You save and return until you send it in."),
            True,
            None,
        ),
    ]
    if meeting and not meeting.cancelled_at:
        rows.append((_("Information meeting"), clock.day(meeting.starts_at), "", False, meeting.starts_at))
    rows.append(
        (
            _("Last day to confirm the interest"),
            call.confirmation_day,
            _("After the information meeting you say whether you want to continue."),
            True,
            None,
        )
    )
    decision = (
        _("The selection is decided"),
        call.decision_day,
        _("Only if more want to take part than there are seats. Everyone gets an answer with its reason."),
        False,
        None,
    )
    letter = (
        _("Last day for the letter of intent"),
        call.letter_day,
        _("Signed by the chief executive and the chair of the executive board."),
        True,
        None,
    )
    rows += [letter, decision] if after_letters else [decision, letter]
    network = call.network
    rows.append((_("The network begins"), network.first_day, "", False, None))
    coming = next((index for index, row in enumerate(rows) if row[1] >= day), len(rows))
    return tuple(
        Step(
            title=title,
            day=when,
            note=note,
            is_deadline=is_deadline,
            at=at,
            state="done" if index < coming else "now" if index == coming else "coming",
            day_note=working_day_note(when) if is_deadline else "",
        )
        for index, (title, when, note, is_deadline, at) in enumerate(rows)
    )


def working_day_note(day: date) -> str:
    """A note to the host about a deadline when no office is open; empty on a working day."""
    if is_working_day(day):
        return ""
    return _("%(day)s is not a working day. Those who answer may find nobody to ask.") % {
        "day": weekday_day(day).capitalize()
    }


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a name of the call, with its word."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CallPage:
    """The public page of a call."""

    slug: str
    title: str
    lead: str
    purpose: str
    stage: str
    is_cancelled: bool
    municipality_commitments: tuple[str, ...]
    host_commitments: tuple[str, ...]
    host: str
    network_name: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    selection_words: tuple[str, ...]
    fingerprint: str
    seed: str
    contact_name: str
    contact_email: str
    may_start: Verdict
    days_left: int
    last_day: date
    calendar_href: str
    questions_href: str
    start_href: str
    own_href: str
    decision_href: str
    letter_note: str
    # Where the financing stands, in a sentence; seats are conditional until it has been granted.
    funding: str
    is_conditional: bool
    # When and why the call was last changed in the open; None when it never was.
    changed_at: datetime | None
    change_reason: str
    changes_href: str
    feed_href: str
    map: Map


def call_page(call: Call, person: Person | None, at: datetime) -> CallPage:
    """What anyone reads about a call; who has an interest in it is led to it."""
    day = clock.day(at)
    terms = networks.holding_terms(call.network)
    facts = facts_of([call], {call.network_id: terms.seats})[call.pk]
    commitments = list(Commitment.objects.filter(call=call).order_by("party", "position"))
    own = (
        call.interests.filter(contacts__person=person, contacts__last_day__isnull=True, withdrawn_at__isnull=True)
        .values_list("pk", flat=True)
        .first()
        if person
        else None
    )
    return CallPage(
        slug=call.slug,
        title=call_title(call),
        lead=said(call.lead, call.lead_en),
        purpose=said(call.purpose, call.purpose_en),
        stage=str(STAGE_WORDS[figures.stage(facts, day)]),
        is_cancelled=facts.is_cancelled,
        municipality_commitments=_promises(commitments, Commitment.Party.MUNICIPALITY),
        host_commitments=_promises(commitments, Commitment.Party.HOST),
        host=call.network.host_organisation,
        network_name=call.network.name,
        steps=steps(call, day),
        facts=terms_facts(terms, call.network),
        selection_words=rules_in_words(call, terms),
        fingerprint=selection.seed_fingerprint(call.lottery_seed),
        seed=call.lottery_seed if facts.is_decided else "",
        contact_name=call.contact_name,
        contact_email=call.contact_email,
        may_start=rules.may_start_interest(call, day=day),
        days_left=(call.interest_day - day).days,
        last_day=call.interest_day,
        questions_href=reverse("calls:questions", args=[call.slug]),
        calendar_href=reverse("calls:calendar", args=[call.slug]),
        start_href=reverse("calls:choose", args=[call.slug]),
        own_href=reverse("calls:interest", args=[call.slug, own]) if own else "",
        decision_href=reverse("calls:decision", args=[call.slug]) if facts.is_decided else "",
        letter_note=_("The letter of intent is the condition for a seat."),
        funding=funding_words(call.network),
        is_conditional=call.network.granted_day is None,
        changed_at=getattr(call, "changed_at", None),
        change_reason=getattr(call, "reason", None) or "",
        changes_href=reverse("calls:changes", args=[call.slug]),
        feed_href=reverse("calls:feed", args=[call.slug]),
        map=places.map_of(
            [Dot(float(latitude), float(longitude)) for _c, _n, latitude, longitude in register()],
            title=_("The municipalities of the country"),
        ),
    )


@cache
def register() -> tuple[tuple[str, str, str, str], ...]:
    """Code, name and place of the register's municipalities. They come with a migration, so a process asks once."""
    rows = places.real_municipalities().values_list("code", "name", "latitude", "longitude")
    return tuple((code, name, str(latitude), str(longitude)) for code, name, latitude, longitude in rows)


def funding_words(network: Network) -> str:
    """How far the financing has come: planned, applied for, granted or rejected (R1)."""
    if network.granted_day:
        return _("The support was granted on %(day)s.") % {"day": day_text(network.granted_day)}
    if network.rejected_day:
        return _("The support was rejected on %(day)s. The seats stay conditional.") % {
            "day": day_text(network.rejected_day)
        }
    if network.applied_day:
        return _("The support was applied for on %(day)s. The seats are conditional until it has been granted.") % {
            "day": day_text(network.applied_day)
        }
    return _("The support is to be applied for. The seats are conditional until it has been granted.")


def _promises(commitments: Sequence[Commitment], party: str) -> tuple[str, ...]:
    return tuple(said(row.text, row.text_en) for row in commitments if row.party == party)


def terms_facts(terms: Terms, network: Network) -> tuple[Fact, ...]:
    """The numbers of the programme as the terms have them."""
    return (
        Fact(_("Seats"), str(terms.seats)),
        Fact(_("Reserves"), str(terms.reserve_seats)),
        Fact(_("Roles in the project team"), str(terms.team_size)),
        Fact(_("Hours a year for the team"), str(terms.hours_per_year)),
        Fact(_("Of which joint meetings"), f"{terms.joint_share_percent}\u00a0%"),
        Fact(_("Working time of the coordinator"), f"{terms.coordinator_share_percent}\u00a0%"),
        Fact(
            _("Network meetings a year"),
            _("%(in_person)s in person, %(online)s online")
            % {"in_person": terms.meetings_in_person_per_year, "online": terms.meetings_online_per_year},
        ),
        Fact(_("Local days a year"), str(terms.local_days_per_year)),
        Fact(_("Period"), f"{network.first_day:%Y-%m-%d} – {network.last_day:%Y-%m-%d}"),
    )


LEVEL_WORDS = {
    "early": pgettext_lazy("stage in a rule", "early on the way"),
    "midway": pgettext_lazy("stage in a rule", "midway"),
    "advanced": pgettext_lazy("stage in a rule", "far on the way"),
}


def size_label(number: int, limits: Sequence[int]) -> str:
    """A size class in words: `under 15 000 invånare`."""
    if not limits:
        return _("any number of inhabitants")
    if number == 1:
        return _("under %(high)s inhabitants") % {"high": _grouped(limits[0])}
    if number > len(limits):
        return _("%(low)s inhabitants or more") % {"low": _grouped(limits[-1])}
    return _("%(low)s–%(high)s inhabitants") % {
        "low": _grouped(limits[number - 2]),
        "high": _grouped(limits[number - 1] - 1),
    }


def size_short(number: int, limits: Sequence[int]) -> str:
    """A size class in a table, where the column says inhabitants: `under 15 000`."""
    if not limits:
        return "–"
    if number == 1:
        return _("under %(high)s") % {"high": _grouped(limits[0])}
    if number > len(limits):
        return _("%(low)s or more") % {"low": _grouped(limits[-1])}
    return f"{_grouped(limits[number - 2])}–{_grouped(limits[number - 1] - 1)}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def rules_in_words(call: Call, terms: Terms) -> tuple[str, ...]:
    """The selection rules of a call as sentences, in the fixed order in which they are applied (R7)."""
    return words_of_rules(call.selection_rules, seats=terms.seats)


def words_of_rules(values: Mapping[str, Any], *, seats: int) -> tuple[str, ...]:
    """Selection rules as sentences."""
    limits = figures.size_limits(values)
    quotas = values.get("quotas", {})
    words = [
        _("If no more confirm than there are seats, nobody is left out and no selection is made.") if seats else ""
    ]
    for level, (low, high) in sorted(quotas.get("size_class", {}).items()):
        words.append(
            _("Between %(low)s and %(high)s of the chosen have %(size)s.")
            % {"low": low, "high": high, "size": size_label(int(level), limits)}
        )
    for level in ("early", "midway", "advanced"):
        if level in quotas.get("stage", {}):
            low, high = quotas["stage"][level]
            words.append(
                _("Between %(low)s and %(high)s of the chosen are %(stage)s.")
                % {"low": low, "high": high, "stage": LEVEL_WORDS[level]}
            )
    most = values.get("at_most", {}).get("county")
    if most:
        words.append(
            ngettext(
                "At most %(count)s of the chosen lies in the same county.",
                "At most %(count)s of the chosen lie in the same county.",
                most,
            )
            % {"count": most}
        )
    words.append(_("Among all sets that meet this, the one is sought whose two nearest lie as far apart as possible."))
    tolerance = str(values.get("tolerance", "0"))
    if tolerance.strip("0."):
        words.append(
            _(
                "Sets whose smallest distance is within %(percent)s of the best count as equally good; among them, the "
                "one nearest to all municipalities of the country is taken."
            )
            % {"percent": _percent(tolerance)}
        )
    else:
        words.append(_("Among equally good sets, the one nearest to all municipalities of the country is taken."))
    words.append(_("What is still equal is drawn by lot; the seed was fixed before anyone could apply."))
    return tuple(word for word in words if word)


def _percent(tolerance: str) -> str:
    whole = f"{float(tolerance) * 100:g}"
    return f"{whole.replace('.', ',') if get_language() == 'sv' else whole}\u00a0%"


def calendar_text(call: Call, at: datetime) -> str:
    """The days of a call as an iCalendar file; deadlines are whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//calls//SV")
    calendar.add("version", "2.0")
    calendar.add("name", call_title(call))
    address = settings.BASE_URL + reverse("calls:call", args=[call.slug])
    host = settings.BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
    for number, step in enumerate(steps(call, clock.day(at))):
        event = Event()
        event.add("uid", f"call-{call.pk}-{number}@{host}")
        event.add("dtstamp", at)
        event.add("summary", f"{step.title}: {call_title(call)}")
        event.add("url", address)
        if step.at and call.information_meeting:
            event.add("dtstart", timezone.localtime(step.at, SWEDEN))
            event.add("dtend", timezone.localtime(call.information_meeting.ends_at, SWEDEN))
        else:
            event.add("dtstart", step.day)
            event.add("dtend", step.day + timedelta(days=1))
        if step.note:
            event.add("description", step.note)
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


@dataclass(frozen=True, slots=True)
class CallCard:
    """A call in a list."""

    title: str
    lead: str
    href: str
    host: str
    stage: str
    is_open: bool
    last_day: date
    days_left: int


@dataclass(frozen=True, slots=True)
class HostCallsPage:
    """The host's calls in a network."""

    network_name: str
    network_slug: str
    new_href: str
    calls: tuple[CallCard, ...]


def host_calls_page(network: Network, at: datetime) -> HostCallsPage:
    """The host's list of calls, with where each stands."""
    day = clock.day(at)
    rows = list(calls_of(network))
    seats = networks.holding_terms(network).seats
    facts = facts_of(rows, {network.pk: seats}) if rows else {}
    return HostCallsPage(
        network_name=network.name,
        network_slug=network.slug,
        new_href=reverse("calls:draft", args=[network.slug]),
        calls=tuple(
            CallCard(
                title=call_title(call),
                lead=said(call.lead, call.lead_en),
                href=reverse("calls:funnel" if call.published_at else "calls:edit", args=[network.slug, call.slug]),
                host=network.host_organisation,
                stage=str(STAGE_WORDS[figures.stage(facts[call.pk], day)]),
                is_open=figures.stage(facts[call.pk], day) is Stage.OPEN,
                last_day=call.interest_day,
                days_left=(call.interest_day - day).days,
            )
            for call in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The host's form for a call."""

    network_name: str
    network_slug: str
    title: str
    slug: str
    # Where the form is sent.
    action: str
    back_href: str
    preview_href: str
    publish_href: str
    cancel_href: str
    may_change: Verdict
    is_published: bool
    may_publish: Verdict
    may_cancel: Verdict
    day_notes: tuple[str, ...]
    fingerprint: str


def draft_page(network: Network, call: Call | None) -> DraftPage:
    """The form of a new call, or of a draft."""
    if call is None:
        from_scratch = Verdict(yes=False)
        return DraftPage(
            network_name=network.name,
            network_slug=network.slug,
            title="",
            slug="",
            action=reverse("calls:write_draft", args=[network.slug]),
            back_href=reverse("calls:host_calls", args=[network.slug]),
            preview_href="",
            publish_href="",
            cancel_href="",
            may_change=Verdict(yes=True),
            is_published=False,
            may_publish=from_scratch,
            may_cancel=from_scratch,
            day_notes=(),
            fingerprint="",
        )
    where = [network.slug, call.slug]
    parties = list(Commitment.objects.filter(call=call).values_list("party", flat=True))
    days = (call.interest_day, call.confirmation_day, call.letter_day)
    decided = is_decided(call)
    return DraftPage(
        network_name=network.name,
        network_slug=network.slug,
        title=call.title,
        slug=call.slug,
        action=reverse("calls:change", args=where),
        back_href=reverse("calls:host_calls", args=[network.slug]),
        preview_href=reverse("calls:preview", args=where),
        publish_href=reverse("calls:publish", args=where),
        cancel_href=reverse("calls:cancel", args=where),
        may_change=rules.may_change_call(call, is_decided=decided),
        is_published=call.published_at is not None,
        may_publish=rules.may_publish(
            call,
            municipality_commitments=parties.count(Commitment.Party.MUNICIPALITY),
            host_commitments=parties.count(Commitment.Party.HOST),
        ),
        may_cancel=rules.may_cancel(call, is_decided=decided),
        day_notes=tuple(note for note in map(working_day_note, days) if note),
        fingerprint=selection.seed_fingerprint(call.lottery_seed) if call.lottery_seed else "",
    )


def draft_values(call: Call) -> dict[str, object]:
    """What stands in a draft, as the form shows it."""
    commitments = list(Commitment.objects.filter(call=call).order_by("party", "position"))

    def lines(party: str, column: str) -> str:
        return "\n".join(str(getattr(row, column)) for row in commitments if row.party == party).strip()

    values = call.selection_rules
    quotas = values.get("quotas", {})
    limits = figures.size_limits(values)
    found: dict[str, object] = {
        name: getattr(call, name)
        for name in (
            "title",
            "title_en",
            "lead",
            "lead_en",
            "purpose",
            "purpose_en",
            "opens_day",
            "interest_day",
            "confirmation_day",
            "decision_day",
            "letter_day",
            "selection_when",
            "lottery_seed",
            "contact_name",
            "contact_email",
        )
    }
    found |= {
        "information_meeting": call.information_meeting_id or "",
        "municipality_commitments": lines(Commitment.Party.MUNICIPALITY, "text"),
        "municipality_commitments_en": lines(Commitment.Party.MUNICIPALITY, "text_en"),
        "host_commitments": lines(Commitment.Party.HOST, "text"),
        "host_commitments_en": lines(Commitment.Party.HOST, "text_en"),
        "tolerance_percent": (Decimal(str(values.get("tolerance", "0"))) * 100).normalize(),
        "most_per_county": values.get("at_most", {}).get("county"),
        "size_limits": ", ".join(str(limit) for limit in limits),
    }
    for number in (1, 2, 3, 4):
        low, high = quotas.get("size_class", {}).get(str(number), (None, None))
        found |= {f"size_{number}_low": low, f"size_{number}_high": high}
    for level in ("early", "midway", "advanced"):
        low, high = quotas.get("stage", {}).get(level, (None, None))
        found |= {f"{level}_low": low, f"{level}_high": high}
    return found


def information_meetings(network: Network) -> QuerySet[Meeting]:
    """The network's information meetings that stand, the latest first."""
    return Meeting.objects.filter(network=network, kind=Meeting.Kind.INFORMATION, cancelled_at__isnull=True).order_by(
        "-starts_at"
    )


def meeting_label(meeting: Meeting) -> str:
    """A meeting in a list of choices."""
    return f"{meeting.title}, {weekday_day(meeting.starts_at)} {clock_time(meeting.starts_at)}"
