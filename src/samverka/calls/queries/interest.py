"""An organisation's entry in a call: choosing the organisation, the draft and its parts, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from samverka.calls import figures, rules
from samverka.calls.models import (
    Band,
    Call,
    Commitment,
    Interest,
    InterestContact,
    LetterOfIntent,
    ProposedMember,
    SelectionOutcome,
)
from samverka.calls.queries import rubric
from samverka.calls.queries.call import call_title, said
from samverka.calls.rules import Missing
from samverka.core import clock
from samverka.core.verdicts import YES, Verdict, no
from samverka.core.words import search_key
from samverka.networks import queries as networks
from samverka.networks.models import Participation, Terms
from samverka.people import queries as people
from samverka.people import rules as people_rules
from samverka.people.models import MemberDomain, MemberOrganisation, Person
from samverka.places.models import Municipality
from samverka.teams.models import Area

PARTS = ("about", "anchoring", "assessment", "team", "commitments")
PART_SLUGS = {
    "about": "om-er",
    "anchoring": "forankring",
    "assessment": "sjalvskattning",
    "team": "team",
    "commitments": "ataganden",
}
PART_TITLES: dict[str, Promise] = {
    "about": pgettext_lazy("part", "About you"),
    "anchoring": pgettext_lazy("part", "Anchoring"),
    "assessment": pgettext_lazy("part", "Self-assessment"),
    "team": pgettext_lazy("part", "Project team"),
    "commitments": pgettext_lazy("part", "Commitments"),
}
FIELDS = {"about": ("motivation", "situation", "needs"), "anchoring": ("committee", "anchoring")}


def part_of(slug: str) -> str:
    """The part of the form with this address.

    Raises:
        Http404: when there is none.
    """
    for part, name in PART_SLUGS.items():
        if name == slug:
            return part
    raise Http404


def interests(call: Call) -> QuerySet[Interest]:
    """All entries of a call with organisation and place, by the organisation's name."""
    return (
        Interest.objects.filter(call=call)
        .select_related("organisation__municipality__county", "call", "outcome", "letter")
        .order_by("organisation__name_sort")
    )


def seat_marks() -> dict[str, Exists]:
    """Whether an entry's organisation has a seat, has accepted it, and has left one, as columns `seat_…`."""
    every = Participation.objects.filter(network=OuterRef("call__network"), organisation=OuterRef("organisation"))
    seat = every.filter(left_at__isnull=True)
    return {
        "seat_awarded": Exists(seat),
        "seat_accepted": Exists(seat.filter(accepted_at__isnull=False)),
        "seat_left": Exists(every.filter(left_at__isnull=False)),
    }


def is_contact_now(day: date) -> Q:
    """Contacts whose days hold the day."""
    return Q(contacts__first_day__lte=day) & (Q(contacts__last_day__isnull=True) | Q(contacts__last_day__gte=day))


def own_interest(person: Person, slug: str, interest_id: int, day: date) -> Interest:
    """An entry, for its contacts.

    Raises:
        Http404: when there is none, or the person is not a contact of it on the day.
    """
    interest = (
        Interest.objects.filter(
            is_contact_now(day),
            contacts__person=person,
            pk=interest_id,
            call__slug=slug,
            call__published_at__isnull=False,
        )
        .select_related(
            "call__network",
            "call__information_meeting",
            "organisation__municipality__county",
            "outcome",
            "letter",
            "submitted_by",
        )
        .distinct()
        .first()
    )
    if interest is None:
        raise Http404
    return interest


def hosted_interest(person: Person, network_slug: str, slug: str, interest_id: int, day: date) -> Interest:
    """An entry that has been sent in, for the host's staff; drafts are nobody's business but their owner's.

    Raises:
        Http404: when there is none, it is a draft, or the person is not of the staff on the day.
    """
    is_staff = Q(call__network__staff__first_day__lte=day) & (
        Q(call__network__staff__last_day__isnull=True) | Q(call__network__staff__last_day__gte=day)
    )
    interest = (
        Interest.objects.filter(
            is_staff,
            call__network__staff__person=person,
            call__network__slug=network_slug,
            call__slug=slug,
            pk=interest_id,
            submitted_at__isnull=False,
        )
        .annotate(**seat_marks())
        .select_related("call__network", "organisation__municipality__county", "outcome", "letter", "band_set_by")
        .distinct()
        .first()
    )
    if interest is None:
        raise Http404
    return interest


