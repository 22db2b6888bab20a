"""What a seat needs, has decided, has written down, has built and thinks of itself; results are read from it.

Whoever is responsible for something is written as text, a person or a function, so that it outlives whoever sits there
(R9, R17); stamps point to a `Person` as everywhere.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document
from samverka.enterprises.models import Collaboration, Dialogue, SocialEnterprise
from samverka.networks.models import Area, Participation
from samverka.people.models import Person


def _secrecy(table: str) -> models.CheckConstraint:
    """What may be covered by secrecy has its legal ground named; a ground is given for nothing else (R14)."""
    return models.CheckConstraint(
        condition=models.Q(may_be_secret=False, secrecy_ground="")
        | (models.Q(may_be_secret=True) & ~models.Q(secrecy_ground="")),
        name=f"{table}_secrecy_has_its_ground",
    )


# --- Needs inventory (R14) ----------------------------------------------------------------------------------------


class NeedsInventory(models.Model):
    """A seat's inventory of its needs; declared done by a person, and may still grow."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="needs_inventory")
    summary = models.TextField(blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A stamp is whole."""

        constraints = (paired("declared", table="needs_inventory"),)

    def __str__(self) -> str:
        return f"inventory {self.participation_id}"


class DevelopmentNeed(models.Model):
    """Part (a): what a department needs to develop or learn, for agendas and method requests."""

    class Kind(models.TextChoices):
        """What would help."""

        COMPETENCE = "competence", pgettext_lazy("development need", "Competence")
        METHOD = "method", pgettext_lazy("development need", "Method or template")
        EXCHANGE = "exchange", pgettext_lazy("development need", "Exchange with others")
        ORGANISATION = "organisation", pgettext_lazy("development need", "Organisation and mandate")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="development_needs")
    department = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    owner = models.CharField(max_length=120)
    noted_day = models.DateField()
    may_be_secret = models.BooleanField(default=False)
    secrecy_ground = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A stamp is whole; secrecy has its ground."""

        constraints = (paired("met", table="development_need"), _secrecy("development_need"))

    def __str__(self) -> str:
        return self.title


class Need(models.Model):
    """Part (b): a problem in welfare or purchasing that social enterprises might help with; never the solution."""

    class Field(models.TextChoices):
        """Which sort of work it is about, in plain words."""

        CLEANING = "cleaning", pgettext_lazy("field", "Cleaning and laundry")
        FOOD = "food", pgettext_lazy("field", "Food and meals")
        GREEN = "green", pgettext_lazy("field", "Parks, gardens and outdoor work")
        PROPERTY = "property", pgettext_lazy("field", "Property care and repairs")
        TRANSPORT = "transport", pgettext_lazy("field", "Transport and removals")
        REUSE = "reuse", pgettext_lazy("field", "Reuse and recycling")
        CARE = "care", pgettext_lazy("field", "Care and support")
        DAILY_ACTIVITY = "daily_activity", pgettext_lazy("field", "Daily activities and occupation")
        WORK_TRAINING = "work_training", pgettext_lazy("field", "Work training and employment")
        MEETING_PLACES = "meeting_places", pgettext_lazy("field", "Meeting places, culture and leisure")
        OFFICE = "office", pgettext_lazy("field", "Office, printing and IT")
        OTHER_FIELD = "other_field", pgettext_lazy("field", "Something else")

    class Horizon(models.TextChoices):
        """When something has to happen."""

        THIS_YEAR = "this_year", pgettext_lazy("horizon", "Within a year")
        NEXT_YEARS = "next_years", pgettext_lazy("horizon", "Within one to three years")
        LATER = "later", pgettext_lazy("horizon", "Later")

    class Level(models.TextChoices):
        """Who may read it."""

        PRIVATE = "private", pgettext_lazy("level of publishing", "Only the municipality")
        NETWORK = "network", pgettext_lazy("level of publishing", "The network")
        PUBLIC = "public", pgettext_lazy("level of publishing", "Everyone")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="needs")
    title = models.CharField(max_length=160)
    title_search = models.CharField(max_length=400)
    owner = models.CharField(max_length=120)
    noted_day = models.DateField()
    department = models.CharField(max_length=120, blank=True)
    problem = models.TextField(blank=True)
    affected_group = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=20, blank=True, choices=Field.choices)
    volume = models.CharField(max_length=200, blank=True)
    yearly_value_ore = models.PositiveBigIntegerField(null=True, blank=True)
    supplier = models.CharField(max_length=160, blank=True)
    contract_ends_day = models.DateField(null=True, blank=True)
    horizon = models.CharField(max_length=20, blank=True, choices=Horizon.choices)
    # Forms of collaboration that could do, in words.
    possible_forms = models.CharField(max_length=400, blank=True)
    # Priority: how much it is worth to the municipality, and how easily it could be done; one to five each.
    benefit = models.PositiveSmallIntegerField(null=True, blank=True)
    feasibility = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.PRIVATE)
    may_be_secret = models.BooleanField(default=False)
    secrecy_ground = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Counts savings, so that two colleagues who write at once do not overwrite each other.
    edition = models.PositiveIntegerField(default=1)
    solved_at = models.DateTimeField(null=True, blank=True)
    solved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parked_at = models.DateTimeField(null=True, blank=True)
    parked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parked_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        """Stamps whole, scores one to five, secrecy with its ground and never beyond the municipality."""

        constraints = (
            paired("solved", table="need"),
            paired("parked", table="need"),
            _secrecy("need"),
            models.CheckConstraint(
                condition=models.Q(may_be_secret=False) | models.Q(level="private"), name="secret_need_stays_inside"
            ),
            models.CheckConstraint(
                condition=(models.Q(benefit__isnull=True) | models.Q(benefit__gte=1, benefit__lte=5))
                & (models.Q(feasibility__isnull=True) | models.Q(feasibility__gte=1, feasibility__lte=5)),
                name="need_priority_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(solved_at__isnull=True) | models.Q(parked_at__isnull=True),
                name="need_solved_or_parked",
            ),
        )

    def __str__(self) -> str:
        return self.title


