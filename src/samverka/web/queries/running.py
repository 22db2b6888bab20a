"""Which networks the clock has work for."""

from datetime import date, timedelta

from django.db.models import QuerySet

from samverka.networks import queries as networks
from samverka.networks.models import Network

# The last month of a network is still seen to when the network is over.
AFTERWARDS = timedelta(days=45)


def running_networks(day: date) -> QuerySet[Network]:
    """Networks that have terms and are going on, or ended lately."""
    return (
        networks.networks()
        .filter(first_day__lte=day, last_day__gte=day - AFTERWARDS, all_terms__replaced_at__isnull=True)
        .exclude(all_terms=None)
        .distinct()
    )
