"""Where each municipality's time leads, how likely it reaches its promise, and the fewest occasions that would help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DurationField, ExpressionWrapper, F, OuterRef, Subquery, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.cofinancing import figures
from samverka.cofinancing.figures import forecast as forward
from samverka.cofinancing.figures.forecast import NOTHING, Forecast, Pace, Remedy
from samverka.cofinancing.queries import seats
from samverka.cofinancing.queries.overview import Period, Rates, periods, rates_of, worth
from samverka.cofinancing.queries.seats import SeatTime
from samverka.cofinancing.queries.sight import Host
from samverka.cofinancing.queries.signals import Silence, silences_of, with_silence
from samverka.core import clock
from samverka.core.money import grouped, kronor_text
from samverka.core.months import months_between
from samverka.core.tables import Column, Exports, Kind, Row, Table
from samverka.funding import queries as funding
from samverka.hours import rules as hours_rules
from samverka.meetings.models import AgendaPart, Meeting
from samverka.networks.models import Network, Participation, Terms

HOUR = figures.HOUR
_JOINT_KINDS = (Meeting.Kind.NETWORK_IN_PERSON, Meeting.Kind.NETWORK_ONLINE)
LIKELY, UNLIKELY = 75, 40


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting in the period: when, whose, and its minutes without breaks."""

    day: date
    participation_id: int | None
    minutes: int

    @property
    def is_local(self) -> bool:
        """Whether it is one municipality's local day."""
        return self.participation_id is not None


@dataclass(frozen=True, slots=True)
class SeatForecast:
    """One municipality: what it has promised, where it leads, and what would help."""

    seat: Participation
    required: int
    submitted: int
    booked: int
    found: Forecast | None
    likelihood: int | None
    remedy: Remedy

    @property
    def gap(self) -> int:
        """What is missing by the forecast."""
        return max(0, self.required - self.found.minutes) if self.found else 0


def gatherings(network: Network, first: date, last: date) -> list[Gathering]:
    """The network's meetings and local days that give hours, in one statement."""
    breaks = (
        AgendaPart.objects.filter(meeting=OuterRef("pk"), kind=AgendaPart.Kind.BREAK)
        .order_by()
        .values("meeting")
        .annotate(total=Sum(ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())))
        .values("total")
    )
    rows = (
        Meeting.objects.filter(
            network=network,
            cancelled_at__isnull=True,
            kind__in=(*_JOINT_KINDS, Meeting.Kind.LOCAL_DAY),
        )
        .annotate(pause=Subquery(breaks, output_field=DurationField()))
        .order_by("starts_at", "pk")
    )
    found = []
    for meeting in rows:
        day = clock.day(meeting.starts_at)
        if first <= day <= last:
            length = meeting.ends_at - meeting.starts_at
            pause = getattr(meeting, "pause", None)
            minutes = int((length - pause if pause else length).total_seconds()) // HOUR
            found.append(Gathering(day, meeting.participation_id, max(0, minutes)))
    return found


def seat_forecast(
    seat: Participation,
    network: Network,
    terms: Terms,
    time: SeatTime,
    meetings: Sequence[Gathering],
    period: Period,
    today: date,
) -> SeatForecast:
    """One municipality's forecast of its team's time; its coordinator's share of post is no matter of meetings."""
    days = seats.seat_days(seat, network)
    first, last = figures.overlap(*days, period.first, period.last)
    every = list(months_between(first, last)) if first <= last else []
    closes = funding.rules_of(terms).month_closes_on_working_day
    done = figures.closed_months(first, last, today, closes) if every else 0
    closed, left = every[:done], every[done:]
    promise = seats.pledged(seat, terms, network).team
    all_months = figures.months_of(*days)
    before = figures.months_of(days[0], first) - 1 if first > days[0] else 0
    required = figures.part_by_months(promise, before, len(every), all_months)
    own = [each for each in meetings if each.participation_id in {None, seat.pk} and first <= each.day <= last]
    held = [each for each in own if any(each.day in month for month in closed)]
    booked = [each.minutes for each in own if any(each.day in month for month in left)]
    pace = Pace(
        submitted=sum(time.team[month].submitted for month in closed if month in time.team),
        own_by_month=tuple(time.own_submitted.get(month, 0) for month in closed),
        offered=sum(each.minutes for each in held) * terms.team_size,
        attended=sum(time.joint_submitted.get(month, 0) for month in closed),
        team_size=terms.team_size,
    )
    found = forward.forecast(pace, booked, len(left)) if closed else None
    gap = max(0, required - found.minutes) if found else 0
    typical = pace.team_size * pace.share
    return SeatForecast(
        seat=seat,
        required=required,
        submitted=pace.submitted,
        booked=len(booked),
        found=found,
        likelihood=forward.likelihood(found, required) if found else None,
        remedy=forward.remedy(
            gap,
            local_day=_typical([each for each in meetings if each.is_local]) * typical // 1000,
            meeting=_typical([each for each in meetings if not each.is_local]) * typical // 1000,
            # A month holds at most one more occasion of each sort.
            most_local_days=min(len(left), terms.local_days_per_year),
            most_meetings=min(len(left), terms.meetings_in_person_per_year + terms.meetings_online_per_year),
        ),
    )