class NeedCode(models.Model):
    """A CPV code that a need falls under, as eight digits."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=8)

    class Meta:
        """Once for each need; found by code."""

        constraints = (models.UniqueConstraint(fields=("need", "code"), name="need_code_once"),)
        indexes = (models.Index(fields=("code",), name="need_code"),)

    def __str__(self) -> str:
        return self.code


class NeedTalk(models.Model):
    """A dialogue was about this need; who was there and what was handed out stands in the dialogue itself (R14)."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="talks")
    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, related_name="need_talk")

    def __str__(self) -> str:
        return f"{self.need_id} {self.dialogue_id}"


class NeedContact(models.Model):
    """Somebody has turned to an enterprise about a need: so that it can be shown who was asked, and who was not."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="contacts")
    enterprise = models.ForeignKey(SocialEnterprise, on_delete=models.PROTECT, related_name="+")
    contacted_day = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each need; what came of it stands in dialogues."""

        constraints = (models.UniqueConstraint(fields=("need", "enterprise"), name="need_contact_once"),)

    def __str__(self) -> str:
        return f"{self.need_id} {self.enterprise_id}"


class NeedCollaboration(models.Model):
    """A need that led to a collaboration; the collaboration knows of no needs."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="collaborations")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="needs")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each pair."""

        constraints = (models.UniqueConstraint(fields=("need", "collaboration"), name="need_collaboration_once"),)

    def __str__(self) -> str:
        return f"{self.need_id} {self.collaboration_id}"


# --- Anchoring (R18) ----------------------------------------------------------------------------------------------


