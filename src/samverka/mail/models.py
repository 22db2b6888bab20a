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

    class Meta:
        """The deliverer looks for what is not yet delivered; only a secret letter holds a secret."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_secret=True) | models.Q(secret_body=""),
                name="outbox_only_secret_holds_one",
            ),
        )
        indexes = (models.Index(fields=("delivered_at", "written_at"), name="outbox_waiting"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.unique_key}"
