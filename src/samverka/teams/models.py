"""The people of a seat."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.networks.models import Area, Participation
from samverka.people.models import Employment, Person

__all__ = ["AppointingLink", "Area", "Leaving", "NearestManager", "SeatSupporter", "TeamMember"]


class TeamMember(models.Model):
    """A person in a team seat, or in the coordinator's seat, during dated days."""

    class TeamSeat(models.TextChoices):
        """Which sort of seat in the team."""

        MEMBER = "member", pgettext_lazy("team seat", "Team member")
        COORDINATOR = "coordinator", pgettext_lazy("team seat", "Coordinator")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_seats")
    team_seat = models.CharField(max_length=20, choices=TeamSeat.choices)
    function = models.CharField(max_length=120)
    area = models.CharField(max_length=30, choices=Area.choices)
    deputy_coordinator = models.BooleanField(default=False)
    employment = models.ForeignKey(Employment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One coordinator at a time; a person holds a kind of seat once at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation",),
                condition=models.Q(team_seat="coordinator", last_day__isnull=True),
                name="one_coordinator_at_a_time",
            ),
            models.UniqueConstraint(
                fields=("participation", "person"),
                condition=models.Q(last_day__isnull=True),
                name="person_in_team_once",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="team_member_ends_after_beginning",
            ),
            paired("ended", table="team_member"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.team_seat}"


class NearestManager(models.Model):
    """Who is a team member's nearest manager during dated days: approves the time set aside (R9, Q55)."""

    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="managers")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="manages")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The manager approves that working time is set aside for the network.
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time; ends after it begins; a stamp is whole."""

        constraints = (
            models.UniqueConstraint(
                fields=("member",), condition=models.Q(last_day__isnull=True), name="one_nearest_manager_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="nearest_manager_ends_after_beginning",
            ),
            paired("approved", table="nearest_manager"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.manager_id}"


class SeatSupporter(models.Model):
    """The process supporter of a seat, or the one who steps in, during dated days: named by the host (R8)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="supporters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supports")
    is_substitute = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One supporter and one substitute at a time; ends after it begins."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "is_substitute"),
                condition=models.Q(last_day__isnull=True),
                name="one_supporter_and_one_substitute",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="supporter_ends_after_beginning",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.person_id}"


class Leaving(models.Model):
    """A municipality leaves before the network ends: who decided, and its last day (R48)."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="leaving")
    decision = models.CharField(max_length=400)
    decided_day = models.DateField()
    last_day = models.DateField()
    # The seat's last day before it was decided.
    stood_until = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """It leaves earlier than it would have."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__lt=models.F("stood_until")), name="leaving_is_before_the_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.last_day}"


class AppointingLink(models.Model):
    """A personal link by which a municipality that nobody leads appoints a coordinator; used once (R47)."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="appointing_links")
    to_address = models.CharField(max_length=254)
    # Only this is kept: whoever reads the database can not use the link.
    link_sha256 = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    # Nobody, when the clock sent it.
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_for = models.ForeignKey(TeamMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Used for somebody, or not at all."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, used_for__isnull=True)
                | models.Q(used_at__isnull=False, used_for__isnull=False),
                name="appointing_link_used_for_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.valid_until}"