class Decision(models.Model):
    """Who decided what when, with the place in the minutes."""

    class Kind(models.TextChoices):
        """By politicians or by managers."""

        POLITICAL = "political", pgettext_lazy("decision", "Political")
        MANAGERIAL = "managerial", pgettext_lazy("decision", "By a manager")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=160)
    decided_day = models.DateField()
    minutes_paragraph = models.CharField(max_length=40, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    link = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    # The committee that the decision makes responsible, where it does (D1 level 3).
    responsible_committee = models.CharField(max_length=160, blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        """A political decision has its paragraph; a stamp is whole."""

        constraints = (
            paired("withdrawn", table="decision"),
            models.CheckConstraint(
                condition=~models.Q(kind="political") | ~models.Q(minutes_paragraph=""),
                name="political_decision_has_its_paragraph",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Anchoring(models.Model):
    """The matter was presented to, or told to, someone on a day."""

    class Audience(models.TextChoices):
        """Who was told."""

        COMMITTEE = "committee", pgettext_lazy("audience", "Committee")
        MANAGERS = "managers", pgettext_lazy("audience", "Managers")
        COLLEAGUES = "colleagues", pgettext_lazy("audience", "Colleagues in a department")
        ENTERPRISES = "enterprises", pgettext_lazy("audience", "Social enterprises and associations")
        OTHER_AUDIENCE = "other_audience", pgettext_lazy("audience", "Others")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="anchorings")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    with_whom = models.CharField(max_length=160)
    held_day = models.DateField()
    about = models.TextField(blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        """A stamp is whole."""

        constraints = (paired("withdrawn", table="anchoring"),)

    def __str__(self) -> str:
        return f"{self.with_whom} {self.held_day}"


# --- Governing documents and action plan (R16, R17) ---------------------------------------------------------------


class GoverningDocument(models.Model):
    """A document with a decision, on its own or woven into another. Its state is read from stamps."""

    class Kind(models.TextChoices):
        """What sort of governing document."""

        PROGRAM = "program", pgettext_lazy("document", "Programme")
        POLICY = "policy", pgettext_lazy("document", "Policy")
        STRATEGY = "strategy", pgettext_lazy("document", "Strategy")
        GUIDELINE = "guideline", pgettext_lazy("document", "Guideline")
        ACTION_PLAN = "action_plan", pgettext_lazy("document", "Action plan")
        OTHER_DOCUMENT = "other_document", pgettext_lazy("document", "Other governing document")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="governing_documents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    # Where it is woven into another document: that one's title, and the section.
    inside_title = models.CharField(max_length=200, blank=True)
    inside_section = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=20, blank=True)
    # Headings with their text, in order: [{"heading": …, "text": …}].
    sections = models.JSONField(default=list)
    link = models.CharField(max_length=400, blank=True)
    file = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    definition = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    political_owner = models.CharField(max_length=160, blank=True)
    owner = models.CharField(max_length=120)
    edition = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consulted_at = models.DateTimeField(null=True, blank=True)
    consulted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    planned_body = models.CharField(max_length=160, blank=True)
    planned_day = models.DateField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=160, blank=True)
    decided_day = models.DateField(null=True, blank=True)
    minutes_paragraph = models.CharField(max_length=40, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    review_day = models.DateField(null=True, blank=True)
    revising_at = models.DateTimeField(null=True, blank=True)
    revising_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    repealed_at = models.DateTimeField(null=True, blank=True)
    repealed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    repealed_day = models.DateField(null=True, blank=True)

    class Meta:
        """Stamps whole; what is adopted or on its way says by whom and when."""

        constraints = (
            paired("consulted", table="governing_document"),
            paired("proposed", table="governing_document"),
            paired("adopted", table="governing_document"),
            paired("revising", table="governing_document"),
            paired("replaced", table="governing_document"),
            paired("repealed", table="governing_document"),
            models.CheckConstraint(
                condition=models.Q(adopted_at__isnull=True)
                | (
                    models.Q(decided_day__isnull=False, review_day__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(owner="")
                ),
                name="adopted_document_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_body="", planned_day__isnull=True)
                | (~models.Q(planned_body="") & models.Q(planned_day__isnull=False)),
                name="document_on_its_way_has_body_and_day",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Goal(models.Model):
    """A goal of an action plan; the plan itself is a governing document of that kind."""

    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """Numbered within the plan."""

        constraints = (models.UniqueConstraint(fields=("document", "position"), name="goal_position_once"),)

    def __str__(self) -> str:
        return self.text


class DimensionChoices(models.TextChoices):
    """The seven dimensions of the chain."""

    D1 = "D1", pgettext_lazy("dimension", "Political direction")
    D2 = "D2", pgettext_lazy("dimension", "Policy document")
    D3 = "D3", pgettext_lazy("dimension", "Action plan")
    D4 = "D4", pgettext_lazy("dimension", "Internal structure")
    D5 = "D5", pgettext_lazy("dimension", "External structure")
    D6 = "D6", pgettext_lazy("dimension", "Deals, partnerships and procurement")
    D7 = "D7", pgettext_lazy("dimension", "Learning and follow-up")


class Action(models.Model):
    """Something that is to be done for a goal, by someone, at latest on a day."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    dimension = models.CharField(max_length=2, choices=DimensionChoices.choices)
    text = models.CharField(max_length=400)
    owner = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    start_day = models.DateField(null=True, blank=True)
    due_day = models.DateField(null=True, blank=True)
    resources = models.CharField(max_length=200, blank=True)
    indicator = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Stamps whole; done or dropped, not both; due after it starts."""

        constraints = (
            paired("begun", table="action"),
            paired("done", table="action"),
            paired("dropped", table="action"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="action_done_or_dropped",
            ),
            models.CheckConstraint(
                condition=models.Q(start_day__isnull=True)
                | models.Q(due_day__isnull=True)
                | models.Q(due_day__gte=models.F("start_day")),
                name="action_is_due_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.text


class ActionNote(models.Model):
    """What happened to an action: begun, done, postponed with a reason, dropped with a reason, or a word about it."""

    class What(models.TextChoices):
        """What happened."""

        BEGUN = "begun", pgettext_lazy("action", "Begun")
        DONE = "done", pgettext_lazy("action", "Done")
        POSTPONED = "postponed", pgettext_lazy("action", "Postponed")
        DROPPED = "dropped", pgettext_lazy("action", "Dropped")
        NOTED = "noted", pgettext_lazy("action", "Noted")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    what = models.CharField(max_length=20, choices=What.choices)
    text = models.CharField(max_length=400, blank=True)
    due_before = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """What is put off or dropped has its reason."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(what__in=("postponed", "dropped")) | ~models.Q(text=""),
                name="postponed_or_dropped_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action_id} {self.what}"


class PlanFollowUp(models.Model):
    """A plan was gone through on a day, and what the figures were then."""

    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, related_name="follow_ups")
    held_day = models.DateField()
    text = models.TextField()
    actions = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once a day."""

        constraints = (models.UniqueConstraint(fields=("document", "held_day"), name="follow_up_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.document_id} {self.held_day}"


# --- Structures (R19, R20) ----------------------------------------------------------------------------------------


class InternalStructure(models.Model):
    """Who works with the matter inside the municipality: committee, coordinating function, group."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="internal_structure")
    committee = models.CharField(max_length=160, blank=True)
    coordinating_function = models.CharField(max_length=160, blank=True)
    coordinating_unit = models.CharField(max_length=160, blank=True)
    share_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    mandate = models.TextField(blank=True)
    rhythm = models.CharField(max_length=160, blank=True)
    routines = models.TextField(blank=True)
    set_up_at = models.DateTimeField()
    set_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A share is a share."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__lte=100),
                name="coordinating_share_is_a_share",
            ),
        )

    def __str__(self) -> str:
        return f"internal {self.participation_id}"


class GroupMember(models.Model):
    """A function that sits in the internal group during dated days."""

    structure = models.ForeignKey(InternalStructure, on_delete=models.PROTECT, related_name="members")
    function = models.CharField(max_length=120)
    department = models.CharField(max_length=120)
    area = models.CharField(max_length=30, choices=Area.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="group_member_ends_after_beginning",
            ),
        )

    def __str__(self) -> str:
        return self.function


class GroupMeeting(models.Model):
    """The internal group met."""

    structure = models.ForeignKey(InternalStructure, on_delete=models.PROTECT, related_name="meetings")
    met_day = models.DateField()
    about = models.CharField(max_length=400, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once a day."""

        constraints = (models.UniqueConstraint(fields=("structure", "met_day"), name="group_met_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.structure_id} {self.met_day}"


class ExternalStructure(models.Model):
    """A forum with others outside the municipality."""

    class Kind(models.TextChoices):
        """What sort of forum."""

        DIALOGUE_FORUM = "dialogue_forum", pgettext_lazy("forum", "Dialogue forum")
        PARTNERSHIP = "partnership", pgettext_lazy("forum", "Partnership")
        COUNCIL = "council", pgettext_lazy("forum", "Council")
        NETWORK_FORUM = "network_forum", pgettext_lazy("forum", "Network")
        COMPACT = "compact", pgettext_lazy("forum", "Local compact")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="external_structures")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=160)
    agreement = models.TextField(blank=True)
    agreed_day = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=160, blank=True)
    # Published with the municipality's page: whom an enterprise turns to.
    contact = models.CharField(max_length=200, blank=True)
    set_up_at = models.DateTimeField()
    set_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_day = models.DateField(null=True, blank=True)

    class Meta:
        """A stamp is whole."""

        constraints = (paired("closed", table="external_structure"),)

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """An actor that takes part in a forum during dated days."""

    class Kind(models.TextChoices):
        """What sort of actor."""

        ENTERPRISE_PARTY = "enterprise_party", pgettext_lazy("party", "Social enterprise")
        COOMPANION = "coompanion", pgettext_lazy("party", "Coompanion")
        COORDINATION_ASSOCIATION = "coordination_association", pgettext_lazy("party", "Coordination association")
        REGION_PARTY = "region_party", pgettext_lazy("party", "Region")
        EMPLOYMENT_SERVICE = "employment_service", pgettext_lazy("party", "Public Employment Service")
        ASSOCIATION = "association", pgettext_lazy("party", "Civil society")
        NEIGHBOUR = "neighbour", pgettext_lazy("party", "Neighbouring municipality")
        OTHER_PARTY = "other_party", pgettext_lazy("party", "Other")

    structure = models.ForeignKey(ExternalStructure, on_delete=models.PROTECT, related_name="parties")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    name = models.CharField(max_length=160)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        """Ends after it begins."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="party_ends_after_beginning",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ForumDialogue(models.Model):
    """A dialogue was held in the forum, with these departments and parties; title, day and owner stand there."""

    structure = models.ForeignKey(ExternalStructure, on_delete=models.PROTECT, related_name="dialogues")
    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, related_name="forum_dialogue")
    # Departments of the municipality that were there, in words.
    departments = models.JSONField(default=list)
    parties = models.ManyToManyField(Party, related_name="dialogues", blank=True)

    def __str__(self) -> str:
        return f"{self.structure_id} {self.dialogue_id}"


# --- Maturity (section 2 of the subject) --------------------------------------------------------------------------


def _level(name: str) -> models.Q:
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5})


class MaturityRound(models.Model):
    """A seat measures itself on one occasion: several answer, one profile is agreed on."""

    class Occasion(models.TextChoices):
        """When in the course of the network."""

        BASELINE = "baseline", pgettext_lazy("occasion", "At the start")
        MIDDLE = "middle", pgettext_lazy("occasion", "After the first year")
        END = "end", pgettext_lazy("occasion", "At the end")
        AFTER = "after", pgettext_lazy("occasion", "Twelve months after")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="maturity_rounds")
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once on each occasion; a stamp is whole."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "occasion"), name="maturity_round_once"),
            paired("agreed", table="maturity_round"),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.occasion}"


class MaturityAnswer(models.Model):
    """What one person answered: {"D1": 1-5 or null for "vet ej"}. Shown as median and spread, never by name."""

    round = models.ForeignKey(MaturityRound, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    answered_at = models.DateTimeField()

    class Meta:
        """A person answers once, and may change the answer until the profile is agreed."""

        constraints = (models.UniqueConstraint(fields=("round", "person"), name="maturity_answer_once"),)

    def __str__(self) -> str:
        return f"answer {self.round_id}"


class MaturityLevel(models.Model):
    """The level that the seat agrees on in one dimension, with the reason and what it can be checked against."""

    round = models.ForeignKey(MaturityRound, on_delete=models.PROTECT, related_name="levels")
    dimension = models.CharField(max_length=2, choices=DimensionChoices.choices)
    # Empty: do not know.
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    evidence = models.CharField(max_length=400, blank=True)

    class Meta:
        """Once in each dimension; one to five."""

        constraints = (
            models.UniqueConstraint(fields=("round", "dimension"), name="maturity_level_once"),
            models.CheckConstraint(condition=_level("level"), name="maturity_level_is_one_to_five"),
            models.CheckConstraint(
                condition=models.Q(level__isnull=True) | models.Q(level__lt=3) | ~models.Q(evidence=""),
                name="maturity_from_three_has_evidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.dimension}"


class MaturityTarget(models.Model):
    """Where the seat itself wants to be in a dimension; nobody else sets it."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="maturity_targets")
    dimension = models.CharField(max_length=2, choices=DimensionChoices.choices)
    level = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One for each dimension; one to five."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "dimension"), name="maturity_target_once"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5), name="maturity_target_is_one_to_five"
            ),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.dimension}"


class MaturityConsent(models.Model):
    """The municipality lets the others of the network see its profile by name, until it takes that back."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="maturity_consents")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time; a stamp is whole."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation",), condition=models.Q(ended_at__isnull=True), name="maturity_consent_once"
            ),
            paired("ended", table="maturity_consent"),
        )

    def __str__(self) -> str:
        return f"{self.participation_id}"


# --- The goal board (R33, R34) ------------------------------------------------------------------------------------


class ResultGoal(models.TextChoices):
    """The three results that each municipality is to have after the network."""

    DOCUMENTS = "documents", pgettext_lazy("result goal", "Policy document and action plan")
    STRUCTURES = "structures", pgettext_lazy("result goal", "Internal and external structure")
    DEALS = "deals", pgettext_lazy("result goal", "Deals, partnerships or procurement")


class ResultState(models.TextChoices):
    """How far a result has come."""

    NOT_BEGUN = "not_begun", pgettext_lazy("result", "Not begun")
    UNDER_WAY = "under_way", pgettext_lazy("result", "Under way")
    REACHED = "reached", pgettext_lazy("result", "Reached")


class GoalJudgement(models.Model):
    """The host judges a result otherwise than the records do, with a comment; the computed one stays in sight."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="goal_judgements")
    result_goal = models.CharField(max_length=20, choices=ResultGoal.choices)
    judged = models.CharField(max_length=20, choices=ResultState.choices)
    comment = models.TextField()
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One at a time for each result, and never without a comment."""

        constraints = (
            models.UniqueConstraint(
                fields=("participation", "result_goal"),
                condition=models.Q(lifted_at__isnull=True),
                name="goal_judgement_once",
            ),
            models.CheckConstraint(condition=~models.Q(comment=""), name="goal_judgement_has_a_comment"),
            paired("lifted", table="goal_judgement"),
        )

    def __str__(self) -> str:
        return f"{self.participation_id} {self.result_goal}"


class Indicator(models.TextChoices):
    """What a municipality counts by hand, where no record here can tell it; the rest is computed."""

    IDENTIFIED_ENTERPRISES = "identified_enterprises", pgettext_lazy("indicator", "Social enterprises identified")
    DIALOGUES = "dialogues", pgettext_lazy("indicator", "Dialogues in twelve months")
    COLLABORATIONS = "collaborations", pgettext_lazy("indicator", "Deals and partnerships")
    PLACES_AND_JOBS = "places_and_jobs", pgettext_lazy("indicator", "Places and jobs")


class Measurement(models.Model):
    """A value of an indicator on a day: how it was, in particular before the network began."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="measurements")
    indicator = models.CharField(max_length=30, choices=Indicator.choices)
    measured_day = models.DateField()
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One value for each indicator and day."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "indicator", "measured_day"), name="measured_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.measured_day}"
