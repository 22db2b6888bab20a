"""What support a municipality has had, what the network has been asked, and the method resources that came of it."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document
from samverka.goals.models import DimensionChoices
from samverka.networks.models import Area, Network, Participation
from samverka.people.models import MemberOrganisation, Person


class SupportEntry(models.Model):
    """One contact of process support with a municipality, or an offer of it (R12)."""

    class Way(models.TextChoices):
        """How the contact was held."""

        REMOTE = "remote", pgettext_lazy("support", "Online meeting")
        ON_SITE = "on_site", pgettext_lazy("support", "On site")
        BY_PHONE = "by_phone", pgettext_lazy("support", "Phone")
        IN_WRITING = "in_writing", pgettext_lazy("support", "Mail")

    class Outcome(models.TextChoices):
        """What came of it."""

        HELD = "held", pgettext_lazy("support", "Held")
        OFFERED = "offered", pgettext_lazy("support", "Offered")
        ACCEPTED = "accepted", pgettext_lazy("support", "Accepted")
        DECLINED = "declined", pgettext_lazy("support", "Declined")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="support_entries")
    day = models.DateField()
    way = models.CharField(max_length=20, choices=Way.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    topic = models.CharField(max_length=160)
    dimension = models.CharField(max_length=2, blank=True, choices=DimensionChoices.choices)
    # Functions, so that it outlives whoever held them.
    who = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    # Shared with the municipality unless the host says otherwise.
    is_shared = models.BooleanField(default=True)
    next_day = models.DateField(null=True, blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The next contact lies after this one."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(next_day__isnull=True) | models.Q(next_day__gt=models.F("day")),
                name="next_contact_lies_after_this",
            ),
        )

    def __str__(self) -> str:
        return self.topic


class AgreedStep(models.Model):
    """What someone is to do, at latest on a day, as agreed at a contact."""

    entry = models.ForeignKey(SupportEntry, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)
    due_day = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A stamp is whole."""

        constraints = (paired("done", table="agreed_step"),)

    def __str__(self) -> str:
        return self.text


class NetworkQuestion(models.Model):
    """A question to those in the network who work with something; members find it and its answers (R44)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="questions")
    # To whom: an area of the teams.
    area = models.CharField(max_length=30, choices=Area.choices)
    title = models.CharField(max_length=160)
    text = models.TextField()
    # Stems of the question and its answers.
    search_words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class QuestionRecipient(models.Model):
    """Someone who works with what a question is about; told by mail at most once a week, all questions in one."""

    question = models.ForeignKey(NetworkQuestion, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Empty while the letter waits for its week.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("question", "person"), name="question_recipient_once"),)

    def __str__(self) -> str:
        return f"{self.question_id} {self.person_id}"


class QuestionAnswer(models.Model):
    """What someone in the network answered."""

    question = models.ForeignKey(NetworkQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.question_id} {self.answered_by_id}"


class MethodResource(models.Model):
    """A template, checklist or guide: asked for, being made, on trial, published, retired (R31)."""

    class Kind(models.TextChoices):
        """What sort of resource."""

        TEMPLATE = "template", pgettext_lazy("resource", "Template")
        CHECKLIST = "checklist", pgettext_lazy("resource", "Checklist")
        GUIDE = "guide", pgettext_lazy("resource", "Guide")
        TENDER_QUESTIONS = "tender_questions", pgettext_lazy("resource", "Tender questions")
        SLIDE_DECK = "slide_deck", pgettext_lazy("resource", "Slides")
        FILM = "film", pgettext_lazy("resource", "Film")
        DECISION_DRAFT = "decision_draft", pgettext_lazy("resource", "Draft decision")

    class Licence(models.TextChoices):
        """On what terms others may use it."""

        CC_ZERO = "cc_zero", pgettext_lazy("licence", "CC0: free for everyone")
        CC_BY = "cc_by", pgettext_lazy("licence", "CC BY 4.0: name the source")
        CC_BY_SA = "cc_by_sa", pgettext_lazy("licence", "CC BY-SA 4.0: name the source, share alike")
        LINK_ONLY = "link_only", pgettext_lazy("licence", "Linked, not copied: the owner's terms hold")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="resources")
    title = models.CharField(max_length=160)
    title_sort = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    dimension = models.CharField(max_length=2, blank=True, choices=DimensionChoices.choices)
    about = models.TextField(blank=True)
    search_words = models.TextField()
    licence = models.CharField(max_length=20, blank=True, choices=Licence.choices)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The question that it came from, when it did.
    question = models.ForeignKey(
        NetworkQuestion, null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    developed_at = models.DateTimeField(null=True, blank=True)
    developed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField(null=True, blank=True)
    tried_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Stamps whole; what is published says on what terms."""

        constraints = (
            *(paired(name, table="resource") for name in ("developed", "tried", "published", "retired")),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | ~models.Q(licence=""),
                name="published_resource_has_a_licence",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ResourceVersion(models.Model):
    """A version of a resource: a file or a link, and what is new."""

    resource = models.ForeignKey(MethodResource, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    news = models.CharField(max_length=300, blank=True)
    document = models.OneToOneField(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=400, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbered; a file or a link."""

        constraints = (
            models.UniqueConstraint(fields=("resource", "number"), name="resource_version_once"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, link="")
                | (models.Q(document__isnull=True) & ~models.Q(link="")),
                name="resource_version_is_file_or_link",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} {self.number}"


class ResourceInterest(models.Model):
    """A municipality has asked for a resource, or has used it."""

    class What(models.TextChoices):
        """Asked for or used."""

        ASKED_FOR = "asked_for", pgettext_lazy("resource", "Asked for it")
        USED = "used", pgettext_lazy("resource", "Used it")

    resource = models.ForeignKey(MethodResource, on_delete=models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=What.choices)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """An organisation says each once."""

        constraints = (
            models.UniqueConstraint(fields=("resource", "organisation", "what"), name="resource_interest_once"),
        )

    def __str__(self) -> str:
        return f"{self.resource_id} {self.organisation_id} {self.what}"
