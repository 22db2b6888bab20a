"""What can be asked about people and organisations."""

from django.db.models import QuerySet

from samverka.core.words import address_key, search_key
from samverka.people.models import Employer, MemberDomain, MemberOrganisation, Person

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
