"""Collaborations: deals, partnerships and procurements, each with a form; and dialogues."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.enterprises.models.enterprise import SocialEnterprise
from samverka.enterprises.models.reference import CpvCode
from samverka.people.models import Employer, MemberOrganisation, Person


class Form(models.TextChoices):
    """The form of a collaboration (R25)."""

    DIRECT_PROCUREMENT = "direct_procurement", pgettext_lazy("form", "Direct procurement")
    RESERVED_4_18_1 = "reserved_4_18_1", pgettext_lazy("form", "Reserved procurement, 4:18 point 1")
    RESERVED_4_18_2 = "reserved_4_18_2", pgettext_lazy("form", "Reserved procurement, 4:18 point 2")
    RESERVED_19_25 = "reserved_19_25", pgettext_lazy("form", "Reserved procurement, 19:25")
    RESERVED_19_25A = "reserved_19_25a", pgettext_lazy("form", "Reserved procurement, 19:25 a")
    WITH_CLAUSE = "ordinary_procurement_with_clause", pgettext_lazy("form", "Procurement with an employment clause")
    FRAMEWORK_CALL_OFF = "framework_call_off", pgettext_lazy("form", "Call-off from a framework agreement")
    LOV = "lov", pgettext_lazy("form", "System of choice (LOV)")
    IOP = "iop", pgettext_lazy("form", "Idea-based public partnership (IOP)")
    GRANT = "grant", pgettext_lazy("form", "Grant to an association")
    WORK_TRAINING = "work_training_agreement", pgettext_lazy("form", "Agreement on work-training places")
    LOCAL_COMPACT = "local_compact", pgettext_lazy("form", "Local compact with civil society (LÖK)")
    OTHER = "other", pgettext_lazy("form", "Other form")


class Level(models.TextChoices):
    """Who may see it beside the own municipality."""

    OWN = "own_level", pgettext_lazy("level", "Only our municipality")
    NETWORK = "network_level", pgettext_lazy("level", "The networks we are in")
    PUBLIC = "public_level", pgettext_lazy("level", "Everyone")


class State(models.TextChoices):
    """Where a collaboration stands."""

    IDEA = "idea", pgettext_lazy("collaboration", "Idea")
    PREPARING = "preparing", pgettext_lazy("collaboration", "Being prepared")
    MARKET_DIALOGUE = "market_dialogue", pgettext_lazy("collaboration", "Market dialogue")
    ADVERTISED = "advertised", pgettext_lazy("collaboration", "Advertised")
    NEGOTIATING = "negotiating", pgettext_lazy("collaboration", "Negotiating")
    AWARDED = "awarded", pgettext_lazy("collaboration", "Awarded")
    AGREED = "agreed", pgettext_lazy("collaboration", "Agreed")
    RUNNING = "running", pgettext_lazy("collaboration", "Running")
    COMPLETED = "completed", pgettext_lazy("collaboration", "Completed")
    CANCELLED = "cancelled", pgettext_lazy("collaboration", "Cancelled")
    NOT_AWARDED = "not_awarded", pgettext_lazy("collaboration", "Not awarded")


class ClauseVariant(models.TextChoices):
    """What an employment clause asks of the supplier."""

    OFFER_WORK = "clause_offer_work", pgettext_lazy("clause", "A: offer employment or placement")
    DIALOGUE = "clause_dialogue", pgettext_lazy("clause", "B: take part in a dialogue")


class Collaboration(models.Model):
    """A deal, a partnership or a procurement. Saved with title, owner, date and form; the rest when a state asks."""

    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="collaborations")
    title = models.CharField(max_length=160)
    title_sort = models.CharField(max_length=200)
    title_search = models.CharField(max_length=400)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="owned_collaborations")
    # The day it is about, until the contract has its first day.
    day = models.DateField()
    form = models.CharField(max_length=40, choices=Form.choices)
    description = models.TextField(max_length=4000, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.OWN)
    # The legal ground; whatever has one stays inside the municipality, counts included.
    secrecy_ground = models.CharField(max_length=200, blank=True)
    # Value, options included, VAT excluded, in öre.
    value_ore = models.BigIntegerField(null=True, blank=True)
    is_social_specific_service = models.BooleanField(null=True, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    # Decision
    decision_body = models.CharField(max_length=160, blank=True)
    decision_day = models.DateField(null=True, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    # Documentation of a direct procurement
    competition = models.TextField(max_length=2000, blank=True)
    suppliers_asked = models.TextField(max_length=2000, blank=True)
    bids = models.PositiveSmallIntegerField(null=True, blank=True)
    award_reason = models.TextField(max_length=2000, blank=True)
    # Said when a purchase was over the limit and is done already; never leaves the municipality.
    over_limit_note = models.TextField(max_length=2000, blank=True)
    # Reserved contracts
    share_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    share_day = models.DateField(null=True, blank=True)
    share_evidence = models.CharField(max_length=400, blank=True)
    purpose_evidence = models.TextField(max_length=2000, blank=True)
    registered_idea_based = models.BooleanField(null=True, blank=True)
    registered_checked_day = models.DateField(null=True, blank=True)
    # Employment clause; the target group in words, never persons
    clause_variant = models.CharField(max_length=20, choices=ClauseVariant.choices, blank=True)
    clause_number = models.PositiveSmallIntegerField(null=True, blank=True)
    clause_months = models.PositiveSmallIntegerField(null=True, blank=True)
    target_group = models.CharField(max_length=200, blank=True)
    matching_officer = models.CharField(max_length=120, blank=True)
    # Partnership
    shared_goal = models.TextField(max_length=2000, blank=True)
    no_market = models.TextField(max_length=2000, blank=True)
    follow_up = models.TextField(max_length=2000, blank=True)
    exit_terms = models.TextField(max_length=2000, blank=True)
    # Grant, work training
    has_counter_performance = models.BooleanField(null=True, blank=True)
    is_procured = models.BooleanField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    # Answers to the form guide, by question: the motivation of the form.
    guide_answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        """Ends after it begins, is worth nothing less than nothing, and a secret stays at home."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True)
                | models.Q(first_day__isnull=True)
                | models.Q(last_day__gte=models.F("first_day")),
                name="collaboration_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(value_ore__isnull=True) | models.Q(value_ore__gte=0),
                name="collaboration_value_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(secrecy_ground="") | models.Q(level="own_level"),
                name="collaboration_secret_stays_at_home",
            ),
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__lte=100),
                name="collaboration_share_is_a_part",
            ),
        )
        indexes = (models.Index(fields=("organisation", "day"), name="collaboration_by_day"),)

    def __str__(self) -> str:
        return self.title


