"""Accounts, persons and organisations. Every stamp and key of the house points to a `Person`."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext, pgettext_lazy

from samverka.places.models import Municipality


class Person(models.Model):
    """Someone who has done, or is to do, something. May exist without an account."""

    name = models.CharField(max_length=120, blank=True)
    name_sort = models.CharField(max_length=200, blank=True)
    name_search = models.CharField(max_length=400, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="sv", choices=(("sv", "Svenska"), ("en", "English")))
    protected_identity = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        """An address belongs to one person; it is stored casefolded."""

        constraints = (
            models.UniqueConstraint(fields=("email",), condition=~models.Q(email=""), name="person_address_once"),
        )

    def __str__(self) -> str:
        return self.actor_name

    @property
    def actor_key(self) -> str:
        """The key by which the journal knows this person."""
        return f"person-{self.pk}"

    @property
    def actor_name(self) -> str:
        """The name, or the address while no name has been given."""
        return self.name or self.email

    def shown_as(self, function: str = "") -> str:
        """What pages, lists and files call the person: with protected identity the function, never the name (R9)."""
        if self.protected_identity:
            return function or gettext("Name not shown")
        return self.actor_name


class AccountManager(BaseUserManager["Account"]):
    """Filters only; accounts are made in `actions`."""


class Account(AbstractBaseUser):
    """What one signs in with: an e-mail address. No username, no password that can be used."""

    email = models.CharField(max_length=254, unique=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"account-{self.pk}"


class MemberOrganisation(models.Model):
    """Whoever may hold a seat: a municipality, a region or a kommunalförbund."""

    class Kind(models.TextChoices):
        """Which sort of member organisation."""

        MUNICIPALITY = "municipality", pgettext_lazy("organisation", "Municipality")
        REGION = "region", pgettext_lazy("organisation", "Region")
        MUNICIPAL_FEDERATION = "municipal_federation", pgettext_lazy("organisation", "Federation of municipalities")

    kind = models.CharField(max_length=30, choices=Kind.choices)
    name = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=200)
    name_search = models.CharField(max_length=400)
    municipality = models.OneToOneField(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisation"
    )
    chief_executive_title = models.CharField(max_length=80, default="Kommunchef")
    board_chair_title = models.CharField(max_length=80, default="Kommunstyrelsens ordförande")
    official_mailbox = models.CharField(max_length=254, blank=True)
    registrar_mailbox = models.CharField(max_length=254, blank=True)
    is_skr_member = models.BooleanField(default=True)

    class Meta:
        """A municipality's organisation points to its place; others point to none."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="municipality", municipality__isnull=False)
                | (~models.Q(kind="municipality") & models.Q(municipality__isnull=True)),
                name="organisation_kind_has_its_place",
            ),
        )

    def __str__(self) -> str:
        return self.name


class MemberDomain(models.Model):
    """An e-mail domain seen for a member organisation, and whether the host has confirmed it (R2)."""

    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="domains")
    domain = models.CharField(max_length=253)
    seen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A domain is known once per organisation, and a stamp is whole."""

        constraints = (
            models.UniqueConstraint(fields=("organisation", "domain"), name="member_domain_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="member_domain_confirmed_is_paired",
            ),
        )

    def __str__(self) -> str:
        return self.domain


class Employer(models.Model):
    """A legal entity with an organisation number; one municipality may have several (Q1)."""

    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="employers")
    name = models.CharField(max_length=160)
    name_sort = models.CharField(max_length=200)
    organisation_number = models.CharField(max_length=10, unique=True)

    def __str__(self) -> str:
        return self.name


class Employment(models.Model):
    """A dated link between person and employer, with department and cost centre."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="employments")
    department = models.CharField(max_length=120)
    cost_centre = models.CharField(max_length=40, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="employment_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.department}"


class Absence(models.Model):
    """Someone is away until a day; no cause is stored. Nobody is reminded meanwhile (R47, Q18)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    # The first day back at work.
    return_day = models.DateField()
    substitute = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="stands_in_during"
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Taken away before it began, or cut to nothing.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """At least a day, and somebody else stands in."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(return_day__gt=models.F("first_day")), name="absence_is_at_least_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(substitute__isnull=True) | ~models.Q(substitute=models.F("person")),
                name="absence_substitute_is_someone_else",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day}"
