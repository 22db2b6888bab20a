"""Learning examples, what spreads them, and the municipalities that others may ask.

An example is written in one row and published as editions that never change: the public page reads only the current
edition, so what is public is exactly what was approved.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document
from samverka.enterprises.models import Collaboration, SocialEnterprise
from samverka.goals.models import GoverningDocument
from samverka.networks.models import Network, Participation
from samverka.people.models import MemberOrganisation, Person

MOST_INGRESS = 600


class LearningExample(models.Model):
    """What a municipality has learned, conclusions first (R30). Its state is read from stamps and approvals."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="examples")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="examples")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    title_sort = models.CharField(max_length=200)
    ingress = models.CharField(max_length=MOST_INGRESS, blank=True)
    # Three to seven sentences.
    conclusions = models.JSONField(default=list)
    background = models.TextField(blank=True)
    done = models.TextField(blank=True)
    results = models.TextField(blank=True)
    # Numbers with their source: [{"what": …, "value": …, "source": …}].
    figures = models.JSONField(default=list)
    costs = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    tips = models.TextField(blank=True)
    partners = models.CharField(max_length=400, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    # A form of collaboration (R25) and dimensions of the chain, where the example is about one.
    form = models.CharField(max_length=40, blank=True)
    dimensions = models.JSONField(default=list)
    title_en = models.CharField(max_length=160, blank=True)
    summary_en = models.TextField(blank=True)
    # What it builds on.
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.PROTECT, related_name="examples"
    )
    governing_document = models.ForeignKey(
        GoverningDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="examples"
    )
    # Counts savings, so that two who write at once do not overwrite each other.
    saving = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The host began it, and so sees the draft; otherwise a draft stays inside the municipality.
    is_started_by_host = models.BooleanField(default=False)
    # Handed over to those who approve.
    handed_over_at = models.DateTimeField(null=True, blank=True)
    handed_over_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_comment = models.CharField(max_length=1000, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Stamps are whole."""

        constraints = (
            paired("handed_over", table="learning_example"),
            paired("archived", table="learning_example"),
        )

    def __str__(self) -> str:
        return self.title


class ExamplePicture(models.Model):
    """A picture of an example, made anew from what was sent in; what it shows is said in words."""

    example = models.ForeignKey(LearningExample, on_delete=models.PROTECT, related_name="pictures")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    alt_text = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Never without words; a stamp is whole."""

        constraints = (
            models.CheckConstraint(condition=~models.Q(alt_text=""), name="picture_has_alt_text"),
            paired("removed", table="picture"),
        )

    def __str__(self) -> str:
        return self.alt_text


class ExampleApproval(models.Model):
    """Someone whom an example is about is asked to approve it: the municipality, or a named enterprise by link."""

    class Side(models.TextChoices):
        """Who is asked."""

        MUNICIPALITY_SIDE = "municipality_side", pgettext_lazy("approval", "The municipality")
        ENTERPRISE_SIDE = "enterprise_side", pgettext_lazy("approval", "Named enterprise")

    example = models.ForeignKey(LearningExample, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=20, choices=Side.choices)
    name = models.CharField(max_length=160)
    email = models.CharField(max_length=254, blank=True)
    enterprise = models.ForeignKey(
        SocialEnterprise, null=True, blank=True, on_delete=models.PROTECT, related_name="example_approvals"
    )
    # SHA-256 of the personal link's token; the token itself stands only in the letter.
    link_sha256 = models.CharField(max_length=64, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    # By whom in words, since an enterprise has no account; and the fingerprint of exactly what was approved.
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_name = models.CharField(max_length=120, blank=True)
    approved_sha256 = models.CharField(max_length=64, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField(max_length=1000, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One municipality; an approval says who and what; approved or declined, not both."""

        constraints = (
            models.UniqueConstraint(
                fields=("example",),
                condition=models.Q(side="municipality_side"),
                name="example_municipality_approves_once",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, approved_name="", approved_sha256="")
                | (models.Q(approved_at__isnull=False) & ~models.Q(approved_name="") & ~models.Q(approved_sha256="")),
                name="example_approval_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="example_approved_or_declined",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ExampleEdition(models.Model):
    """An example as it was published: whole, and never changed."""

    example = models.ForeignKey(LearningExample, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=160)
    title_sort = models.CharField(max_length=200)
    ingress = models.CharField(max_length=MOST_INGRESS)
    form = models.CharField(max_length=40, blank=True)
    # With a space on both sides of each: " D2 D6 ".
    dimensions = models.CharField(max_length=40, blank=True)
    search_words = models.TextField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbered; one is current."""

        constraints = (
            models.UniqueConstraint(fields=("example", "number"), name="example_edition_once"),
            models.UniqueConstraint(
                fields=("example",), condition=models.Q(is_current=True), name="example_current_edition_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class ExampleUse(models.Model):
    """A member organisation has used an example."""

    example = models.ForeignKey(LearningExample, on_delete=models.PROTECT, related_name="uses")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="used_examples")
    note = models.CharField(max_length=400, blank=True)
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """An organisation says so once."""

        constraints = (models.UniqueConstraint(fields=("example", "organisation"), name="example_used_once"),)

    def __str__(self) -> str:
        return f"{self.example_id} {self.organisation_id}"


class DisseminationEntry(models.Model):
    """Something was spread: what, when, by which channel, to whom, how many, where it can be seen (R50)."""

    class Channel(models.TextChoices):
        """How it was spread."""

        WEB = "web", pgettext_lazy("channel", "Web page")
        LETTER = "letter", pgettext_lazy("channel", "Newsletter or mail")
        CONFERENCE = "conference", pgettext_lazy("channel", "Conference or seminar")
        VISIT = "study_visit", pgettext_lazy("channel", "Study visit")
        PRESS = "press", pgettext_lazy("channel", "Press, radio, television")
        SOCIAL_MEDIA = "social_media", pgettext_lazy("channel", "Social media")
        PRINT = "print", pgettext_lazy("channel", "Printed matter")
        OTHER_CHANNEL = "other_channel", pgettext_lazy("channel", "Other")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="dissemination")
    # Empty when the host did it.
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.PROTECT, related_name="dissemination"
    )
    example = models.ForeignKey(
        LearningExample, null=True, blank=True, on_delete=models.PROTECT, related_name="dissemination"
    )
    what = models.CharField(max_length=200)
    day = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    audience = models.CharField(max_length=200)
    reached = models.PositiveIntegerField(null=True, blank=True)
    link = models.CharField(max_length=400, blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A stamp is whole."""

        constraints = (paired("withdrawn", table="dissemination"),)

    def __str__(self) -> str:
        return self.what
