"""What can be asked about places."""

from django.db.models import QuerySet

from samverka.core.words import search_key
from samverka.places.models import County, Municipality


def real_municipalities() -> QuerySet[Municipality]:
    """The register's 290, by code, with their county."""
    return Municipality.objects.filter(is_invented=False).select_related("county").order_by("code")


def municipalities_matching(text: str, *, limit: int = 10) -> QuerySet[Municipality]:
    """Municipalities whose name holds the text, in Swedish order."""
    return (
        Municipality.objects.filter(name_search__contains=search_key(text))
        .select_related("county")
        .order_by("name_sort")[:limit]
    )


def counties() -> QuerySet[County]:
    """All counties in Swedish order."""
    return County.objects.order_by("name_sort")
