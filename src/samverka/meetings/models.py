"""Meetings of all kinds: agenda, invitations, attendance, material, evaluation."""

import uuid

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document
from samverka.networks.models import Network, Participation
from samverka.people.models import Person


class Meeting(models.Model):
    """A meeting of a network, or a local day of one seat."""

    class Kind(models.TextChoices):
        """What sort of meeting."""

        NETWORK_IN_PERSON = "network_in_person", pgettext_lazy("meeting", "Network meeting in person")
        NETWORK_ONLINE = "network_online", pgettext_lazy("meeting", "Network meeting online")
        LOCAL_DAY = "local_day", pgettext_lazy("meeting", "Local day")
        INFORMATION = "information", pgettext_lazy("meeting", "Information meeting")
        POLITICIANS = "politicians", pgettext_lazy("meeting", "Meeting for elected representatives")

    class PeopleBeyond(models.TextChoices):
        """What people beyond the teams are at the meeting (Q58)."""

        AUDIENCE = "audience", pgettext_lazy("people beyond", "Audience")
        WITH_HOURS = "with_hours", pgettext_lazy("people beyond", "Participants with hours")
        OWN_CHOICE = "own_choice", pgettext_lazy("people beyond", "Each one's own choice")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="meetings")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="local_days"
    )
    kind = models.CharField(max_length=30, choices=Kind.choices)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=400, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # What a participant types to check in; eight signs without those that look alike.
    code = models.CharField(max_length=12, unique=True)
    # Counts changes of time and place, so that calendars update the same entry (RFC 5545 SEQUENCE).
    sequence = models.PositiveIntegerField(default=0)
    people_beyond = models.CharField(max_length=20, choices=PeopleBeyond.choices, default=PeopleBeyond.AUDIENCE)
    # How many may come, when there is an end to it; whoever answers later waits.
    places = models.PositiveIntegerField(null=True, blank=True)
    places_taken = models.PositiveIntegerField(default=0)
    # What is asked of those who come (R51).
    asks_food = models.BooleanField(default=False)
    asks_access_needs = models.BooleanField(default=False)
    asks_hotel = models.BooleanField(default=False)
    asks_invoice_reference = models.BooleanField(default=False)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Ends after it begins; a local day, and only that, belongs to one seat; no more come than there are places."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="local_day", participation__isnull=False)
                | (~models.Q(kind="local_day") & models.Q(participation__isnull=True)),
                name="local_day_belongs_to_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(places__isnull=True) | models.Q(places_taken__lte=models.F("places")),
                name="meeting_has_places_for_those_who_come",
            ),
            paired("cancelled", table="meeting"),
        )

    def __str__(self) -> str:
        return self.title


class AgendaPart(models.Model):
    """A typed part of a meeting's agenda; a break gives no hours."""

    class Kind(models.TextChoices):
        """What a part of the agenda is for."""

        KNOWLEDGE_PART = "knowledge_part", pgettext_lazy("agenda", "Knowledge")
        EXPERIENCE_EXCHANGE = "experience_exchange", pgettext_lazy("agenda", "Exchange of experience")
        HOME_TEAM_WORK = "home_team_work", pgettext_lazy("agenda", "Work with the own team")
        BREAK = "break", pgettext_lazy("agenda", "Break")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    title = models.CharField(max_length=160, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="agenda_part_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind}"


class Invitation(models.Model):
    """A person is asked to a meeting, and may answer."""

    class Answer(models.TextChoices):
        """What the invited answered."""

        COMING = "coming", pgettext_lazy("invitation", "Coming")
        NOT_COMING = "not_coming", pgettext_lazy("invitation", "Not coming")
        WAITING = "waiting", pgettext_lazy("invitation", "On the waiting list")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=20, blank=True, choices=Answer.choices)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A person is asked once to each meeting."""

        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="invitation_once"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"


class SignUp(models.Model):
    """What someone who comes has said of practical things; erased fourteen days after the meeting (R51)."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="sign_up")
    food = models.CharField(max_length=200, blank=True)
    access_needs = models.CharField(max_length=400, blank=True)
    hotel = models.BooleanField(default=False)
    invoice_reference = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"sign-up {self.invitation_id}"


class Attendance(models.Model):
    """A person was there, and for how many minutes, breaks left out."""

    class Source(models.TextChoices):
        """How the attendance was taken."""

        LIST = "list", pgettext_lazy("attendance", "Ticked on the list")
        CHECK_IN = "check_in", pgettext_lazy("attendance", "Checked in")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One row per person and meeting; at most a day."""

        constraints = (
            models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once"),
            models.CheckConstraint(condition=models.Q(minutes__lte=24 * 60), name="attendance_within_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"


class Guest(models.Model):
    """Someone without an account who was there: name and unit, and no more unless hours are to count (Q58)."""

    class AttendsAs(models.TextChoices):
        """What the guest is at the meeting."""

        AUDIENCE = "audience", pgettext_lazy("guest", "Audience")
        WITH_HOURS = "with_hours", pgettext_lazy("guest", "Participant with hours")
        ELECTED = "elected", pgettext_lazy("guest", "Elected representative")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=200)
    unit = models.CharField(max_length=120)
    attends_as = models.CharField(max_length=20, choices=AttendsAs.choices)
    # Asked for only when hours are to count.
    employer = models.CharField(max_length=160, blank=True)
    function = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # When the guest vouched for the hours; nobody does it for another.
    vouched_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Attendance.Source.choices)
    recorded_at = models.DateTimeField()
    # Nobody, when the guest checked in alone.
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A name and unit stand once on the list; hours and what they need belong to participants with hours alone."""

        constraints = (
            models.UniqueConstraint(fields=("meeting", "name_sort", "unit"), name="guest_once"),
            models.CheckConstraint(
                condition=models.Q(attends_as="with_hours", minutes__isnull=False, minutes__lte=24 * 60)
                & ~models.Q(employer="")
                & ~models.Q(function="")
                & ~models.Q(email="")
                | ~models.Q(attends_as="with_hours")
                & models.Q(minutes__isnull=True, vouched_at__isnull=True, employer="", function="", email=""),
                name="guest_hours_are_for_participants",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.attends_as}"


class MeetingMaterial(models.Model):
    """A file handed out at a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="materials")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A stamp is whole."""

        constraints = (paired("withdrawn", table="material"),)

    def __str__(self) -> str:
        return self.title


def _score(name: str) -> models.Q:
    return models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5})


class Evaluation(models.Model):
    """One person's answer to the three questions. It holds no person and no time, and its number follows no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="evaluations")
    useful = models.PositiveSmallIntegerField()
    learned_from_others = models.PositiveSmallIntegerField()
    knows_next_step = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1000, blank=True)

    class Meta:
        """Each answer is one to five."""

        constraints = (
            models.CheckConstraint(
                condition=_score("useful") & _score("learned_from_others") & _score("knows_next_step"),
                name="evaluation_is_one_to_five",
            ),
        )

    def __str__(self) -> str:
        return f"evaluation of {self.meeting_id}"


class EvaluationReceipt(models.Model):
    """That a person has answered, so that nobody answers twice; not what."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="evaluation_receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each person and meeting."""

        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="evaluated_once"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"