def _typical(meetings: Sequence[Gathering]) -> int:
    return forward.middle([each.minutes for each in meetings if each.minutes])


def remedy_text(row: SeatForecast) -> str:
    """What would be enough: Granfors saknar 38 h: en lokal dag och två träffar räcker."""
    if row.found is None or not row.gap:
        return ""
    remedy = row.remedy
    parts = []
    if remedy.local_days:
        parts.append(
            ngettext("%(number)s local day", "%(number)s local days", remedy.local_days)
            % {"number": _number(remedy.local_days)}
        )
    if remedy.meetings:
        parts.append(
            ngettext("%(number)s meeting", "%(number)s meetings", remedy.meetings)
            % {"number": _number(remedy.meetings)}
        )
    values = {
        "name": row.seat.organisation.name,
        "hours": _whole_up(row.gap),
        "what": hours_rules.listed(parts),
        "own": _whole_up(remedy.own_minutes),
    }
    if not parts:
        return _("%(name)s lacks %(hours)s h. The period has no room for more meetings; only own work helps.") % values
    if remedy.own_minutes:
        return _("%(name)s lacks %(hours)s h: %(what)s and %(own)s h of own work are needed.") % values
    return (
        ngettext(
            "%(name)s lacks %(hours)s h: %(what)s is enough.",
            "%(name)s lacks %(hours)s h: %(what)s are enough.",
            remedy.occasions,
        )
        % values
    )


