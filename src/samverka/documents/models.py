"""Files, signatures and renderings. No foreign key to anyone: owners are named by label and id."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Document(models.Model):
    """A stored file, byte-exact, under a random name."""

    owner = models.CharField(max_length=120)
    file = models.FileField(upload_to="", max_length=200)
    shown_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by_key = models.CharField(max_length=60)

    class Meta:
        """Found by whom it belongs to."""

        indexes = (models.Index(fields=("owner",), name="document_owner"),)

    def __str__(self) -> str:
        return self.shown_name


class SignatureMethod(models.TextChoices):
    """How a signature was given (Q22)."""

    APPROVAL = "approval", pgettext_lazy("signature", "Approval in Samverka")
    PAPER = "paper", pgettext_lazy("signature", "Scanned paper")
    PDF = "pdf", pgettext_lazy("signature", "Signed PDF")


class Signature(models.Model):
    """Who vouched for what, in which capacity, when, how, and the hash of the exact text shown (Q22)."""

    subject = models.CharField(max_length=120)
    role = models.CharField(max_length=60)
    signer_key = models.CharField(max_length=60)
    signer_name = models.CharField(max_length=200)
    method = models.CharField(max_length=20, choices=SignatureMethod.choices)
    at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)
    text_shown = models.TextField()

    class Meta:
        """Found by what was signed."""

        indexes = (models.Index(fields=("subject",), name="signature_subject"),)

    def __str__(self) -> str:
        return f"{self.role} {self.subject}"


class Undersigned(models.Model):
    """A paper that two people sign: its exact text, the file made of it, and how many have signed."""

    number = models.CharField(max_length=30, unique=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    # The tagged PDF of the text, with a place for each signature; empty until the worker has made it.
    issued_file = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Raised by one with each signature: of two who sign in the same second, the later one completes the paper.
    signature_count = models.PositiveSmallIntegerField(default=0)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A table of its own in each package that has such papers."""

        abstract = True

    def __str__(self) -> str:
        return self.number


class Rendering(models.Model):
    """A spreadsheet or PDF that the worker makes from plain values; the page shows it when it is there."""

    kind = models.CharField(max_length=20, choices=(("xlsx", "XLSX"), ("pdf", "PDF")))
    owner = models.CharField(max_length=120)
    template = models.CharField(max_length=100, blank=True)
    shown_name = models.CharField(max_length=200)
    values = models.JSONField()
    asked_for_at = models.DateTimeField()
    asked_for_by_key = models.CharField(max_length=60)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="renderings")
    fault = models.CharField(max_length=300, blank=True)
    # A list that someone took out: it goes after a time, and whoever wants it asks again.
    may_go = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.shown_name
