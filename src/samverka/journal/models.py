"""The store of the journal. Format version 1: `docs/decisions/0006-journal-format.md`."""

from django.db import models


class Entry(models.Model):
    """One thing that happened. Never changes: triggers on both engines refuse it."""

    chain = models.CharField(max_length=60)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=60)
    verb = models.CharField(max_length=100)
    subject = models.CharField(max_length=120)
    request_key = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """A place in a chain is taken once."""

        constraints = (models.UniqueConstraint(fields=("chain", "seq"), name="entry_place_in_chain"),)
        indexes = (models.Index(fields=("subject",), name="entry_subject"),)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.verb}"


class EntryPayload(models.Model):
    """What an entry said, names included. May be thinned whole, by a recorded act; never edited."""

    entry_hash = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=64)
    payload = models.TextField()

    def __str__(self) -> str:
        return self.entry_hash


class ChainHead(models.Model):
    """Where a chain ends: updated first in each recording, so that writers to one chain queue on its row."""

    chain = models.CharField(max_length=60, primary_key=True)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class RequestKey(models.Model):
    """A request that has been answered, and where its answer stands: a repeat is led there."""

    key = models.CharField(max_length=64)
    actor_key = models.CharField(max_length=60)
    at = models.DateTimeField()
    answer = models.CharField(max_length=500)

    class Meta:
        """One answer per key and actor."""

        constraints = (models.UniqueConstraint(fields=("key", "actor_key"), name="request_key_once"),)

    def __str__(self) -> str:
        return self.key


class Installation(models.Model):
    """The mark made when a database is created: example or not, and the example's clock. Never changes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_example = models.BooleanField()
    moment = models.CharField(max_length=40, blank=True)
    clock_offset_seconds = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        """There is one installation in a database."""

        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one"),)

    def __str__(self) -> str:
        return self.moment or "installation"


class HeadStamp(models.Model):
    """Where a chain ended at an instant, and what an authority of time has signed about it (RFC 3161). Never changes.

    Without an authority the row tells which head was noted and sent to the outside address.
    """

    chain = models.CharField(max_length=60)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    # The authority's answer, base64, as it came; empty when none was asked.
    token = models.TextField(blank=True)
    authority = models.CharField(max_length=300, blank=True)
    # The time that stands in the token.
    token_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A head is stamped once; a token has its time."""

        constraints = (
            models.UniqueConstraint(fields=("chain", "seq"), name="head_stamp_once"),
            models.CheckConstraint(
                condition=models.Q(token="", token_at__isnull=True)
                | (~models.Q(token="") & models.Q(token_at__isnull=False)),
                name="head_stamp_token_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
