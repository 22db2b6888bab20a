"""The outbox: one row per letter, unique by key, so that running twice sends once."""

from django.db import models


class Outbox(models.Model):
    """A letter on its way or sent.

    A secret letter (a code, a personal link) keeps its body encrypted in `secret_body` until it is
    delivered, and is then emptied; `body` holds what anyone at the host may read instead.
    """

    unique_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="sv")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # Still known when the secret has been emptied: the outbox then shows less of the address, too.
    is_secret = models.BooleanField(default=False)
    secret_body = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    chain = models.CharField(max_length=60, default="house")
    written_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Set when a try begins, so that a letter whose worker died is tried again; empty before the first try.
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_fault = models.CharField(max_length=300, blank=True)
    # News that may wait: a person is given one such letter a week, and the rest together in a digest.
    may_wait = models.BooleanField(default=False)
    held_at = models.DateTimeField(null=True, blank=True)
    # The digest that brought what was held back.
    digest = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="brings")

    class Meta:
        """The deliverer looks for what is not yet delivered; only a secret letter holds a secret."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_secret=True) | models.Q(secret_body=""),
                name="outbox_only_secret_holds_one",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True) | models.Q(may_wait=True, is_secret=False),
                name="outbox_holds_back_only_news",
            ),
        )
        indexes = (models.Index(fields=("delivered_at", "written_at"), name="outbox_waiting"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.unique_key}"


class SendOut(models.Model):
    """Free text to a segment. The segment is resolved when it is prepared: whoever was shown is who gets it."""

    chain = models.CharField(max_length=60)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    # For those who read English; they get the Swedish where nothing is written.
    subject_en = models.CharField(max_length=150, blank=True)
    body_en = models.TextField(blank=True)
    segment = models.CharField(max_length=60)
    reply_to = models.CharField(max_length=254)
    # [{"address", "name", "language", "shown"}]; `shown` is what a page calls the person.
    recipients = models.JSONField()
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=80, blank=True)

    class Meta:
        """Sent by someone, at some time, or not at all."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, sent_by="")
                | (models.Q(sent_at__isnull=False) & ~models.Q(sent_by="")),
                name="send_out_sent_is_paired",
            ),
        )

    def __str__(self) -> str:
        return self.subject
