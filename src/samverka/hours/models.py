"""Hour sheets and their rows: one current sheet per network, person, reporting role and month (Q20)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.meetings.models import Meeting
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


class ReportingRole(models.TextChoices):
    """Which of the Fund's forms and rates the hours follow (Q2)."""

    PARTICIPANT = "participant", pgettext_lazy("reporting role", "Participant")
    STAFF_COFINANCED = "staff_cofinanced", pgettext_lazy("reporting role", "Co-financed staff")
    STAFF_PAID = "staff_paid", pgettext_lazy("reporting role", "Paid staff")
    UNVALUED = "unvalued", pgettext_lazy("reporting role", "Does not count as co-financing")


class Activity(models.TextChoices):
    """What time is reported on (R10)."""

    JOINT_MEETING = "joint_meeting", pgettext_lazy("activity", "Joint meeting")
    LOCAL_DAY = "local_day", pgettext_lazy("activity", "Local day")
    OWN_DEVELOPMENT_WORK = "own_development_work", pgettext_lazy("activity", "Own development work")
    PROCESS_SUPPORT = "process_support", pgettext_lazy("activity", "Process support")
    PREPARATION = "preparation", pgettext_lazy("activity", "Preparation")
    REPORTING = "reporting", pgettext_lazy("activity", "Coordination and reporting")


class HourSheet(models.Model):
    """A person's month in a network. Its state is read from the stamps."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheets")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="sheets"
    )
    reporting_role = models.CharField(max_length=20, choices=ReportingRole.choices)
    # The first day of the month.
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    # When the person was told that the month waits to be confirmed.
    told_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    nothing_to_report = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # SHA-256 of the exact content that was confirmed (Q22, Q25).
    confirmed_sha256 = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_reason = models.CharField(max_length=400, blank=True)
    # The coordinator submitted the month without this sheet, and why.
    left_out_at = models.DateTimeField(null=True, blank=True)
    left_out_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_out_reason = models.CharField(max_length=400, blank=True)
    # Why this version follows on the one before (Q24).
    correction_reason = models.CharField(max_length=400, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One current sheet; stamps whole and in their order."""

        constraints = (
            models.UniqueConstraint(
                fields=("network", "person", "reporting_role", "month"),
                condition=models.Q(superseded_at__isnull=True),
                name="one_current_sheet",
            ),
            models.UniqueConstraint(
                fields=("network", "person", "reporting_role", "month", "version"), name="sheet_version_once"
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="sheet_month_is_a_first_day"),
            paired("confirmed", table="sheet"),
            paired("submitted", table="sheet"),
            paired("locked", table="sheet"),
            paired("returned", table="sheet"),
            paired("left_out", table="sheet"),
            # A month without time is an internal note and never signed (Q21).
            models.CheckConstraint(
                condition=models.Q(nothing_to_report=False) | models.Q(confirmed_at__isnull=True),
                name="sheet_nothing_is_not_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True)
                | models.Q(confirmed_at__isnull=False)
                | models.Q(nothing_to_report=True),
                name="sheet_submitted_after_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(left_out_at__isnull=True) | models.Q(submitted_at__isnull=True),
                name="sheet_left_out_is_not_submitted",
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at__isnull=True) | models.Q(submitted_at__isnull=False),
                name="sheet_locked_after_submitted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%Y-%m}"


class HourRow(models.Model):
    """Time spent on one date and activity; minutes are kept for ever (Q13, Q14).

    While a sheet is open it holds what the person wrote only; attendance is read from `meetings` and is copied here
    when the sheet is confirmed. A row of source `own` with a meeting is the person's own word for how much of that
    meeting it was, never more than the attendance says (Q11).
    """

    class Source(models.TextChoices):
        """Where the row came from, shown beside it."""

        ATTENDANCE = "attendance", pgettext_lazy("hour row", "From attendance")
        REPEATED = "repeated", pgettext_lazy("hour row", "Repeated from last month")
        OWN = "own", pgettext_lazy("hour row", "Added by you")

    sheet = models.ForeignKey(HourSheet, on_delete=models.CASCADE, related_name="rows")
    day = models.DateField()
    activity = models.CharField(max_length=30, choices=Activity.choices)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)

    class Meta:
        """Something and at most a day; a meeting once per sheet."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1) & models.Q(minutes__lte=24 * 60), name="hour_row_within_a_day"
            ),
            models.UniqueConstraint(
                fields=("sheet", "meeting"), condition=models.Q(meeting__isnull=False), name="meeting_once_per_sheet"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.day} {self.minutes}"


class OtherFundedHours(models.Model):
    """Hours in other EU projects that a person states for a calendar year; they use up the yearly cap (Q56)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_funded_hours")
    year = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    stated_at = models.DateTimeField()

    class Meta:
        """One number per person and year, at most the hours that a year has."""

        constraints = (
            models.UniqueConstraint(fields=("person", "year"), name="other_funded_hours_once"),
            models.CheckConstraint(condition=models.Q(hours__lte=366 * 24), name="other_funded_hours_within_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}"
