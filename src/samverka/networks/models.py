"""Networks, their terms, seats and staff. Every number of the programme is a value on `Terms`."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Undersigned
from samverka.funding.models import RuleSet
from samverka.people.models import MemberOrganisation, Person


class Network(models.Model):
    """A development network: one funded project of the host."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    name_sort = models.CharField(max_length=200)
    host_organisation = models.CharField(max_length=160)
    registry_number = models.CharField(max_length=60, blank=True)
    # Outside the installation: here the head of the network's chain is sent, so that a rewrite would show.
    evidence_address = models.CharField(max_length=254, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    # From this day on only closing work remains; normally no participant co-financing (Q32).
    closing_from = models.DateField(null=True, blank=True)
    applied_day = models.DateField(null=True, blank=True)
    granted_day = models.DateField(null=True, blank=True)
    rejected_day = models.DateField(null=True, blank=True)
    set_up_at = models.DateTimeField()
    set_up_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Dates in order; support is granted or rejected, not both."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="network_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(granted_day__isnull=True) | models.Q(rejected_day__isnull=True),
                name="network_granted_or_rejected",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """The journal's chain of this network."""
        return f"network-{self.pk}"


class Area(models.TextChoices):
    """The area a team member works in (R9); the terms say which a team should cover."""

    PROCUREMENT = "procurement", pgettext_lazy("area", "Procurement")
    BUSINESS = "business", pgettext_lazy("area", "Business development")
    DEVELOPMENT_STRATEGY = "development_strategy", pgettext_lazy("area", "Development strategy")
    LABOUR_MARKET = "labour_market", pgettext_lazy("area", "Labour market")
    INCOME_SUPPORT = "income_support", pgettext_lazy("area", "Income support")
    INTEGRATION = "integration", pgettext_lazy("area", "Integration")
    DISABILITY = "disability", pgettext_lazy("area", "Disability")
    OTHER = "other", pgettext_lazy("area", "Other area")


class ArrangementKind(models.TextChoices):
    """How host and municipality share the responsibility for personal data (R45)."""

    JOINT_CONTROLLERS = "joint_controllers", pgettext_lazy("arrangement", "Joint controllers")
    PROCESSOR_AGREEMENT = "processor_agreement", pgettext_lazy("arrangement", "Processor agreement")


class Terms(models.Model):
    """The network's terms: all numbers of the programme. Versioned; the one with no `replaced_at` holds."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="all_terms")
    version = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField()
    reserve_seats = models.PositiveSmallIntegerField(default=0)
    team_size = models.PositiveSmallIntegerField()
    fewest_areas = models.PositiveSmallIntegerField(default=3)
    # Areas that a team should cover, of `Area`; shown as uncovered functions (R9).
    wanted_areas = models.JSONField(default=list)
    hours_per_year = models.PositiveIntegerField()
    hours_are_per_person = models.BooleanField(default=False)
    joint_share_percent = models.PositiveSmallIntegerField()
    coordinator_share_percent = models.PositiveSmallIntegerField()
    meetings_in_person_per_year = models.PositiveSmallIntegerField()
    meetings_online_per_year = models.PositiveSmallIntegerField()
    local_days_per_year = models.PositiveSmallIntegerField()
    # By then each municipality has gone through its development and competence needs (R14).
    needs_due_day = models.DateField(null=True, blank=True)
    plan_follow_ups_per_year = models.PositiveSmallIntegerField(default=2)
    # So long a silent municipality's coordinator has before the host sees that it is silent (R53).
    working_days_to_comment = models.PositiveSmallIntegerField(default=3)
    # The decision's exact figures, whole öre; the shares are computed from them.
    total_budget_ore = models.PositiveBigIntegerField(default=0)
    fund_support_ore = models.PositiveBigIntegerField(default=0)
    rule_set = models.ForeignKey(RuleSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    funding_call_start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    region_class = models.CharField(max_length=20, default="national")
    participant_category = models.CharField(max_length=20, blank=True)
    coordinator_category = models.CharField(max_length=20, blank=True)
    with_hours = models.BooleanField(default=True)
    with_claims = models.BooleanField(default=True)
    with_selection = models.BooleanField(default=True)
    # Which data-protection arrangement a seat needs; empty where the network does without.
    arrangement = models.CharField(max_length=30, blank=True, choices=ArrangementKind.choices)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One version holds at a time."""

        constraints = (
            models.UniqueConstraint(fields=("network", "version"), name="terms_version_once"),
            models.UniqueConstraint(
                fields=("network",), condition=models.Q(replaced_at__isnull=True), name="terms_holding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(fund_support_ore__lte=models.F("total_budget_ore")),
                name="terms_support_within_budget",
            ),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.version}"


class Staff(models.Model):
    """The host's project staff: a dated function."""

    class Function(models.TextChoices):
        """What a member of the host's staff does."""

        PROJECT_MANAGER = "project_manager", pgettext_lazy("staff", "Project manager")
        FINANCE_OFFICER = "finance_officer", pgettext_lazy("staff", "Finance officer")
        PROCESS_SUPPORTER = "process_supporter", pgettext_lazy("staff", "Process supporter")
        METHOD_DEVELOPER = "method_developer", pgettext_lazy("staff", "Method developer")
        SUBJECT_EXPERT = "subject_expert", pgettext_lazy("staff", "Subject expert")
        ADMINISTRATOR = "administrator", pgettext_lazy("staff", "Administrator")
        REGISTRAR = "registrar", pgettext_lazy("staff", "Registrar")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="staff")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_functions")
    function = models.CharField(max_length=30, choices=Function.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        """Ends after it begins; one open row per function and person."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="staff_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("network", "person", "function"),
                condition=models.Q(last_day__isnull=True),
                name="staff_function_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.function}"


class Participation(models.Model):
    """A member organisation's seat in a network."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="participations")
    first_day = models.DateField()
    last_day = models.DateField()
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        """One seat per organisation and network; stamps whole; dates in order."""

        constraints = (
            models.UniqueConstraint(fields=("network", "organisation"), name="participation_once"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="participation_ends_after_it_begins"
            ),
            paired("accepted", table="participation"),
            paired("left", table="participation"),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.organisation_id}"


class ArrangementWording(models.Model):
    """What a network's data-protection arrangement says. Versioned; the one with no `replaced_at` holds."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="arrangement_wordings")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=ArrangementKind.choices)
    text = models.TextField()
    record_of_processing = models.TextField()
    hosting = models.TextField()
    subprocessors = models.TextField()
    impact_assessment = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One version holds at a time."""

        constraints = (
            models.UniqueConstraint(fields=("network", "version"), name="arrangement_wording_version_once"),
            models.UniqueConstraint(
                fields=("network",),
                condition=models.Q(replaced_at__isnull=True),
                name="arrangement_wording_holding_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.version}"


class DataProtectionArrangement(Undersigned):
    """Host and municipality about personal data: in force when both have signed (R45)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="arrangements")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="arrangements")
    wording = models.ForeignKey(ArrangementWording, on_delete=models.PROTECT, related_name="arrangements")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One for each organisation and version; in force with two signatures only."""

        constraints = (
            models.UniqueConstraint(fields=("organisation", "wording"), name="arrangement_once"),
            models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True) | models.Q(signature_count=2),
                name="arrangement_in_force_with_two_signatures",
            ),
            models.CheckConstraint(
                condition=models.Q(signature_count__lte=2), name="arrangement_has_at_most_two_signatures"
            ),
        )


class AuditorAccess(models.Model):
    """An auditor reads one network during dated days."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="auditor_accesses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="auditor_accesses")
    first_day = models.DateField()
    last_day = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.network_id}"