class CollaborationStep(models.Model):
    """A state that a collaboration came to on a day; the one that is not left is where it stands."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=State.choices)
    day = models.DateField()
    reason = models.CharField(max_length=400, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One place at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("collaboration",), condition=models.Q(left_at__isnull=True), name="collaboration_stands_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.state}"


class Buyer(models.Model):
    """A procuring organisation; sums against the limit are per its organisation number."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="buyers")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("collaboration", "employer"), name="buyer_once"),)

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.employer_id}"


class Counterpart(models.Model):
    """The other side: an enterprise of the register, or another organisation by name and number."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="counterparts")
    enterprise = models.ForeignKey(
        SocialEnterprise, null=True, blank=True, on_delete=models.PROTECT, related_name="counterparts"
    )
    name = models.CharField(max_length=160)
    organisation_number = models.CharField(max_length=10, blank=True)

    class Meta:
        """An enterprise stands once."""

        constraints = (models.UniqueConstraint(fields=("collaboration", "enterprise"), name="counterpart_once"),)

    def __str__(self) -> str:
        return self.name


class CollaborationCpv(models.Model):
    """What is bought, as a CPV code."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="cpv_codes")
    cpv = models.ForeignKey(CpvCode, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("collaboration", "cpv"), name="collaboration_cpv_once"),)

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.cpv_id}"


class Contribution(models.Model):
    """What a party puts into a partnership."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="contributions")
    party = models.CharField(max_length=160)
    text = models.CharField(max_length=400)
    value_ore = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        """Once for each party."""

        constraints = (models.UniqueConstraint(fields=("collaboration", "party"), name="contribution_once"),)

    def __str__(self) -> str:
        return self.party


class Outcome(models.Model):
    """What was promised, or what was delivered until a day: counts, never persons (R28)."""

    class Kind(models.TextChoices):
        """Promised at the start, or delivered."""

        PROMISED = "promised", pgettext_lazy("outcome", "Promised")
        DELIVERED = "delivered", pgettext_lazy("outcome", "Delivered")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    day = models.DateField()
    people_in_work = models.PositiveIntegerField(null=True, blank=True)
    people_in_training = models.PositiveIntegerField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    purchases_ore = models.PositiveBigIntegerField(null=True, blank=True)
    other_benefit = models.TextField(max_length=2000, blank=True)
    lessons = models.TextField(max_length=2000, blank=True)
    follow_up_day = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.kind} {self.day}"


class Dialogue(models.Model):
    """A talk with enterprises: who, when, about what, what was handed out, so that equal treatment can be shown."""

    class Form(models.TextChoices):
        """How it was held."""

        MEETING = "dialogue_meeting", pgettext_lazy("dialogue", "Meeting")
        ONLINE = "dialogue_online", pgettext_lazy("dialogue", "Online meeting")
        PHONE = "dialogue_phone", pgettext_lazy("dialogue", "Phone call")
        VISIT = "dialogue_visit", pgettext_lazy("dialogue", "Visit")
        WRITTEN = "dialogue_written", pgettext_lazy("dialogue", "In writing")

    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="dialogues")
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.PROTECT, related_name="dialogues"
    )
    title = models.CharField(max_length=160)
    title_sort = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="owned_dialogues")
    day = models.DateField()
    form = models.CharField(max_length=30, choices=Form.choices)
    # Who was there from outside: organisations, and whom they sent by function.
    parties = models.TextField(max_length=2000, blank=True)
    subject = models.TextField(max_length=4000, blank=True)
    handed_out = models.TextField(max_length=2000, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.OWN)
    secrecy_ground = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A secret stays at home."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(secrecy_ground="") | models.Q(level="own_level"),
                name="dialogue_secret_stays_at_home",
            ),
            paired("archived", table="dialogue"),
        )

    def __str__(self) -> str:
        return self.title
