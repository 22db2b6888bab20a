"""Reference data: CPV codes, services that paragraphs list, and the dated table of limits and thresholds."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.people.models import Person


class CpvCode(models.Model):
    """A code of the common procurement vocabulary (Reg. 213/2008)."""

    class Source(models.TextChoices):
        """Where the code came from."""

        STARTER_SET = "starter_set", pgettext_lazy("cpv", "The set that comes with the system")
        EU_LIST = "eu_list", pgettext_lazy("cpv", "The EU's own list")
        TYPED_IN = "typed_in", pgettext_lazy("cpv", "Typed in, not checked against the list")

    code = models.CharField(max_length=8, unique=True)
    # As the list has it; never computed, since the usual weights fail for hundreds of codes.
    check_digit = models.CharField(max_length=1, blank=True)
    label_sv = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    # What people say for it: our own words, so that a code is found without knowing the official label.
    plain_words = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)

    def __str__(self) -> str:
        return f"{self.code}-{self.check_digit}" if self.check_digit else self.code


class ListedService(models.Model):
    """A range of CPV codes that a paragraph or an annex lists, during dated days."""

    class Paragraph(models.TextChoices):
        """Which list of the Procurement Act."""

        RESERVED_19_25 = "paragraph_19_25", pgettext_lazy("list", "Chapter 19 section 25")
        RESERVED_19_25A = "paragraph_19_25a", pgettext_lazy("list", "Chapter 19 section 25 a")
        ANNEX_2 = "annex_2", pgettext_lazy("list", "Annex 2, social and other specific services")

    paragraph = models.CharField(max_length=20, choices=Paragraph.choices)
    first_code = models.CharField(max_length=8)
    last_code = models.CharField(max_length=8)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    # None: not yet read in the Act itself.
    checked_day = models.DateField(null=True, blank=True)

    class Meta:
        """In order."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_code__gte=models.F("first_code")), name="listed_service_codes_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="listed_service_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paragraph} {self.first_code}"


class Threshold(models.Model):
    """A limit, a threshold or another number of the law or of the register, from a first to a last day."""

    class Law(models.TextChoices):
        """Whose number it is."""

        LOU = "lou", pgettext_lazy("law", "Public Procurement Act")
        REGISTER = "register", pgettext_lazy("law", "Terms of the register")

    class AuthorityType(models.TextChoices):
        """For whom it holds."""

        MUNICIPALITY = "municipality_or_region", pgettext_lazy("authority", "Municipality or region")

    class Category(models.TextChoices):
        """What is limited."""

        EU_THRESHOLD = "eu_threshold", pgettext_lazy("threshold", "EU threshold, goods and services")
        EU_THRESHOLD_SOCIAL = (
            "eu_threshold_social_specific_services",
            pgettext_lazy("threshold", "EU threshold, social and other specific services (annex 2)"),
        )
        DIRECT_LIMIT = "direct_limit", pgettext_lazy("threshold", "Direct procurement limit")
        DIRECT_LIMIT_SOCIAL = (
            "direct_limit_social_specific_services",
            pgettext_lazy("threshold", "Direct procurement limit, social and other specific services (annex 2)"),
        )
        DIRECT_LIMIT_WELFARE = (
            "direct_limit_welfare",
            pgettext_lazy("threshold", "Direct procurement limit, welfare services (annex 2 a)"),
        )
        DOCUMENTATION_FROM = "documentation_from", pgettext_lazy("threshold", "Direct procurement documented from")
        SHARE_REQUIREMENT = "share_requirement", pgettext_lazy("threshold", "Share of the target group, reserved 4:18")
        RESERVED_TERM = "reserved_term", pgettext_lazy("threshold", "Longest term and waiting time, reserved 19:25")
        SAME_KIND_DIGITS = "same_kind_digits", pgettext_lazy("threshold", "CPV digits shared by the same kind")
        STALE_AFTER = "stale_after", pgettext_lazy("threshold", "An entry becomes stale after")
        OUT_OF_MATCHING_AFTER = "out_of_matching_after", pgettext_lazy("threshold", "Out of matching after")
        FIRST_REMINDER_AFTER = "first_reminder_after", pgettext_lazy("threshold", "First reminder to confirm after")
        LINK_VALID = "link_valid", pgettext_lazy("threshold", "A link to confirm is valid for")
        CERTIFICATION_VALID = "certification_valid", pgettext_lazy("threshold", "A certification is valid for")
        SUPPRESSED_BELOW = "suppressed_below", pgettext_lazy("threshold", "Counts of people are hidden below")

    class Unit(models.TextChoices):
        """What the amount counts."""

        ORE = "ore", pgettext_lazy("unit", "kronor")
        PERCENT = "percent", pgettext_lazy("unit", "percent")
        MONTHS = "months", pgettext_lazy("unit", "months")
        DAYS = "days", pgettext_lazy("unit", "days")
        DIGITS = "digits", pgettext_lazy("unit", "digits")
        PERSONS = "persons", pgettext_lazy("unit", "people")

    law = models.CharField(max_length=20, choices=Law.choices)
    authority_type = models.CharField(max_length=30, choices=AuthorityType.choices, default=AuthorityType.MUNICIPALITY)
    category = models.CharField(max_length=50, choices=Category.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    # None: a threshold exists, but its amount is not known.
    amount = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=400, blank=True)
    # None: not confirmed in the Act or with the agency.
    checked_day = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One row begins on a day; in order; nothing below zero."""

        constraints = (
            models.UniqueConstraint(
                fields=("law", "authority_type", "category", "first_day"), name="threshold_begins_once"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="threshold_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="threshold_is_not_negative"
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.first_day}"
