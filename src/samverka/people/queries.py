"""What can be asked about people and organisations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.core.words import address_key, search_key
from samverka.people import figures
from samverka.people.models import Absence, Account, Employer, MemberDomain, MemberOrganisation, Person

# Domains that anyone can get an address in: they never show where someone works (R2).
FREE_MAIL = frozenset(
    {
        "bredband.net",
        "comhem.se",
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.se",
        "icloud.com",
        "live.com",
        "live.se",
        "me.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "telia.com",
        "yahoo.com",
        "yahoo.se",
    }
)


def person_with_address(email: str) -> Person | None:
    """The person who has this address, if anyone."""
    return Person.objects.filter(email=address_key(email)).exclude(email="").first()


def organisations_matching(text: str, *, limit: int = 10) -> QuerySet[MemberOrganisation]:
    """Member organisations whose name holds the text, in Swedish order."""
    return (
        MemberOrganisation.objects.filter(name_search__contains=search_key(text))
        .select_related("municipality", "municipality__county")
        .order_by("name_sort")[:limit]
    )


def domain_of(email: str) -> str:
    """The part after the at sign, casefolded."""
    return address_key(email).rpartition("@")[2]


def is_confirmed_address(organisation: MemberOrganisation, email: str) -> bool:
    """Whether the host has confirmed the address's domain for this organisation; never for free mail."""
    domain = domain_of(email)
    return (
        domain not in FREE_MAIL
        and MemberDomain.objects.filter(organisation=organisation, domain=domain, confirmed_at__isnull=False).exists()
    )


def employers_of(organisation: MemberOrganisation) -> QuerySet[Employer]:
    """The legal entities within a member organisation."""
    return Employer.objects.filter(organisation=organisation).order_by("name_sort")


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Din e-post."""

    notice: str | Promise
    is_problem: bool
    # The address that must prove itself anew; empty when anyone may sign in.
    own_address: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """Where the code is written."""

    address: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser that a person is signed in with."""

    sign_in_id: int
    browser: str
    system: str
    since: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Mitt: what belongs to the person alone."""

    address: str
    has_name: bool
    sign_ins: tuple[SignIn, ...]
    days: int

    @property
    def has_others(self) -> bool:
        """Whether there is another sign-in to end."""
        return any(not sign_in.is_here for sign_in in self.sign_ins)


# Why somebody is back at the first page; the word stands in the address (`orsak`).
REASONS: dict[str, tuple[str | Promise, bool]] = {
    "ny": (_("Start here: write your e-mail address, and we send a new code."), False),
    "gammal": (_("The code was valid for 15 minutes, and they have passed. Press the button for a new one."), True),
    "slut": (_("Three codes were wrong, so that one no longer works. Press the button for a new one."), True),
    "stangt": (_("That account has been closed. Write to the network's host if this is a mistake."), True),
    "vila": (_("You were signed out, since nothing had happened for 30 minutes. What you saved is there."), False),
    "skrev": (
        _("You were signed out before it was sent. What you wrote is kept: sign in, and you can send it."),
        False,
    ),
    "ute": (_("You are signed out."), False),
}


def sign_in_page(*, reason: str, person: Person | None) -> SignInPage:
    """The page of the address."""
    notice, is_problem = REASONS.get(reason, ("", False))
    return SignInPage(notice=notice, is_problem=is_problem, own_address=person.email if person else "")


# So long what was written is kept for whoever signs in next.
KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What somebody had written when the sign-in ran out."""

    action: str
    fields: tuple[tuple[str, str], ...]
    # Of these, what somebody has put into words.
    sentences: tuple[str, ...]


def kept_page(kept: Mapping[str, Any] | None, person: Person, at: datetime) -> KeptPage | None:
    """What was written and not sent; None when nothing is kept, it has lain too long, or somebody else wrote it.

    Args:
        kept: as the door put it into the session.
        person: who has signed in.
        at: when.
    """
    if not kept or at - datetime.fromisoformat(kept["at"]) > KEPT_FOR or kept["by"] != person.actor_key:
        return None
    fields = tuple((str(name), str(value)) for name, value in kept["fields"])
    return KeptPage(kept["path"], fields, figures.sentences(value for _name, value in fields))


