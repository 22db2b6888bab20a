"""Hour sheets and their rows: one current sheet per network, person, reporting role and month (Q20)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document
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
    # Countersigned by the nearest manager or an approver, only where the rule set asks (Q22, Q55).
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What the Fund has accepted of the line that a claim made of it; below nought where a correction took hours away.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_minutes = models.IntegerField(null=True, blank=True)
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
    # Someone has typed the month into the Fund's portal (Q53), and how much the portal holds as far as is known.
    entered_in_portal_at = models.DateTimeField(null=True, blank=True)
    entered_in_portal_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    portal_minutes = models.PositiveIntegerField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # The one reminder that the clock sends before the month closes (Q26).
    closing_reminded_at = models.DateTimeField(null=True, blank=True)

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
            paired("approved", table="sheet"),
            paired("submitted", table="sheet"),
            paired("locked", table="sheet"),
            paired("settled", table="sheet"),
            paired("returned", table="sheet"),
            paired("left_out", table="sheet"),
            paired("entered_in_portal", table="sheet"),
            models.CheckConstraint(
                condition=models.Q(entered_in_portal_at__isnull=True, portal_minutes__isnull=True)
                | models.Q(entered_in_portal_at__isnull=False, portal_minutes__isnull=False),
                name="sheet_entered_says_how_much",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="sheet_approved_after_confirmed",
            ),
            # Nobody countersigns the own month (Q22).
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("person")),
                name="sheet_approved_by_someone_else",
            ),
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
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, accepted_minutes__isnull=True)
                | models.Q(settled_at__isnull=False, accepted_minutes__isnull=False, locked_at__isnull=False),
                name="sheet_settled_after_locked",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%Y-%m}"


class Channel(models.TextChoices):
    """Where the Fund wants to have the hours of a role (Q53)."""

    PORTAL = "portal", pgettext_lazy("official channel", "The Fund's portal")
    AGENCY_FORM = "agency_form", pgettext_lazy("official channel", "The Fund's form on paper")
    EMAIL_CERTIFICATE = "email_certificate", pgettext_lazy("official channel", "Certificate by e-mail")
    SAMVERKA = "samverka", pgettext_lazy("official channel", "Samverka")


class OfficialChannel(models.Model):
    """The official channel of a reporting role from a month on; earlier months stay where they were (Q53)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="official_channels")
    reporting_role = models.CharField(max_length=20, choices=ReportingRole.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    # The first day of the first month that it holds for.
    from_month = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One channel per role and month."""

        constraints = (
            models.UniqueConstraint(fields=("network", "reporting_role", "from_month"), name="official_channel_once"),
            models.CheckConstraint(
                condition=models.Q(from_month__day=1), name="official_channel_begins_on_a_first_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reporting_role} {self.channel}"


class AuthorityList(models.Model):
    """A dated line of the list of those who may approve months: of one municipality, or of all (Q22)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="authority_list")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="authority_list"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorities")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Ends after it begins; on the list once at a time."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="authority_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("network", "participation", "person"),
                condition=models.Q(last_day__isnull=True, participation__isnull=False),
                name="authority_once_per_seat",
            ),
            models.UniqueConstraint(
                fields=("network", "person"),
                condition=models.Q(last_day__isnull=True, participation__isnull=True),
                name="authority_once_for_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_day}"


class RoleSpan(models.Model):
    """A reporting role that does not follow from a seat in a team: the host's staff, guests, elected people (Q2, Q5).

    Whoever is `unvalued` is counted in statistics and never in money. A participant here is a guest of a municipality
    whose hours count (Q58).
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="role_spans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_spans")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="role_spans"
    )
    reporting_role = models.CharField(max_length=20, choices=ReportingRole.choices)
    function = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One open role per person and network; only those that no team gives."""

        constraints = (
            models.UniqueConstraint(
                fields=("network", "person"), condition=models.Q(last_day__isnull=True), name="one_role_span_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="role_span_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(reporting_role="staff_paid", participation__isnull=True)
                | models.Q(reporting_role="participant", participation__isnull=False)
                | models.Q(reporting_role="unvalued"),
                name="role_span_is_one_that_no_team_gives",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.reporting_role}"


class Occupation(models.Model):
    """A staff member's occupation on entering the project, and the wage group that follows from it (Q3)."""

    class CodeKind(models.TextChoices):
        """Which list the code is from."""

        AID = "aid", pgettext_lazy("occupation code", "AID")
        SSYK = "ssyk", pgettext_lazy("occupation code", "SSYK")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="occupations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="occupations")
    code_kind = models.CharField(max_length=10, choices=CodeKind.choices)
    code = models.CharField(max_length=20)
    wage_group = models.CharField(max_length=20)
    entry_day = models.DateField()
    # What the change rests on; empty for the first (C11).
    decision_reference = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One wage group per person and project."""

        constraints = (
            models.UniqueConstraint(
                fields=("network", "person"), condition=models.Q(replaced_at__isnull=True), name="one_occupation_holds"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.wage_group}"


class CertificateApproval(models.Model):
    """The Fund has let a project take certificates by e-mail during a period: who said so, and when (Q23, D7)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="certificate_approvals")
    approved_by_name = models.CharField(max_length=120)
    approved_day = models.DateField()
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_day__isnull=True) | models.Q(until_day__gte=models.F("from_day")),
                name="certificate_approval_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.from_day}"


class ReceivedCertificate(models.Model):
    """A month that was confirmed outside: an ink original, or a certificate by e-mail; a dated exception (Q23)."""

    class Kind(models.TextChoices):
        """Which of the two."""

        INK = "ink", pgettext_lazy("certificate", "Original on paper")
        EMAIL = "email", pgettext_lazy("certificate", "Certificate by e-mail")

    sheet = models.ForeignKey(HourSheet, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    received_day = models.DateField()
    hours = models.PositiveSmallIntegerField()
    # Where the original lies; the file itself is kept here too.
    kept_at = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A confirmed version rests on one certificate; paper lies somewhere."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind="ink", kept_at=""), name="certificate_on_paper_is_kept_somewhere"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.kind}"


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
        IMPORTED = "imported", pgettext_lazy("hour row", "From the employer's system")

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


class ParticipantFile(models.Model):
    """The participants of a month have been sent to Statistics Sweden; the newest row of a month holds (Q44)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="participant_files")
    month = models.DateField()
    content_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A whole month."""

        constraints = (
            models.CheckConstraint(condition=models.Q(month__day=1), name="participant_file_month_is_a_first_day"),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.month:%Y-%m}"
