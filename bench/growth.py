"""How pages and the closing of a claim behave when there are many networks: one beside as many as GROWTH_NETWORKS says.

A PostgreSQL of its own in a temporary folder. One network of the seed's size (12 municipalities, 84 people, 24 months,
five lines a month) is built and then copied by SQL, so that a thousand networks are ten million lines of hours. Then
the first network's pages are looked at as its project manager, and a claim is closed and taken back, before and after.

    GROWTH_NETWORKS=1000 nice -n 19 python bench/growth.py     # the whole; takes its time
    python bench/growth.py                                     # 20 networks, a few minutes

With GROWTH_SVG the figures are drawn too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hours_at_once import POSTGRES, postgresql

ROOT = Path(__file__).resolve().parents[1]
NETWORKS = int(os.environ.get("GROWTH_NETWORKS", "20"))
SEATS, TEAM, MONTHS, ROWS = 12, 7, 24, 5
CLAIMED_MONTHS, RUNS = 18, 7
STRIDE = 1_000_000
MOST_TIMES = 2
# What is copied with its network; the rest (organisations, rule sets) is shared by all.
COPIED = (
    ("people", "Person"),
    ("networks", "Network"),
    ("networks", "Terms"),
    ("networks", "Participation"),
    ("networks", "Staff"),
    ("teams", "TeamMember"),
    ("meetings", "Meeting"),
    ("meetings", "Attendance"),
    ("hours", "HourSheet"),
    ("hours", "HourRow"),
    ("cofinancing", "Pledge"),
    ("cofinancing", "Claim"),
    ("cofinancing", "ClaimLine"),
)
# What must differ between the copies.
OWN = {
    "slug": "'natverk-' || g.n",
    "email": "g.n || '-' || t.id || '@bench.example'",
    "code": "'K' || to_hex(g.n * 4096 + t.id)",
}


@dataclass(frozen=True)
class Seen:
    """What a page, or an act, took."""

    statements: int
    milliseconds: float
    # Of these, the time that the database took, as Django measures it.
    in_sql: float


def build() -> None:
    """One network of the seed's size: people and seats through the product's actions, months and claims in bulk."""
    from django.db import transaction  # noqa: PLC0415 - the settings are named first

    from samverka.cofinancing import actions as cofinancing  # noqa: PLC0415 - as above
    from samverka.cofinancing.models import Claim, ClaimLine  # noqa: PLC0415 - as above
    from samverka.core.months import Month, months_between  # noqa: PLC0415 - as above
    from samverka.hours.models import HourRow, HourSheet  # noqa: PLC0415 - as above
    from samverka.people import actions as people  # noqa: PLC0415 - as above
    from samverka.teams.models import TeamMember  # noqa: PLC0415 - as above
    from tests.given import cofinancing as given  # noqa: PLC0415 - as above
    from tests.given import hours as given_hours  # noqa: PLC0415 - as above
    from tests.given import world as given_world  # noqa: PLC0415 - as above

    with transaction.atomic():
        world = given.granted(seats=SEATS, team_size=TEAM, hours_per_year=500)
        given.unit_costs(world)
        seats = [world.alvnas, world.granfors]
        for number in range(SEATS - 2):
            place = given_world.organisation(f"Kommun {number:02d}", f"93{number:02d}")
            seats.append(given_world.seat(world.network, place, world.lead))
        for number, seat in enumerate(seats):
            there = TeamMember.objects.filter(participation=seat, team_seat=TeamMember.TeamSeat.MEMBER).count()
            for index in range(TEAM - there):
                person = given_world.person(f"Medlem {number} {index}")
                given_world.member(seat, person, world.lead, area="other")
            cofinancing.pledge(participation=seat, by=world.lead, at=given.NOW)
        for number in range(6):
            given_hours.met(world, *world.members, day=date(2021, 2 + number, 9), title=f"Träff {number}")
        people.open_account(email=world.lead.email, at=given.NOW)
        people.open_account(email=world.members[0].email, at=given.NOW)
        months = list(months_between(date(2021, 1, 1), date(2022, 12, 31)))[:MONTHS]
        members = list(TeamMember.objects.filter(participation__network=world.network, team_seat="member"))
        sheets = HourSheet.objects.bulk_create(
            HourSheet(
                network=world.network,
                person_id=member.person_id,
                participation_id=member.participation_id,
                reporting_role="participant",
                month=month.first_day,
                opened_at=given.NOW,
            )
            for month in months
            for member in members
        )
        HourRow.objects.bulk_create(
            HourRow(
                sheet=sheet,
                day=sheet.month + timedelta(days=1 + 4 * line),
                activity="own_development_work" if line else "preparation",
                minutes=60 + 15 * (line % 3),
                text="Gick igenom avtal med upphandlarna",
                source="own",
            )
            for sheet in sheets
            for line in range(ROWS)
        )
        stamped = {"confirmed_at": given.NOW, "submitted_at": given.NOW, "confirmed_sha256": "0" * 64}
        HourSheet.objects.update(**stamped, confirmed_by=world.lead, submitted_by=world.lead)
        for number in range(CLAIMED_MONTHS // 6):
            part = months[6 * number : 6 * number + 6]
            claim = Claim.objects.create(
                network=world.network,
                number=number + 1,
                first_month=part[0].first_day,
                last_month=part[-1].first_day,
                prepared_at=given.NOW,
                prepared_by=world.lead,
                closed_at=given.NOW,
                closed_by=world.lead,
            )
            ClaimLine.objects.bulk_create(
                ClaimLine(
                    claim=claim,
                    sheet=sheet,
                    participation_id=sheet.participation_id,
                    person_id=sheet.person_id,
                    reporting_role="participant",
                    month=sheet.month,
                    category="group_1",
                    recorded_minutes=360,
                    reportable_minutes=300,
                    eligible_minutes=300,
                    over_cap_minutes=0,
                    ore_per_hour=given.TEAM_ORE,
                    value_ore=5 * given.TEAM_ORE,
                )
                for sheet in sheets
                if Month.of(sheet.month) in part
            )
            HourSheet.objects.filter(claim_line__claim=claim).update(locked_at=given.NOW, locked_by=world.lead)


def copy(networks: int) -> None:
    """The first network again and again, under numbers of its own, without triggers and keys being asked each time."""
    from django.apps import apps  # noqa: PLC0415 - the settings are named first
    from django.db import connection  # noqa: PLC0415 - as above

    models = [apps.get_model(*name) for name in COPIED]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in models:
            columns, values = [], []
            for field in model._meta.concrete_fields:
                columns.append(f'"{field.column}"')
                if field.name in OWN:
                    values.append(OWN[field.name])
                elif field.primary_key or (field.is_relation and field.related_model in models):
                    values.append(f't."{field.column}" + g.n::bigint * {STRIDE}')
                else:
                    values.append(f't."{field.column}"')
            began = time.monotonic()
            cursor.execute(
                f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(values)} '  # noqa: S608 - our own names
                f'FROM "{model._meta.db_table}" t, generate_series(1, {networks - 1}) AS g(n)'
            )
            print(f"{model.__name__}: {cursor.rowcount} in {time.monotonic() - began:.0f} s", file=sys.stderr)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM \"%s\"))".replace(
                    '"%s"', f'"{model._meta.db_table}"'
                ),
                [model._meta.db_table],
            )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def looked_at() -> Iterator[tuple[str, str, str]]:
    """Who looks, what it is called, and where it is."""
    from samverka.networks.models import Participation  # noqa: PLC0415 - the settings are named first

    seat = Participation.objects.filter(network__slug="utvecklingsnatverk").order_by("pk")[0].pk
    home = "/natverk/utvecklingsnatverk/"
    yield "lead", "what to do now", "/att-gora/"
    yield "lead", "co-financing", f"{home}medfinansiering/"
    yield "lead", "co-financing, all 24 months", f"{home}medfinansiering/?period=alla"
    yield "lead", "forecast", f"{home}medfinansiering/prognos/"
    yield "lead", "one municipality", f"{home}medfinansiering/{seat}/"
    yield "lead", "claims", f"{home}ansokningar/"
    yield "lead", "a closed claim of 504 lines", f"{home}ansokningar/1/"
    yield "lead", "state of a month", f"{home}tid/lage/2021-09/"
    yield "lead", "meetings", f"{home}traffar/"
    yield "member", "own month", f"{home}tid/2021-10/"


def timed(act: Callable[[], object], runs: int = RUNS) -> Seen:
    """The quickest of several runs, after one to warm up: on a machine shared with others the one least disturbed."""
    from django.db import connection  # noqa: PLC0415 - the settings are named first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    act()
    taken = []
    for _run in range(runs):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            act()
        passed = (time.perf_counter() - began) * 1000
        in_sql = sum(float(query["time"]) for query in asked.captured_queries) * 1000
        taken.append(Seen(len(asked), passed, in_sql))
    return min(taken, key=lambda seen: seen.milliseconds)


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is taken back."""
    from django.db import transaction  # noqa: PLC0415 - the settings are named first

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def closing(months: int) -> None:
    """Close a claim of so many months, and take it back."""
    from samverka.cofinancing import actions, queries  # noqa: PLC0415 - the settings are named first
    from samverka.core.months import Month, months_between  # noqa: PLC0415 - as above

    with undone():
        host = queries.hosted(_lead(), "utvecklingsnatverk", date(2023, 1, 15))
        at = datetime(2023, 1, 15, 9, tzinfo=UTC)
        part: Sequence[Month] = list(months_between(date(2022, 7, 1), date(2022, 12, 31)))[:months]
        claim = actions.prepare_claim(host=host, first=part[0], last=part[-1], by=_lead(), at=at)
        host, claim = queries.one_claim(_lead(), "utvecklingsnatverk", claim.number, date(2023, 1, 15))
        actions.close_claim(host=host, claim=claim, by=_lead(), at=at)