def interest_of(call: Call, organisation: MemberOrganisation) -> Interest | None:
    """The organisation's entry in a call, if it has begun one."""
    return Interest.objects.filter(call=call, organisation=organisation).select_related("call", "organisation").first()


def contacts(interest: Interest, day: date) -> QuerySet[InterestContact]:
    """The contacts of an entry on a day, the first one first."""
    return (
        InterestContact.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=day), interest=interest, first_day__lte=day
        )
        .select_related("person")
        .order_by("pk")
    )


def letter_of(interest: Interest) -> LetterOfIntent | None:
    """The entry's letter of intent, when one has been issued."""
    return LetterOfIntent.objects.filter(interest=interest).first()


def outcome_of(interest: Interest) -> SelectionOutcome | None:
    """What the selection decision says about the entry, when there is one."""
    return SelectionOutcome.objects.filter(interest=interest).first()


def seat_of(interest: Interest) -> Participation | None:
    """The seat awarded to the entry's organisation, if any."""
    return Participation.objects.filter(
        network_id=interest.call.network_id, organisation_id=interest.organisation_id, left_at__isnull=True
    ).first()


def has_left_seat(interest: Interest) -> bool:
    """Whether the entry's organisation had a seat in the network and has left it."""
    seats = Participation.objects.filter(
        network_id=interest.call.network_id, organisation_id=interest.organisation_id
    ).values_list("left_at", flat=True)
    return bool(seats) and all(seats)


def contact_of(interest: Interest, contact_id: int, day: date) -> InterestContact:
    """A contact of the entry on a day.

    Raises:
        Http404: when there is none.
    """
    contact = contacts(interest, day).filter(pk=contact_id).first()
    if contact is None:
        raise Http404
    return contact


def municipality_commitments(call: Call) -> tuple[int, ...]:
    """The ids of what the municipality promises, in order."""
    return tuple(
        Commitment.objects.filter(call=call, party=Commitment.Party.MUNICIPALITY)
        .order_by("position")
        .values_list("pk", flat=True)
    )


def coordinator_of(proposed: list[ProposedMember]) -> tuple[str, str] | None:
    """Name and address of the proposed coordinator, when there is a row for one."""
    return next(((row.name, row.email) for row in proposed if row.is_coordinator), None)


def missing(interest: Interest) -> tuple[Missing, ...]:
    """What the draft lacks before it can be sent in."""
    return rules.missing_for_submission(
        interest,
        municipality_commitments=municipality_commitments(interest.call),
        coordinator=coordinator_of(list(interest.proposed.all())),
    )


# --- Choosing the organisation ---


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What the register knows of a municipality."""

    organisation_id: int
    name: str
    county: str
    population: int | None
    register_year: int
    group: str
    is_invented: bool
    href: str


def register_facts(organisation: MemberOrganisation, call: Call, href: str = "") -> OrganisationFacts:
    """The register's facts, of the year that the call counts with."""
    place = organisation.municipality
    is_newer = uses_newer_register(call)
    return OrganisationFacts(
        organisation_id=organisation.pk,
        name=organisation.name,
        county=place.county.name if place else "",
        population=population_of(place, call) if place else None,
        register_year=2024 if is_newer else 2019,
        group=(place.skr_group_2023 if is_newer else place.skr_group_2017) if place else "",
        is_invented=bool(place and place.is_invented),
        href=href,
    )


def uses_newer_register(call: Call) -> bool:
    """Whether the call counts with the register's later population and groups."""
    return call.opens_day.year >= figures.NEWER_REGISTER_FROM


