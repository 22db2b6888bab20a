"""What anyone may see first: the open call, the networks, and where in Sweden they are."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import get_language, gettext

from samverka.calls.models import Call
from samverka.core import clock
from samverka.networks.models import Network, Participation, Terms
from samverka.networks.queries import still_seated
from samverka.places import queries as places
from samverka.places.queries import CHOSEN, Dot, Map
from samverka.web.queries.surroundings import in_language


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated step of a call: `done`, `here` or still to come."""

    word: str
    day: date
    state: str


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that one can still answer, or whose outcome is awaited."""

    title: str
    lead: str
    href: str
    network_name: str
    host: str
    seats: int
    last_day: date
    days_left: int
    is_open: bool
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class NetworkSeen:
    """A network as anyone may know it."""

    name: str
    host: str
    first_day: date
    last_day: date
    seats: int
    members: tuple[str, ...]

    @property
    def joined(self) -> int:
        """How many seats have been accepted."""
        return len(self.members)

    @property
    def picture_text(self) -> str:
        """What the row of uprights says."""
        return gettext("%(joined)s of %(seats)s seats are taken") % {"joined": self.joined, "seats": self.seats}


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The public front page."""

    calls: tuple[OpenCall, ...]
    networks: tuple[NetworkSeen, ...]
    map: Map

    @property
    def call(self) -> OpenCall | None:
        """The one call to point at: the first that is open, else the first whose outcome is awaited."""
        return next((call for call in self.calls if call.is_open), next(iter(self.calls), None))

    @property
    def network(self) -> NetworkSeen | None:
        """The network the page is about when no call is on: the newest."""
        return next(iter(self.networks), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been set up yet."""
        return not self.calls and not self.networks


def front_page(at: datetime) -> FrontPage:
    """All of the front page, in five statements."""
    day = clock.day(at)
    terms = dict(Terms.objects.filter(replaced_at__isnull=True).values_list("network_id", "seats"))
    calls = (
        Call.objects.filter(published_at__isnull=False, cancelled_at__isnull=True, opens_day__lte=day)
        .filter(Q(letter_day__gte=day) | Q(interest_day__gte=day))
        .select_related("network")
        .order_by("interest_day", "pk")
    )
    taken = list(
        Participation.objects.filter(still_seated(day), accepted_at__isnull=False)
        .annotate(
            name=F("organisation__name"),
            latitude=F("organisation__municipality__latitude"),
            longitude=F("organisation__municipality__longitude"),
            short_name=F("organisation__municipality__name"),
        )
        .order_by("organisation__name_sort")
        .values("network_id", "name", "short_name", "latitude", "longitude")
    )
    networks = tuple(
        NetworkSeen(
            name=network.name,
            host=network.host_organisation,
            first_day=network.first_day,
            last_day=network.last_day,
            seats=terms.get(network.pk, 0),
            members=tuple(seat["name"] for seat in taken if seat["network_id"] == network.pk),
        )
        for network in Network.objects.filter(rejected_day__isnull=True, last_day__gte=day).order_by("-first_day")
    )
    chosen = [
        Dot(float(seat["latitude"]), float(seat["longitude"]), CHOSEN, seat["short_name"])
        for seat in taken
        if seat["latitude"] is not None
    ]
    return FrontPage(
        calls=tuple(_call_seen(call, terms.get(call.network_id, 0), day) for call in calls),
        networks=networks,
        map=places.map_of(
            [*places.register_dots(), *chosen],
            title=gettext("Map of Sweden with the network's members"),
            chosen_word=gettext("Members"),
        ),
    )


def _call_seen(call: Call, seats: int, day: date) -> OpenCall:
    in_english = get_language() == "en"
    steps = (
        (gettext("Declare interest at the latest"), call.interest_day),
        (gettext("Confirm at the latest"), call.confirmation_day),
        (gettext("Selection is decided"), call.decision_day),
        (gettext("Letter of intent at the latest"), call.letter_day),
    )
    coming = next((index for index, (_word, step) in enumerate(steps) if step >= day), len(steps))
    return OpenCall(
        title=(in_english and call.title_en) or call.title,
        lead=(in_english and call.lead_en) or call.lead,
        href=in_language(f"/erbjudande/{call.slug}/"),
        network_name=call.network.name,
        host=call.network.host_organisation,
        seats=seats,
        last_day=call.interest_day,
        days_left=(call.interest_day - day).days,
        is_open=call.interest_day >= day,
        moments=tuple(
            Moment(word, step, "done" if index < coming else "here" if index == coming else "")
            for index, (word, step) in enumerate(steps)
        ),
    )