def code_page(address: str) -> CodePage:
    """The page of the code."""
    return CodePage(address=address, minutes=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60)


def sign_ins(account: Account, *, session_key: str) -> tuple[SignIn, ...]:
    """The browsers that are signed in now, this one first, then the newest."""
    rows = list(UserSession.objects.filter(user=account).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    # Sign-ins live in real time, also in an example.
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    found = [
        SignIn(row.pk, *figures.browser_names(row.user_agent), row.created_at, is_here=row.session_key == session_key)
        for row in rows
        if row.session_key in alive
    ]
    return tuple(sorted(found, key=lambda sign_in: not sign_in.is_here))


def own_page(account: Account, *, session_key: str) -> OwnPage:
    """One's own page."""
    return OwnPage(
        address=account.email,
        has_name=bool(account.person and account.person.name),
        sign_ins=sign_ins(account, session_key=session_key),
        days=settings.SESSION_COOKIE_AGE // (24 * 3600),
    )


def account_with_address(email: str) -> Account | None:
    """The account of this address, if it has ever been proved."""
    return Account.objects.select_related("person").filter(email=address_key(email)).first()


def is_anyone_here() -> bool:
    """Whether the installation has its first account."""
    return Account.objects.exists()


# --- Absence ----------------------------------------------------------------------------------------------------


def away(day: date, prefix: str = "") -> Q:
    """Absences that hold the day; `prefix` leads to the absence from elsewhere."""
    return Q(
        **{
            f"{prefix}first_day__lte": day,
            f"{prefix}return_day__gt": day,
            f"{prefix}withdrawn_at__isnull": True,
        }
    )


def absent_on(day: date, people: Collection[int]) -> frozenset[int]:
    """Who of these is away on the day."""
    return frozenset(Absence.objects.filter(away(day), person_id__in=people).values_list("person_id", flat=True))


def stood_in_for(person: Person, day: date) -> QuerySet[Absence]:
    """The absences during which the person stands in for somebody on the day."""
    return Absence.objects.filter(away(day), substitute=person)


def absence_days(person: Person) -> list[tuple[date, date]]:
    """First days and return days of what the person has noted."""
    return list(Absence.objects.filter(person=person, withdrawn_at__isnull=True).values_list("first_day", "return_day"))


def own_absence(person: Person, absence_id: int) -> Absence:
    """One of the person's own absences.

    Raises:
        Http404: when there is none.
    """
    absence = Absence.objects.filter(pk=absence_id, person=person).first()
    if absence is None:
        raise Http404
    return absence


@dataclass(frozen=True, slots=True)
class AbsenceShown:
    """One absence as it is shown."""

    absence_id: int
    first_day: date
    return_day: date
    substitute: str
    has_begun: bool


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """Away: what is noted, and for whom the person stands in."""

    absences: tuple[AbsenceShown, ...]
    stands_in_for: tuple[tuple[str, date], ...]


def absence_page(person: Person, day: date) -> AbsencePage:
    """The person's absences that are not over, and those of others in which the person stands in. One statement."""
    rows = (
        Absence.objects.filter(Q(person=person) | Q(substitute=person), withdrawn_at__isnull=True, return_day__gt=day)
        .select_related("person", "substitute")
        .order_by("first_day", "pk")
    )
    found = list(rows)
    return AbsencePage(
        absences=tuple(
            AbsenceShown(
                row.pk,
                row.first_day,
                row.return_day,
                row.substitute.actor_name if row.substitute else "",
                has_begun=row.first_day <= day,
            )
            for row in found
            if row.person_id == person.pk
        ),
        stands_in_for=tuple(
            (row.person.shown_as(), row.return_day)
            for row in found
            if row.person_id != person.pk and row.first_day <= day
        ),
    )