def _lead() -> Any:
    from samverka.networks.models import Staff  # noqa: PLC0415 - the settings are named first

    wanted = Staff.objects.filter(network__slug="utvecklingsnatverk", function="project_manager")
    return wanted.select_related("person").order_by("pk")[0].person


def measure() -> dict[str, Seen]:
    """All pages and acts, by what they are called."""
    from django.test import Client  # noqa: PLC0415 - the settings are named first

    from samverka.core import clock  # noqa: PLC0415 - as above
    from samverka.people.models import Person  # noqa: PLC0415 - as above
    from tests.given.people import signed_in  # noqa: PLC0415 - as above

    clients = {"lead": Client(), "member": Client()}
    member = Person.objects.filter(account__isnull=False).exclude(pk=_lead().pk).order_by("pk")[0]
    found: dict[str, Seen] = {}
    with clock.fixed(datetime(2021, 11, 2, 9, tzinfo=UTC)):
        signed_in(clients["lead"], _lead())
        signed_in(clients["member"], member)
        for who, what, path in looked_at():

            def look(who: str = who, path: str = path) -> None:
                answer = clients[who].get(path)
                assert answer.status_code == 200, (path, answer.status_code)  # noqa: PLR2004 - found

            found[what] = timed(look)
    for months in (1, 3, 6):
        what = f"closing a claim of {months * SEATS * TEAM} lines"
        found[what] = timed(partial(closing, months), runs=3)
    return found


