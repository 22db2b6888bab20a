"""Rule sets and unit costs: dated, versioned, with their sources (Q28, Q29, Q51)."""

from django.db import models

from samverka.people.models import Person


class RuleSet(models.Model):
    """One version of the Fund's rules as data. Immutable once a network's terms name it."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    # {key: {"value": …, "source": "C3", "confirmed": true}}; what the keys mean: `funding.figures.Rules`.
    values = models.JSONField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        """A version is numbered once."""

        constraints = (models.UniqueConstraint(fields=("code", "version"), name="rule_set_version_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class UnitCost(models.Model):
    """Öre per hour for a category, by the Fund's call; entered by one person and checked by another (Q28, Q29)."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="unit_costs")
    category = models.CharField(max_length=20)
    funding_call_start_year = models.PositiveSmallIntegerField()
    region_class = models.CharField(max_length=20, default="national")
    ore_per_hour = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    is_invented = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One valid rate per key; two persons behind each checked one."""

        constraints = (
            models.UniqueConstraint(
                fields=("rule_set", "category", "funding_call_start_year", "region_class"),
                condition=models.Q(replaced_at__isnull=True),
                name="unit_cost_valid_once",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_at__isnull=True, checked_by__isnull=True)
                | models.Q(checked_at__isnull=False, checked_by__isnull=False),
                name="unit_cost_checked_is_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("entered_by")),
                name="unit_cost_needs_two_persons",
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.funding_call_start_year}"
