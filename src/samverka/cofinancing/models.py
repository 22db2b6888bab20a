"""Pledges, budget lines, claims and their lines. A closed claim keeps its own numbers for ever."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document, Rendering
from samverka.hours.models import HourSheet, ReportingRole
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


class BudgetLine(models.Model):
    """A line of the decision's budget, and what has been imported as outcome is summed elsewhere (Q54)."""

    class Kind(models.TextChoices):
        """The decision's lines."""

        HOST_STAFF = "host_staff", pgettext_lazy("budget line", "The host's staff")
        EXTERNAL_SERVICES = "external_services", pgettext_lazy("budget line", "External services")
        TRAVEL_AND_MEETINGS = "travel_and_meetings", pgettext_lazy("budget line", "Travel and meetings")
        INDIRECT_COST = "indirect_cost", pgettext_lazy("budget line", "Indirect costs")
        OWNER_CASH = "owner_cash", pgettext_lazy("budget line", "The host's own cash")
        OTHER_FINANCIERS = "other_financiers", pgettext_lazy("budget line", "Other financiers")
        MUNICIPAL_TIME = "municipal_time", pgettext_lazy("budget line", "The municipalities' time")
        FUND = "fund", pgettext_lazy("budget line", "The Fund")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="budget_lines")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    planned_ore = models.PositiveBigIntegerField()

    class Meta:
        """Each kind once per network."""

        constraints = (models.UniqueConstraint(fields=("network", "kind"), name="budget_line_once"),)

    def __str__(self) -> str:
        return f"{self.network_id} {self.kind}"


class Pledge(models.Model):
    """What a municipality has promised in working time, for the whole of its seat (Q30)."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="pledge")
    team_minutes = models.PositiveIntegerField()
    coordinator_minutes = models.PositiveIntegerField()
    pledged_at = models.DateTimeField()
    pledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.participation_id}"


class Claim(models.Model):
    """A payment claim: the submitted sheets of a period, turned into kronor when it is closed."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveSmallIntegerField()
    first_month = models.DateField()
    last_month = models.DateField()
    registry_number = models.CharField(max_length=60, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbered within the network; a whole period; closed by someone."""

        constraints = (
            models.UniqueConstraint(fields=("network", "number"), name="claim_number_once"),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="claim_period_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(first_month__day=1) & models.Q(last_month__day=1), name="claim_period_in_months"
            ),
            paired("closed", table="claim"),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.number}"


class ClaimLine(models.Model):
    """A sheet in a claim: hours and value as they were when the claim closed. Each sheet in one claim only."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines")
    sheet = models.OneToOneField(HourSheet, on_delete=models.PROTECT, related_name="claim_line")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="claim_lines"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reporting_role = models.CharField(max_length=20, choices=ReportingRole.choices)
    month = models.DateField()
    category = models.CharField(max_length=20)
    # Below nought where a correction takes hours away from what has been claimed.
    recorded_minutes = models.IntegerField()
    # What the rule set's rounding leaves, and what of it lies within the caps.
    reportable_minutes = models.IntegerField()
    eligible_minutes = models.IntegerField()
    over_cap_minutes = models.IntegerField()
    ore_per_hour = models.PositiveIntegerField()
    value_ore = models.BigIntegerField()
    # The line that this one is the difference to (Q24); what has been corrected once is not corrected twice.
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_in"
    )

    class Meta:
        """Eligible and over the cap make up the reportable; only a difference can be below nought."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(reportable_minutes=models.F("eligible_minutes") + models.F("over_cap_minutes")),
                name="claim_line_hours_add_up",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=False)
                | models.Q(
                    recorded_minutes__gte=0,
                    reportable_minutes__gte=0,
                    eligible_minutes__gte=0,
                    over_cap_minutes__gte=0,
                    value_ore__gte=0,
                ),
                name="claim_line_below_nought_corrects",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id} {self.sheet_id}"


class ParkedMonth(models.Model):
    """A doubtful month is kept out of a claim that is being prepared; the next claim finds it again (Q36)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parked")
    sheet = models.ForeignKey(HourSheet, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    parked_at = models.DateTimeField()
    parked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once in each claim, and never without a reason."""

        constraints = (
            models.UniqueConstraint(fields=("claim", "sheet"), name="parked_month_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="parked_month_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.claim_id} {self.sheet_id}"


class LeftOutMonth(models.Model):
    """A month that was not in a claim when it closed, and why: the list that goes with the claim (Q36)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="left_out")
    sheet = models.ForeignKey(HourSheet, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=600)

    class Meta:
        """Each month once."""

        constraints = (models.UniqueConstraint(fields=("claim", "sheet"), name="left_out_month_once"),)

    def __str__(self) -> str:
        return f"{self.claim_id} {self.sheet_id}"