def population_of(place: Municipality, call: Call) -> int:
    """The population that the call counts with."""
    return place.population_2024 if uses_newer_register(call) else place.population_2019


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Which municipality someone speaks for, and who they are."""

    call_slug: str
    call_title: str
    searched: str
    hits: tuple[OrganisationFacts, ...]
    chosen: OrganisationFacts | None
    may_start: Verdict
    # Said when a colleague has begun and the address does not show that they work there.
    may_join: Verdict
    contact_name: str
    own_href: str
    start_href: str
    address: str
    has_free_mail: bool


def choose_page(call: Call, person: Person, *, searched: str, organisation_id: int | None, at: datetime) -> ChoosePage:
    """The page where the municipality is found by typing and the interest begins."""
    day = clock.day(at)
    chosen: MemberOrganisation | None = None
    if organisation_id:
        chosen = MemberOrganisation.objects.filter(pk=organisation_id).select_related("municipality__county").first()
    here = reverse("calls:choose", args=[call.slug])
    hits = list(people.organisations_matching(searched)) if searched.strip() and not chosen else []
    begun = interest_of(call, chosen) if chosen else None
    own_href, contact_name, may_join = "", "", YES
    if begun and chosen:
        its_contacts = [row.person for row in contacts(begun, day)]
        is_contact = person in its_contacts
        own_href = reverse("calls:interest", args=[call.slug, begun.pk]) if is_contact else ""
        contact_name = its_contacts[0].actor_name if its_contacts else ""
        may_join = rules.may_join(
            is_contact=is_contact, has_confirmed_domain=people.is_confirmed_address(chosen, person.email)
        )
    return ChoosePage(
        call_slug=call.slug,
        call_title=call_title(call),
        searched=searched,
        hits=tuple(register_facts(hit, call, f"{here}?organisation={hit.pk}") for hit in hits),
        chosen=register_facts(chosen, call) if chosen else None,
        may_start=rules.may_start_interest(call, day=day),
        may_join=may_join,
        contact_name=contact_name,
        own_href=own_href,
        start_href=reverse("calls:start", args=[call.slug]),
        address=person.email,
        has_free_mail=people.domain_of(person.email) in people.FREE_MAIL,
    )


# --- The draft ---


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of the form in the task list."""

    key: str
    title: str
    href: str
    state: str
    state_word: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something the contact can do now, or why not."""

    verdict: Verdict
    href: str


@dataclass(frozen=True, slots=True)
class InterestPage:
    """The organisation's entry as its contacts see it: what is done, what is next."""

    call_title: str
    call_href: str
    organisation: str
    state: str
    state_mark: str
    parts: tuple[PartLink, ...]
    saved_at: datetime
    submitted_at: datetime | None
    submitted_by: str
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_draft: bool
    last_day: date
    days_left: int
    confirmation_day: date
    # Name, address, and where to take the contact off; empty for the last one.
    contacts: tuple[tuple[str, str, str], ...]
    restart: Act
    is_confirmed_domain: bool
    check_href: str
    take_back: Act
    withdraw: Act
    confirm: Act
    invite_href: str
    meeting_title: str
    meeting_at: datetime | None
    meeting_link: str
    answer: str
    answer_reason: str
    answer_mark: str
    letter_href: str
    letter_day: date | None
    letter_is_complete: bool
    decision_href: str
    accept: Act
    has_seat: bool
    is_conditional: bool


def _band_word(band: str) -> str:
    return str(Band(band).label) if band else ""


def state_of(
    interest: Interest,
    *,
    outcome: SelectionOutcome | None,
    letter: LetterOfIntent | None,
    has_seat: bool,
    has_accepted: bool,
) -> tuple[str, str]:
    """The step an entry has reached, in words, with its mark (done, waiting, late, open)."""
    if interest.withdrawn_at:
        return _("Withdrawn"), "late"
    if has_seat:
        return (_("Has the seat"), "done") if has_accepted else (_("Seat awarded, not accepted yet"), "waiting")
    if outcome:
        return _state_after_decision(outcome, letter)
    if letter:
        return (
            (_("Letter of intent complete"), "done")
            if letter.completed_at
            else (_("Letter of intent issued"), "waiting")
        )
    if interest.confirmed_at:
        return _("Confirmed"), "done"
    if interest.submitted_at:
        return _("Sent in"), "waiting"
    return _("Draft"), "open"


