"""Which networks the clock has work for."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

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


def is_under_way(task_path: str, *about: object, since: datetime | None = None) -> bool:
    """Whether a job about something waits or runs, or was asked for since an instant of real time."""
    jobs = DBTaskResult.objects.filter(task_path=task_path)
    wanted = Q(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    if since is not None:
        wanted |= Q(enqueued_at__gte=since)
    return any(list(job.args_kwargs["args"]) == list(about) for job in jobs.filter(wanted))
