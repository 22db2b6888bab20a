"""What an example can begin with: what is already recorded about the municipality (R30).

Only what may leave the municipality is taken: nothing with a legal ground for secrecy, and no persons.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.core.money import grouped, hours_text
from samverka.enterprises.models import Collaboration, Dialogue, Outcome, State
from samverka.goals.models import Decision, ExternalStructure, GoverningDocument, InternalStructure
from samverka.hours import queries as hours
from samverka.meetings.models import Meeting
from samverka.networks.models import Participation

FEWEST_PEOPLE_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts that an example begins with."""

    ingress: str = ""
    background: str = ""
    done: str = ""
    results: str = ""
    partners: str = ""
    form: str = ""
    dimensions: tuple[str, ...] = ()
    figures: tuple[dict[str, str], ...] = ()
    # By name, the enterprises that it names and that must approve, with their address and number in the register.
    enterprises: tuple[tuple[str, str, int | None], ...] = field(default=())
    collaboration: Collaboration | None = None
    governing_document: GoverningDocument | None = None


def _day(value: date) -> str:
    return date_format(value, "j F Y")


def _decided(participation: Participation) -> tuple[list[str], GoverningDocument | None]:
    lines = [
        _("%(day)s: %(body)s decided on %(title)s.")
        % {"day": _day(decision.decided_day), "body": decision.body, "title": decision.title}
        for decision in Decision.objects.filter(participation=participation, withdrawn_at__isnull=True).order_by(
            "decided_day"
        )
    ]
    adopted = list(
        GoverningDocument.objects.filter(
            participation=participation, adopted_at__isnull=False, repealed_at__isnull=True
        ).order_by("decided_day")
    )
    lines += [
        _("%(day)s: %(body)s adopted %(title)s.")
        % {"day": _day(document.decided_day), "body": document.decided_by, "title": document.title}
        for document in adopted
        if document.decided_day
    ]
    return lines, adopted[-1] if adopted else None


def _structures(participation: Participation) -> list[str]:
    lines = []
    inner = InternalStructure.objects.filter(participation=participation).first()
    if inner and inner.mandate:
        lines.append(_("Inside the municipality: %(mandate)s") % {"mandate": inner.mandate})
    lines += [
        _("Together with others: %(name)s, %(kind)s.") % {"name": one.name, "kind": one.get_kind_display().lower()}
        for one in ExternalStructure.objects.filter(participation=participation, closed_at__isnull=True).order_by("pk")
    ]
    return lines


def _outcome(collaboration: Collaboration) -> list[dict[str, str]]:
    """What was delivered, as counts; of few people no number is shown (R28)."""
    outcome = (
        Outcome.objects.filter(collaboration=collaboration, kind=Outcome.Kind.DELIVERED).order_by("-day", "-pk").first()
    )
    if outcome is None:
        return []
    source = _("Follow-up of the agreement, %(day)s") % {"day": _day(outcome.day)}
    found = []
    for what, value in ((_("People in work"), outcome.people_in_work), (_("Places"), outcome.places)):
        if value:
            shown = grouped(value) if value >= FEWEST_PEOPLE_SHOWN else f"<{FEWEST_PEOPLE_SHOWN}"
            found.append({"what": what, "value": shown, "source": source})
    return found


def compiled(participation: Participation, collaboration: Collaboration | None, at: datetime) -> Draft:
    """The draft of an example about a municipality, or about one of its collaborations."""
    today = at.date()
    name = participation.organisation.name
    decided, document = _decided(participation)
    done = [*decided, *_structures(participation)]
    figures: list[dict[str, str]] = []
    enterprises: list[tuple[str, str, int | None]] = []
    if collaboration is not None:
        figures += _outcome(collaboration)
        enterprises = [
            (one.name, one.enterprise.contact_email if one.enterprise else "", one.enterprise_id)
            for one in collaboration.counterparts.select_related("enterprise").order_by("pk")
        ]
        done.append(
            _("%(title)s: %(form)s.") % {"title": collaboration.title, "form": collaboration.get_form_display()}
        )
        if collaboration.competition:
            done.append(collaboration.competition)
    talks = Dialogue.objects.filter(
        organisation=participation.organisation, archived_at__isnull=True, secrecy_ground="", day__lte=today
    ).count()
    if talks:
        figures.append(
            {
                "what": _("Dialogues with enterprises"),
                "value": grouped(talks),
                "source": _("The dialogue log in Samverka"),
            }
        )
    held = Meeting.objects.filter(
        network=participation.network, participation=participation, cancelled_at__isnull=True, ends_at__lte=at
    ).count()
    seat = hours.hours_by_seat(participation.network, participation.first_day, today).get(participation.pk)
    spent = seat.team.confirmed.minutes if seat else 0
    if spent:
        figures.append(
            {
                "what": _("Working hours that the team has attested"),
                "value": hours_text(spent),
                "source": _("Hours in Samverka, %(day)s") % {"day": _day(today)},
            }
        )
    if held:
        done.append(
            ngettext("%(number)s local day was held.", "%(number)s local days were held.", held) % {"number": held}
        )
    return Draft(
        background=_("%(name)s takes part in %(network)s since %(day)s.")
        % {"name": name, "network": participation.network.name, "day": _day(participation.first_day)},
        done="\n\n".join(done),
        results=collaboration.description if collaboration else "",
        partners=", ".join(row[0] for row in enterprises),
        form=collaboration.form if collaboration else "",
        dimensions=("D6",) if collaboration else (("D2",) if document else ()),
        figures=tuple(figures),
        enterprises=tuple(enterprises),
        collaboration=collaboration,
        governing_document=document,
    )


def collaborations_to_tell_of(participation: Participation) -> list[tuple[str, str]]:
    """The collaborations that an example may be about: agreed, and without a legal ground for secrecy."""
    rows = Collaboration.objects.filter(
        organisation=participation.organisation,
        secrecy_ground="",
        steps__left_at__isnull=True,
        steps__state__in=(State.AGREED, State.RUNNING, State.COMPLETED),
    ).order_by("title_sort")
    return [(str(row.pk), row.title) for row in rows]


def collaboration_of(participation: Participation, chosen: str) -> Collaboration | None:
    """The chosen collaboration, where it may be told of."""
    keys = {key for key, _title in collaborations_to_tell_of(participation)}
    return Collaboration.objects.get(pk=int(chosen)) if chosen in keys else None