def _state_after_decision(outcome: SelectionOutcome, letter: LetterOfIntent | None) -> tuple[str, str]:
    if outcome.lapsed_at:
        return _("The seat went to another"), "late"
    if rules.is_to_have_seat(outcome):
        if letter and letter.completed_at:
            return _("Letter of intent complete"), "done"
        return (_("Offered a seat"), "waiting") if outcome.offered_at else (_("Chosen"), "waiting")
    if outcome.outcome == SelectionOutcome.Outcome.RESERVE:
        return _("Reserve number %(place)s") % {"place": outcome.reserve_place}, "open"
    return _("Not chosen"), "open"


def interest_page(interest: Interest, at: datetime) -> InterestPage:
    """The entry for its contacts."""
    day = clock.day(at)
    call = interest.call
    where = [call.slug, interest.pk]
    is_open = interest.submitted_at is None and interest.withdrawn_at is None
    proposed = list(interest.proposed.all()) if is_open else []
    # What has been sent in was whole when it was.
    lacking = (
        rules.missing_for_submission(
            interest,
            municipality_commitments=municipality_commitments(call),
            coordinator=coordinator_of(proposed),
        )
        if is_open
        else ()
    )
    contact_rows = list(contacts(interest, day))
    its_contacts = [row.person for row in contact_rows]
    may_end = rules.may_end_contact(interest, contacts=len(contact_rows))
    outcome: SelectionOutcome | None = getattr(interest, "outcome", None)
    letter: LetterOfIntent | None = getattr(interest, "letter", None)
    seat = seat_of(interest) if outcome or letter else None
    has_accepted = bool(seat and seat.accepted_at)
    word, mark = state_of(
        interest, outcome=outcome, letter=letter, has_seat=seat is not None, has_accepted=has_accepted
    )
    meeting = call.information_meeting
    is_chosen = outcome is not None and rules.is_to_have_seat(outcome)
    domains = {people.domain_of(person.email) for person in its_contacts} - people.FREE_MAIL
    confirmed_domain = MemberDomain.objects.filter(
        organisation_id=interest.organisation_id, domain__in=domains, confirmed_at__isnull=False
    ).exists()
    return InterestPage(
        call_title=call_title(call),
        call_href=reverse("calls:call", args=[call.slug]),
        organisation=interest.organisation.name,
        state=word,
        state_mark=mark,
        parts=_parts(interest, lacking, proposed),
        saved_at=interest.saved_at,
        submitted_at=interest.submitted_at,
        submitted_by=interest.submitted_by.actor_name if interest.submitted_by else "",
        confirmed_at=interest.confirmed_at,
        withdrawn_at=interest.withdrawn_at,
        withdrawn_reason=interest.withdrawn_reason,
        is_draft=is_open,
        last_day=call.interest_day,
        days_left=(call.interest_day - day).days,
        confirmation_day=call.confirmation_day,
        contacts=tuple(
            (
                row.person.actor_name,
                row.person.email,
                reverse("calls:end_contact", args=[*where, row.pk]) if may_end else "",
            )
            for row in contact_rows
        ),
        restart=Act(
            rules.may_restart(interest, is_decided=outcome is not None, day=day),
            reverse("calls:restart", args=where),
        ),
        is_confirmed_domain=confirmed_domain,
        check_href=reverse("calls:check", args=where),
        take_back=Act(rules.may_take_back(interest, day=day), reverse("calls:take_back", args=where)),
        withdraw=Act(
            rules.may_withdraw(interest, has_seat=has_accepted),
            reverse("calls:withdrawal", args=where),
        ),
        confirm=Act(rules.may_confirm(interest, day=day), reverse("calls:confirmation", args=where)),
        invite_href=reverse("calls:invite", args=where),
        meeting_title=meeting.title if meeting and not meeting.cancelled_at else "",
        meeting_at=meeting.starts_at if meeting and not meeting.cancelled_at else None,
        meeting_link=meeting.link if meeting and not meeting.cancelled_at and interest.submitted_at else "",
        answer=str(outcome.get_outcome_display()) if outcome else "",
        answer_reason=said(outcome.reason, outcome.reason_en) if outcome else "",
        answer_mark="done" if is_chosen else "open",
        letter_href=reverse("calls:letter", args=[letter.number]) if letter else "",
        letter_day=rules.letter_day(call, outcome) if letter else None,
        letter_is_complete=bool(letter and letter.completed_at),
        decision_href=reverse("calls:decision", args=[call.slug]) if outcome else "",
        accept=Act(
            rules.may_accept_seat(
                interest,
                has_awarded_seat=seat is not None,
                already_accepted=has_accepted,
                waits_for_arrangement=seat is not None
                and not has_accepted
                and not networks.may_store_more(interest.call.network, interest.organisation),
            ),
            reverse("calls:accept", args=where),
        ),
        has_seat=has_accepted,
        is_conditional=call.network.granted_day is None or bool(letter and _waits_for_decision(letter)),
    )


