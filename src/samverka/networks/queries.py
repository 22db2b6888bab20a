"""What can be asked about networks, their terms, seats and staff."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from samverka.networks.models import Network, Participation, Staff, Terms
from samverka.people.models import Person


def on_day(day: date) -> Q:
    """Rows whose days `first_day` to `last_day` (open when empty) hold the day."""
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def networks() -> QuerySet[Network]:
    """All networks, newest first."""
    return Network.objects.order_by("-first_day", "name_sort")


def one_network(slug: str) -> Network:
    """The network with this address.

    Raises:
        Http404: when there is none.
    """
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        raise Http404
    return network


def host_functions(person: Person, network: Network, day: date) -> frozenset[str]:
    """What the person does in the host's staff of the network on the day; empty for everyone else."""
    rows = Staff.objects.filter(on_day(day), person=person, network=network)
    return frozenset(rows.values_list("function", flat=True))


def staff_rows(person: Person, slug: str, day: date) -> list[Staff]:
    """The person's functions in the host's staff of the network with this address, on the day."""
    return list(Staff.objects.filter(on_day(day), person=person, network__slug=slug).select_related("network"))


def hosted_network(person: Person, slug: str, day: date) -> Network:
    """The network, for its host's staff only.

    Raises:
        Http404: when there is none, or the person is not of its staff on the day.
    """
    network = (
        Network.objects.filter(
            Q(staff__first_day__lte=day) & (Q(staff__last_day__isnull=True) | Q(staff__last_day__gte=day)),
            staff__person=person,
            slug=slug,
        )
        .distinct()
        .first()
    )
    if network is None:
        raise Http404
    return network


def networks_hosted_by(person: Person, day: date) -> QuerySet[Network]:
    """The networks in whose staff the person is on the day."""
    return (
        Network.objects.filter(
            Q(staff__first_day__lte=day) & (Q(staff__last_day__isnull=True) | Q(staff__last_day__gte=day)),
            staff__person=person,
        )
        .distinct()
        .order_by("-first_day")
    )


def staff(network: Network, day: date) -> QuerySet[Staff]:
    """The host's staff of the network on the day, by name."""
    return Staff.objects.filter(on_day(day), network=network).select_related("person").order_by("person__name_sort")


def holding_terms(network: Network) -> Terms:
    """The terms that hold now, with their rule set.

    Raises:
        Http404: when none have been set.
    """
    terms = Terms.objects.select_related("rule_set").filter(network=network, replaced_at__isnull=True).first()
    if terms is None:
        raise Http404
    return terms


def all_seats(network: Network) -> QuerySet[Participation]:
    """Awarded seats, accepted or not, left or not, by the organisation's name."""
    return (
        Participation.objects.filter(network=network)
        .select_related("organisation", "organisation__municipality")
        .order_by("organisation__name_sort")
    )


def seats(network: Network) -> QuerySet[Participation]:
    """Accepted seats, also those left later, by the organisation's name."""
    return all_seats(network).filter(accepted_at__isnull=False)