def drawn(one: dict[str, Seen], many: dict[str, Seen], networks: int) -> str:
    """Both beside each other, as bars."""
    height, top, left, scale = 34, 64, 250, 420
    longest = max(seen.milliseconds for seen in (*one.values(), *many.values()))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {top + height * len(one) + 20}">',
        '<g font-family="sans-serif" font-size="13">',
        f"<title>Milliseconds with one network and with {networks}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="12" y="24" font-size="16" fill="#1a1a1a">Milliseconds with one network and with {networks}</text>',
        '<rect x="12" y="36" width="12" height="12" fill="#7a9cc6"/><text x="30" y="47">one network</text>',
        f'<rect x="140" y="36" width="12" height="12" fill="#1f4e79"/><text x="158" y="47">{networks} networks</text>',
    ]
    for number, (what, seen) in enumerate(one.items()):
        y = top + height * number
        parts.append(f'<text x="{left - 8}" y="{y + 18}" text-anchor="end">{what}</text>')
        for offset, each, colour in ((2, seen, "#7a9cc6"), (15, many[what], "#1f4e79")):
            width = max(1, round(each.milliseconds / longest * scale))
            parts.append(f'<rect x="{left}" y="{y + offset}" width="{width}" height="11" fill="{colour}"/>')
            parts.append(
                f'<text x="{left + width + 6}" y="{y + offset + 10}" font-size="11">{each.milliseconds:.0f} ms, '
                f"{each.statements} statements</text>"
            )
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def main() -> None:
    """Build one, measure, copy it, measure again."""
    if POSTGRES is None:
        print("growth is left out: PostgreSQL is not here", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="samverka-growth-") as folder, postgresql(Path(folder)) as url:
        os.environ |= {"DATABASE_URL": url, "SAMVERKA_DATA": folder, "DJANGO_SETTINGS_MODULE": "samverka.web.settings"}
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        import django  # noqa: PLC0415 - the settings are named first

        django.setup()
        from django.conf import settings  # noqa: PLC0415 - as above
        from django.core.management import call_command  # noqa: PLC0415 - as above
        from django.db import connection  # noqa: PLC0415 - as above

        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        build()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        one = measure()
        copy(NETWORKS)
        many = measure()
        for what, seen in many.items():
            before = one[what]
            print(f"{what}: statements at {NETWORKS} networks\t{seen.statements}\t{before.statements}\t")
            times = seen.milliseconds / before.milliseconds
            took = f"{before.milliseconds:.0f} ms becomes {seen.milliseconds:.0f}"
            print(f"{what}: {took}, times\t{times:.2f}\t{MOST_TIMES}\t")
        whole = many["co-financing, all 24 months"]
        print(f"whole programme, 84 people in 24 months: SQL\t{whole.in_sql:.0f}\t50\tms")
        print(f"whole programme, 84 people in 24 months: page\t{whole.milliseconds:.0f}\t100\tms")
        if os.environ.get("GROWTH_SVG"):
            Path(os.environ["GROWTH_SVG"]).write_text(drawn(one, many, NETWORKS), encoding="utf-8")
        connection.close()


if __name__ == "__main__":
    main()