def _waits_for_decision(letter: LetterOfIntent) -> bool:
    return letter.basis == LetterOfIntent.Basis.SUBJECT_TO_DECISION and letter.basis_met_at is None


def _parts(interest: Interest, lacking: tuple[Missing, ...], proposed: list[ProposedMember]) -> tuple[PartLink, ...]:
    has_something = {
        "about": bool(interest.motivation or interest.situation or interest.needs),
        "anchoring": bool(interest.committee or interest.anchoring),
        "assessment": bool(interest.self_assessment),
        "team": bool(proposed),
        "commitments": bool(interest.commitments_kept),
    }
    lacking_parts = {item.part for item in lacking}
    words = {"done": _("Done"), "waiting": _("Begun"), "open": _("Not begun")}
    links = []
    for part in PARTS:
        state = "done" if part not in lacking_parts else "waiting" if has_something[part] else "open"
        links.append(
            PartLink(
                key=part,
                title=str(PART_TITLES[part]),
                href=part_href(interest, part),
                state=state,
                state_word=words[state],
            )
        )
    return tuple(links)


def part_href(interest: Interest, part: str) -> str:
    """Where a part of the form is written."""
    return reverse("calls:part", args=[interest.call.slug, interest.pk, PART_SLUGS[part]])


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague saved in a field meanwhile."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A colleague changed the same part while this person was writing."""

    by: str
    at: datetime
    fields: tuple[Theirs, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part of the form."""

    key: str
    title: str
    organisation: str
    call_title: str
    number: int
    count: int
    action: str
    list_href: str
    next_href: str
    edition: int
    saved_at: datetime
    may_save: Verdict
    facts: OrganisationFacts
    team_size: int
    meanwhile: Meanwhile | None = None
    last_day: date | None = None


def part_page(interest: Interest, part: str, at: datetime, meanwhile: Meanwhile | None = None) -> PartPage:
    """A part of the form as it stands."""
    index = PARTS.index(part)
    coming = PARTS[index + 1] if index + 1 < len(PARTS) else None
    where = [interest.call.slug, interest.pk]
    return PartPage(
        key=part,
        title=str(PART_TITLES[part]),
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        number=index + 1,
        count=len(PARTS),
        action=reverse("calls:save", args=[*where, PART_SLUGS[part]]),
        list_href=reverse("calls:interest", args=where),
        next_href=part_href(interest, coming) if coming else reverse("calls:check", args=where),
        edition=interest.edition,
        saved_at=interest.saved_at,
        may_save=rules.may_save(interest, part=part, day=clock.day(at)),
        facts=register_facts(interest.organisation, interest.call),
        team_size=networks.holding_terms(interest.call.network).team_size,
        meanwhile=meanwhile,
        last_day=interest.call.interest_day,
    )


def next_after_saving(interest: Interest, part: str) -> str:
    """Where one goes when a part has been saved and one wants to go on."""
    index = PARTS.index(part)
    if index + 1 < len(PARTS):
        return part_href(interest, PARTS[index + 1])
    return reverse("calls:check", args=[interest.call.slug, interest.pk])


def team_size(interest: Interest) -> int:
    """How many roles the project team has beside the coordinator."""
    return networks.holding_terms(interest.call.network).team_size


def part_values(interest: Interest, part: str) -> dict[str, object]:
    """What stands in a part now, by the names of its form's fields."""
    if part in FIELDS:
        return {name: getattr(interest, name) for name in FIELDS[part]}
    if part == "assessment":
        return {key: "unknown" if level is None else str(level) for key, level in interest.self_assessment.items()}
    if part == "commitments":
        return {"kept": [str(key) for key in interest.commitments_kept]}
    found: dict[str, object] = {}
    for row in interest.proposed.all():
        prefix = "coordinator" if row.is_coordinator else f"member_{row.position}"
        found |= {
            f"{prefix}_name": row.name,
            f"{prefix}_email": row.email,
            f"{prefix}_function": row.function,
            f"{prefix}_area": row.area,
            f"{prefix}_department": row.department,
        }
        if row.is_deputy:
            found["deputy"] = str(row.position)
    return found


def commitment_choices(call: Call) -> tuple[tuple[str, str], ...]:
    """What the municipality promises, as choices to tick."""
    rows = Commitment.objects.filter(call=call, party=Commitment.Party.MUNICIPALITY).order_by("position")
    return tuple((str(row.pk), said(row.text, row.text_en)) for row in rows)


def changed_meanwhile(interest: Interest, part: str, edition: int, labels: Mapping[str, str]) -> Meanwhile | None:
    """What a colleague has saved in this part after the edition that the form was shown with; None when nothing."""
    known = interest.part_editions.get(part)
    if known is None or known["edition"] <= edition:
        return None
    saver = Person.objects.filter(pk=known["by"]).first()
    values = part_values(interest, part)
    return Meanwhile(
        by=saver.actor_name if saver else _("A colleague"),
        at=interest.saved_at,
        fields=tuple(
            Theirs(label=label, value=_shown(part, name, values.get(name), interest)) for name, label in labels.items()
        ),
    )


def _shown(part: str, name: str, value: object, interest: Interest) -> str:
    if value in (None, "", []):
        return "–"
    if part == "assessment":
        level = None if value == "unknown" else int(str(value))
        return str(rubric.level_name(level))
    if part == "commitments" and isinstance(value, list):
        texts = dict(commitment_choices(interest.call))
        return "; ".join(texts.get(key, "") for key in value)
    if name.endswith("_area"):
        return str(Area(str(value)).label)
    if name == "deputy":
        row = next((row for row in interest.proposed.all() if str(row.position) == value), None)
        return row.name if row else "–"
    return str(value)


# --- Checking and sending in; reading what was sent in ---


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is read."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """The answers of a part, with where they are changed."""

    key: str
    title: str
    href: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Someone proposed for the team."""

    role: str
    name: str
    email: str
    function: str
    area: str
    department: str


@dataclass(frozen=True, slots=True)
class MissingLink:
    """What is missing, and where it is written."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All answers before they are sent in."""

    organisation: str
    call_title: str
    parts: tuple[AnswerPart, ...]
    members: tuple[MemberRow, ...]
    team_href: str
    named: int
    team_size: int
    missing: tuple[MissingLink, ...]
    may_submit: Verdict
    submit_href: str
    list_href: str
    last_day: date
    facts: OrganisationFacts


def answers(interest: Interest) -> tuple[AnswerPart, ...]:
    """What has been answered, part by part, the team left out."""
    levels = tuple(
        Answer(
            str(dimension.name),
            str(rubric.level_name(interest.self_assessment[dimension.key]))
            if dimension.key in interest.self_assessment
            else "–",
            str(dimension.levels[(interest.self_assessment[dimension.key] or 1) - 1])
            if interest.self_assessment.get(dimension.key)
            else "",
        )
        for dimension in rubric.RUBRIC
    )
    kept = {str(key) for key in interest.commitments_kept}
    promised = tuple(Answer(text, _("Yes") if key in kept else "–") for key, text in commitment_choices(interest.call))
    texts = {
        "about": (
            Answer(_("Why you want to take part"), interest.motivation or "–"),
            Answer(_("How things stand today"), interest.situation or "–"),
            Answer(_("What you need"), interest.needs or "–"),
        ),
        "anchoring": (
            Answer(_("Responsible committee"), interest.committee or "–"),
            Answer(_("How it is anchored"), interest.anchoring or "–"),
        ),
        "assessment": levels,
        "commitments": promised,
    }
    return tuple(
        AnswerPart(part, str(PART_TITLES[part]), part_href(interest, part), texts[part])
        for part in PARTS
        if part != "team"
    )


def member_rows(proposed: list[ProposedMember]) -> tuple[MemberRow, ...]:
    """The proposed team, the coordinator first."""
    rows = sorted(proposed, key=lambda row: (not row.is_coordinator, row.position))
    return tuple(
        MemberRow(
            role=_("Coordinator")
            if row.is_coordinator
            else _("Deputy coordinator")
            if row.is_deputy
            else _("Team member"),
            name=row.name,
            email=row.email,
            function=row.function,
            area=str(row.get_area_display()),
            department=row.department,
        )
        for row in rows
    )


def check_page(interest: Interest, at: datetime) -> CheckPage:
    """All answers, and what is missing."""
    proposed = list(interest.proposed.all())
    lacking = rules.missing_for_submission(
        interest,
        municipality_commitments=municipality_commitments(interest.call),
        coordinator=coordinator_of(proposed),
    )
    where = [interest.call.slug, interest.pk]
    return CheckPage(
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        parts=answers(interest),
        members=member_rows(proposed),
        team_href=part_href(interest, "team"),
        named=sum(bool(row.name) and not row.is_coordinator for row in proposed),
        team_size=team_size(interest),
        missing=tuple(MissingLink(str(item.sentence), part_href(interest, item.part)) for item in lacking),
        may_submit=rules.may_submit(interest, missing=lacking, day=clock.day(at)),
        submit_href=reverse("calls:submit", args=where),
        list_href=reverse("calls:interest", args=where),
        last_day=interest.call.interest_day,
        facts=register_facts(interest.organisation, interest.call),
    )


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """Do you want to continue?"""

    organisation: str
    call_title: str
    last_day: date
    days_left: int
    may_confirm: Verdict
    confirm_href: str
    decline_href: str
    list_href: str
    team_size: int
    hours_per_year: int
    coordinator_share_percent: int


def confirm_page(interest: Interest, at: datetime) -> ConfirmPage:
    """The page with the two buttons."""
    terms: Terms = networks.holding_terms(interest.call.network)
    where = [interest.call.slug, interest.pk]
    last_day = max(interest.call.confirmation_day, interest.late_until or interest.call.confirmation_day)
    return ConfirmPage(
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        last_day=last_day,
        days_left=(last_day - clock.day(at)).days,
        may_confirm=rules.may_confirm(interest, day=clock.day(at)),
        confirm_href=reverse("calls:confirm", args=where),
        decline_href=reverse("calls:withdrawal", args=where),
        list_href=reverse("calls:interest", args=where),
        team_size=terms.team_size,
        hours_per_year=terms.hours_per_year,
        coordinator_share_percent=terms.coordinator_share_percent,
    )


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """Leaving the call."""

    organisation: str
    call_title: str
    may_withdraw: Verdict
    action: str
    list_href: str


def withdraw_page(interest: Interest) -> WithdrawPage:
    """The page where an organisation leaves the call."""
    seat = seat_of(interest)
    where = [interest.call.slug, interest.pk]
    return WithdrawPage(
        organisation=interest.organisation.name,
        call_title=call_title(interest.call),
        may_withdraw=rules.may_withdraw(interest, has_seat=bool(seat and seat.accepted_at)),
        action=reverse("calls:withdraw", args=where),
        list_href=reverse("calls:interest", args=where),
    )


# --- The host reads an entry ---


@dataclass(frozen=True, slots=True)
class Domain:
    """An e-mail domain that has spoken for an organisation."""

    name: str
    is_confirmed: bool
    may_confirm: Verdict
    confirm_href: str


@dataclass(frozen=True, slots=True)
class HostInterestPage:
    """An entry as the host reads it."""

    network_name: str
    call_title: str
    organisation: str
    state: str
    state_mark: str
    facts: OrganisationFacts
    submitted_at: datetime | None
    confirmed_at: datetime | None
    # When and how it came, where it came by mail or phone.
    received_at: datetime | None
    received_text: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    contacts: tuple[tuple[str, str], ...]
    domains: tuple[Domain, ...]
    parts: tuple[AnswerPart, ...]
    members: tuple[MemberRow, ...]
    own_band: str
    set_band: str
    band_reason: str
    band_by: str
    may_set_band: Verdict
    band_href: str
    funnel_href: str
    letter_href: str
    lapse: Act
    is_to_have_seat: bool
    answer_reason: str


def host_interest_page(interest: Interest, at: datetime) -> HostInterestPage:
    """What the host sees of an entry that has been sent in."""
    day = clock.day(at)
    outcome: SelectionOutcome | None = getattr(interest, "outcome", None)
    letter: LetterOfIntent | None = getattr(interest, "letter", None)
    where = [interest.call.network.slug, interest.call.slug]
    word, mark = state_of(
        interest,
        outcome=outcome,
        letter=letter,
        has_seat=getattr(interest, "seat_awarded", False),
        has_accepted=getattr(interest, "seat_accepted", False),
    )
    domains = MemberDomain.objects.filter(organisation=interest.organisation).order_by("domain")
    left_seat = getattr(interest, "seat_left", False) and not getattr(interest, "seat_awarded", False)
    return HostInterestPage(
        network_name=interest.call.network.name,
        call_title=call_title(interest.call),
        organisation=interest.organisation.name,
        state=word,
        state_mark=mark,
        facts=register_facts(interest.organisation, interest.call),
        submitted_at=interest.submitted_at,
        confirmed_at=interest.confirmed_at,
        received_at=interest.received_at,
        received_text=interest.received_text,
        withdrawn_at=interest.withdrawn_at,
        withdrawn_reason=interest.withdrawn_reason,
        contacts=tuple((row.person.actor_name, row.person.email) for row in contacts(interest, day)),
        domains=tuple(
            Domain(
                row.domain,
                is_confirmed=row.confirmed_at is not None,
                may_confirm=people_rules.may_confirm_domain(
                    is_confirmed=row.confirmed_at is not None, is_free_mail=row.domain in people.FREE_MAIL
                ),
                confirm_href=reverse("calls:confirm_domain", args=[*where, interest.pk, row.pk]),
            )
            for row in domains
        ),
        parts=answers(interest),
        members=member_rows(list(interest.proposed.all())),
        own_band=_band_word(figures.band(levels_of(interest))),
        set_band=_band_word(interest.band_set),
        band_reason=interest.band_reason,
        band_by=interest.band_set_by.actor_name if interest.band_set_by else "",
        may_set_band=rules.may_set_band(interest, is_decided=outcome is not None),
        band_href=reverse("calls:set_band", args=[*where, interest.pk]),
        funnel_href=reverse("calls:funnel", args=where),
        letter_href=reverse("calls:letter", args=[letter.number]) if letter else "",
        lapse=Act(
            rules.may_lapse(outcome, interest, letter=letter, day=day, has_left_seat=left_seat)
            if outcome
            else no(_("The selection has not been decided.")),
            reverse("calls:offer_next", args=[*where, interest.pk]),
        ),
        is_to_have_seat=outcome is not None and rules.is_to_have_seat(outcome),
        answer_reason=said(outcome.reason, outcome.reason_en) if outcome else "",
    )


def levels_of(interest: Interest) -> dict[str, int | None]:
    """The answered dimensions."""
    return {key: interest.self_assessment[key] for key in figures.DIMENSIONS if key in interest.self_assessment}


def stage_band(interest: Interest) -> str:
    """The band that counts: the host's where one is set, else that of the self-assessment (R6)."""
    return interest.band_set or figures.band(levels_of(interest))


def domain_of_interest(interest: Interest, domain_id: int) -> MemberDomain:
    """A domain seen for the entry's organisation.

    Raises:
        Http404: when it is not one of them.
    """
    row = MemberDomain.objects.filter(organisation=interest.organisation, pk=domain_id).first()
    if row is None:
        raise Http404
    return row


def organisation_named(name: str) -> MemberOrganisation | None:
    """The member organisation with just this name, as people write names."""
    key = search_key(name)
    found = [row for row in people.organisations_matching(name) if search_key(row.name) == key] if key else []
    return found[0] if len(found) == 1 else None


def one_organisation(organisation_id: int) -> MemberOrganisation:
    """The organisation with this id.

    Raises:
        Http404: when there is none.
    """
    organisation = MemberOrganisation.objects.filter(pk=organisation_id).select_related("municipality__county").first()
    if organisation is None:
        raise Http404
    return organisation
