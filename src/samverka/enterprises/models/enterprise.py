"""Social enterprises: what they are, what they offer, where, and by whose word."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.enterprises.models.reference import CpvCode
from samverka.people.models import MemberOrganisation, Person
from samverka.places.models import County, Municipality


class SocialEnterprise(models.Model):
    """A social enterprise, known to somebody; listed once it has consented."""

    class Kind(models.TextChoices):
        """Which sort of enterprise; none of them is a legal form."""

        WISE = "wise", pgettext_lazy("enterprise", "Work-integration social enterprise")
        SOCIAL_ENTERPRISE = "social_enterprise", pgettext_lazy("enterprise", "Social enterprise")
        IDEA_BASED = "idea_based_organisation", pgettext_lazy("enterprise", "Idea-based organisation")
        CIVIL_SOCIETY = "civil_society", pgettext_lazy("enterprise", "Civil society")

    class LegalForm(models.TextChoices):
        """The legal form."""

        ECONOMIC_ASSOCIATION = "economic_association", pgettext_lazy("legal form", "Economic association")
        NON_PROFIT_ASSOCIATION = "non_profit_association", pgettext_lazy("legal form", "Non-profit association")
        FOUNDATION = "foundation", pgettext_lazy("legal form", "Foundation")
        LIMITED_COMPANY = "limited_company", pgettext_lazy("legal form", "Limited company")
        LIMITED_PROFIT = (
            "limited_profit_company",
            pgettext_lazy("legal form", "Limited company with limited profit distribution (svb)"),
        )
        FAITH_COMMUNITY = "faith_community", pgettext_lazy("legal form", "Registered faith community")
        UNKNOWN = "unknown_form", pgettext_lazy("legal form", "Not known")

    class Profit(models.TextChoices):
        """What happens to a surplus, as declared."""

        REINVESTED = "profit_reinvestment", pgettext_lazy("profit", "Mainly reinvested")
        DISTRIBUTED = "profit_distribution", pgettext_lazy("profit", "May be distributed to the owners")
        UNKNOWN = "profit_unknown", pgettext_lazy("profit", "Not known")

    name = models.CharField(max_length=160)
    name_sort = models.CharField(max_length=200)
    name_search = models.CharField(max_length=400)
    # Empty while nobody has found it; a sole trader's is a personal identity number and never stands here.
    organisation_number = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    legal_form = models.CharField(max_length=30, choices=LegalForm.choices, default=LegalForm.UNKNOWN)
    profit = models.CharField(max_length=30, choices=Profit.choices, default=Profit.UNKNOWN)
    seat = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    serves_all_of_sweden = models.BooleanField(default=False)
    description = models.TextField(max_length=2000, blank=True)
    description_en = models.TextField(max_length=2000, blank=True)
    web = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    # As the enterprise declares it; the legal check is made in the procurement (R23).
    target_share_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    has_integration_purpose = models.BooleanField(null=True, blank=True)
    declared_day = models.DateField(null=True, blank=True)
    # Kammarkollegiet's register of idea-based organisations.
    registered_idea_based = models.BooleanField(null=True, blank=True)
    registered_checked_day = models.DateField(null=True, blank=True)
    # Where we know of it from.
    source = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)
    kept_by = models.ForeignKey(
        MemberOrganisation, null=True, blank=True, on_delete=models.PROTECT, related_name="kept_enterprises"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Consent: the day, and who at the enterprise gave it.
    consent_day = models.DateField(null=True, blank=True)
    consent_by = models.CharField(max_length=120, blank=True)
    confirmed_day = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    archived_reason = models.CharField(max_length=400, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        """A number stands once; consent says by whom; nothing is confirmed that was not consented to."""

        constraints = (
            models.UniqueConstraint(
                fields=("organisation_number",),
                condition=~models.Q(organisation_number="") & models.Q(merged_into__isnull=True),
                name="enterprise_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(consent_day__isnull=True) | ~models.Q(consent_by=""),
                name="enterprise_consent_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_day__isnull=True) | models.Q(consent_day__isnull=False),
                name="enterprise_confirmed_with_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(target_share_percent__isnull=True) | models.Q(target_share_percent__lte=100),
                name="enterprise_share_is_a_part",
            ),
            paired("archived", table="enterprise"),
        )
        indexes = (
            models.Index(fields=("confirmed_day",), name="enterprise_by_confirmation"),
            models.Index(fields=("name_sort",), name="enterprise_by_name"),
        )

    def __str__(self) -> str:
        return self.name


class Judgement(models.Model):
    """By which definition an entry was judged, criterion by criterion, by whom and when (R21)."""

    class Definition(models.TextChoices):
        """There is no statutory definition, so the one used is said."""

        ASF = "asf_four_criteria", pgettext_lazy("definition", "The four criteria of ASF")
        GOVERNMENT = "government_three_marks", pgettext_lazy("definition", "The Government's three marks")
        EU = "eu_definition", pgettext_lazy("definition", "The EU's definition")
        SELF_DECLARED = "self_declared", pgettext_lazy("definition", "Declared by the enterprise itself")

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="judgements")
    definition = models.CharField(max_length=30, choices=Definition.choices)
    # By criterion: `yes`, `no` or `unknown`.
    answers = models.JSONField(default=dict)
    # The organisation that judged, or the enterprise itself, in words.
    judged_by = models.CharField(max_length=160)
    day = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.definition}"


class Certification(models.Model):
    """A certification with its days and where the evidence is."""

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="certifications")
    scheme = models.CharField(max_length=120)
    issuer = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="certification_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.scheme}"


class Offer(models.Model):
    """Goods, services or places that an enterprise offers."""

    class Kind(models.TextChoices):
        """What is offered."""

        SERVICE = "service", pgettext_lazy("offer", "Service")
        GOODS = "goods", pgettext_lazy("offer", "Goods")
        WORK_TRAINING = "work_training", pgettext_lazy("offer", "Places for work training")
        PLACEMENT = "placement", pgettext_lazy("offer", "Places for work placement")
        DAILY_ACTIVITY = "daily_activity", pgettext_lazy("offer", "Daily activities (LSS)")
        OCCUPATION = "occupation", pgettext_lazy("offer", "Occupational activity")

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SERVICE)
    text = models.CharField(max_length=300)
    cpv = models.ForeignKey(CpvCode, null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    # The code once more, so that near codes are found by how they begin without a join.
    cpv_digits = models.CharField(max_length=8, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    # What can be delivered, in words, and for how much a year, where the enterprise says so.
    capacity = models.CharField(max_length=200, blank=True)
    yearly_capacity_ore = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        """Found by how the code begins."""

        indexes = (models.Index(fields=("cpv_digits", "enterprise"), name="offer_by_cpv"),)

    def __str__(self) -> str:
        return self.text


class ServedArea(models.Model):
    """A municipality or a whole county that an enterprise serves."""

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="served")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    county = models.ForeignKey(County, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One of the two, each once."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False, county__isnull=True)
                | models.Q(municipality__isnull=True, county__isnull=False),
                name="served_area_is_one_of_two",
            ),
            models.UniqueConstraint(fields=("enterprise", "municipality"), name="served_municipality_once"),
            models.UniqueConstraint(fields=("enterprise", "county"), name="served_county_once"),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.municipality_id or self.county_id}"


class Identification(models.Model):
    """A member organisation knows of an enterprise since a day: the indicator at start and end (R24)."""

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="identifications")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="identifications")
    day = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each organisation."""

        constraints = (models.UniqueConstraint(fields=("enterprise", "organisation"), name="identified_once"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.enterprise_id}"


class ConfirmationLink(models.Model):
    """A single-use link by which the enterprise itself consents and confirms, without an account (R22)."""

    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.CASCADE, related_name="links")
    # Only the fingerprint; the link itself stands in the letter alone.
    link_sha256 = models.CharField(max_length=64, unique=True)
    to_address = models.CharField(max_length=254)
    sent_at = models.DateTimeField()
    last_day = models.DateField()
    # Who asked for it; nobody when the clock reminded.
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.sent_at:%Y-%m-%d}"


class EnterpriseList(models.Model):
    """A list that somebody has handed in: kept from the look at its rows until it is taken in or thrown away."""

    organisation = models.ForeignKey(
        MemberOrganisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    # Heads and rows as they were, text in cells.
    heads = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField(null=True, blank=True)
    taken_in_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_in_rows = models.PositiveIntegerField(default=0)

    class Meta:
        """A stamp is whole."""

        constraints = (paired("taken_in", table="enterprise_list"),)

    def __str__(self) -> str:
        return self.name