class LineOutcome(models.Model):
    """What the Fund said of a line in a closed claim (Q37). The line's own numbers stay as they are."""

    class Result(models.TextChoices):
        """The Fund's word."""

        ACCEPTED = "accepted", pgettext_lazy("outcome of a line", "Accepted")
        REDUCED = "reduced", pgettext_lazy("outcome of a line", "Reduced")
        TO_BE_COMPLETED = "to_be_completed", pgettext_lazy("outcome of a line", "To be completed")

    line = models.ForeignKey(ClaimLine, on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=20, choices=Result.choices)
    # Signed as the line is; nothing while the line is to be completed.
    accepted_minutes = models.IntegerField()
    accepted_ore = models.BigIntegerField()
    reason = models.CharField(max_length=400, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # A later word of the Fund takes its place; what was said before stands.
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One word holds for each line; what is not accepted as it stands has its reason."""

        constraints = (
            models.UniqueConstraint(
                fields=("line",), condition=models.Q(replaced_at__isnull=True), name="one_outcome_holds"
            ),
            models.CheckConstraint(
                condition=models.Q(result="accepted") | ~models.Q(reason=""), name="line_outcome_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(result="to_be_completed") | models.Q(accepted_minutes=0, accepted_ore=0),
                name="line_outcome_waits_without_numbers",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.result}"


class BudgetOutcome(models.Model):
    """An outcome other than hours: a sum from the host's ledger, for a claim, with its voucher (Q54)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="budget_outcomes")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=30, choices=BudgetLine.Kind.choices)
    # A credit note is below nought.
    ore = models.BigIntegerField()
    voucher = models.CharField(max_length=60)
    day = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Never without its voucher, and a voucher once for each line; hours are counted, not imported."""

        constraints = (
            models.CheckConstraint(condition=~models.Q(voucher=""), name="budget_outcome_has_a_voucher"),
            models.UniqueConstraint(fields=("network", "kind", "voucher"), name="budget_outcome_voucher_once"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("municipal_time", "fund")), name="budget_outcome_is_not_hours"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.voucher}"


class EvidencePack(models.Model):
    """All that stands behind a closed claim, as one ZIP; `verify.py` in it finds whatever was changed afterwards."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="packs")
    # How far of the network's chain it holds: this entry is the last.
    seq = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        """A pack reaches one place in the chain; a made one has its fingerprint."""

        constraints = (
            models.UniqueConstraint(fields=("claim", "seq"), name="evidence_pack_once"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=True, manifest_sha256="")
                | (models.Q(document__isnull=False) & ~models.Q(manifest_sha256="")),
                name="evidence_pack_has_its_fingerprint",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id} {self.seq}"


class SilenceSignal(models.Model):
    """A municipality has submitted nothing of a month that has closed. Its coordinator is asked first (R53)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="silence_signals")
    month = models.DateField()
    raised_at = models.DateTimeField()
    # Until the end of this day only the municipality sees it, unless its coordinator has answered before.
    # As the terms said when the coordinator was asked, and the day that came of it.
    working_days = models.PositiveSmallIntegerField()
    comment_due_day = models.DateField()
    comment = models.CharField(max_length=600, blank=True)
    commented_at = models.DateTimeField(null=True, blank=True)
    commented_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each month."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "month"), name="silence_signal_once"),
            paired("commented", table="silence"),
            models.CheckConstraint(
                condition=models.Q(commented_at__isnull=True) | ~models.Q(comment=""),
                name="silence_comment_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.month:%Y-%m}"


class YearStatement(models.Model):
    """A municipality's year has been made as a spreadsheet by the clock: in January, and again in April (Q57)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="year_statements")
    year = models.PositiveSmallIntegerField()
    # The month in which it was made: 1 or 4.
    made_in = models.PositiveSmallIntegerField()
    rendering = models.ForeignKey(Rendering, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Once in each of the two months."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "year", "made_in"), name="year_statement_once"),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.year}"