def _number(number: int) -> str:
    words = {1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six")}
    return words.get(number, str(number))


def _whole_up(minutes: int) -> str:
    return grouped(-(-minutes // HOUR))


def _whole(minutes: int) -> str:
    return grouped(minutes // HOUR)


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """Where the time of all municipalities leads."""

    network: Network
    network_name: str
    title: str
    lead: str
    money: str
    periods: tuple[Period, ...]
    table: Table
    exports: Exports
    remedies: tuple[str, ...]
    silences: tuple[Silence, ...]
    overview_href: str


def forecast_page(host: Host, terms: Terms, at: datetime, *, period: str = "", sorted_by: str = "") -> ForecastPage:
    """What the page shows, in four statements beside its guard's."""
    network = host.network
    if not terms.with_hours:
        raise Http404
    slug, today = network.slug, clock.day(at)
    choices = periods(network, period, today, reverse("cofinancing:forecast", args=[slug]))
    chosen = next(choice for choice in choices if choice.is_chosen)
    time = seats.time_by_seat(network, chosen.first, chosen.last, with_attendance=False)
    meetings = gatherings(network, chosen.first, chosen.last)
    accepted = list(with_silence(seats.seats_with_pledge(network), today))
    rows = [
        seat_forecast(seat, network, terms, time.get(seat.pk, SeatTime()), meetings, chosen, today) for seat in accepted
    ]
    known = [row for row in rows if row.found]
    whole = sum((row.found for row in known if row.found), NOTHING)
    required = sum(row.required for row in rows)
    query = f"?period={chosen.key}"
    return ForecastPage(
        network=network,
        network_name=network.name,
        title=_("Forecast %(period)s") % {"period": chosen.label[:1].lower() + chosen.label[1:]},
        lead=_lead(known, whole, required),
        money=_money(rows, whole, rates_of(terms)),
        periods=choices if len(choices) > 1 else (),
        table=_table(rows, whole, required, slug).ordered(sorted_by),
        exports=Exports(csv=reverse("cofinancing:forecast_csv", args=[slug]) + query),
        remedies=tuple(text for text in map(remedy_text, sorted(rows, key=lambda row: -row.gap)) if text),
        silences=silences_of(accepted),
        overview_href=reverse("cofinancing:overview", args=[slug]),
    )


def _lead(known: Sequence[SeatForecast], whole: Forecast, required: int) -> str:
    if not known:
        return _("No month of the period has closed yet, so there is no pace to measure.")
    values = {
        "hours": _whole(whole.minutes),
        "required": _whole(required),
        "percent": forward.likelihood(whole, required),
    }
    if whole.minutes >= required:
        return (
            _(
                "Booked meetings and each municipality's pace lead to %(hours)s h of the %(required)s promised. "
                "It is %(percent)s %% likely that all that is promised is reached."
            )
            % values
        )
    return _(
        "Booked meetings and each municipality's pace lead to %(hours)s h of the %(required)s promised, "
        "%(missing)s h too few. It is %(percent)s %% likely that all that is promised is reached."
    ) % (values | {"missing": _whole_up(required - whole.minutes)})


def _money(rows: Sequence[SeatForecast], whole: Forecast, rates: Rates) -> str:
    value = worth(whole.minutes, rates.team)
    required = worth(sum(row.required for row in rows), rates.team)
    if value is None or required is None or not any(row.found for row in rows):
        return ""
    return _("In kronor the teams' time comes to about %(value)s of %(required)s.") % {
        "value": kronor_text(value),
        "required": kronor_text(required),
    }


def _state(row: SeatForecast) -> tuple[str, str]:
    if row.likelihood is None:
        return "open", _("No pace yet")
    if row.likelihood >= LIKELY:
        return "done", _("Likely")
    return ("waiting", _("Uncertain")) if row.likelihood >= UNLIKELY else ("late", _("Unlikely"))


def _table(rows: Sequence[SeatForecast], whole: Forecast, required: int, slug: str) -> Table:
    def row_of(row: SeatForecast) -> Row:
        mark, word = _state(row)
        return Row(
            (
                row.seat.organisation.name,
                row.required,
                row.submitted,
                row.booked,
                row.found.minutes // HOUR * HOUR if row.found else None,
                -(-row.gap // HOUR) * HOUR,
                row.likelihood,
                word,
            ),
            href=reverse("cofinancing:seat", args=[slug, row.seat.pk]),
            mark=mark,
            mark_text=word,
        )

    is_known = any(row.found for row in rows)
    return Table(
        name="medfinansiering-prognos",
        title=_("Forecast per municipality"),
        columns=(
            Column("municipality", _("Municipality")),
            Column("required", _("Promised"), Kind.MINUTES),
            Column("submitted", _("Submitted for closed months"), Kind.MINUTES),
            Column("booked", _("Booked meetings"), Kind.NUMBER),
            Column("forecast", _("Forecast"), Kind.MINUTES),
            Column("gap", _("Lacks"), Kind.MINUTES),
            Column("likelihood", _("Likelihood, %"), Kind.NUMBER),
            Column("state", _("State"), Kind.STATE),
        ),
        rows=tuple(row_of(row) for row in rows),
        total=Row(
            (
                _("All"),
                required,
                sum(row.submitted for row in rows),
                None,
                whole.minutes // HOUR * HOUR if is_known else None,
                sum(-(-row.gap // HOUR) * HOUR for row in rows),
                forward.likelihood(whole, required) if is_known else None,
                "",
            )
        ),
        notes=(
            _(
                "A booked meeting is expected to give what the municipality's people have given of those held so far; "
                "own work goes on as in the months that have closed. The likelihood follows from how much both vary."
            ),
        ),
        empty_text=_("Here the municipalities will stand once they have accepted their seats."),
    )
