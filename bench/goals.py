"""How long matching takes among many: 5 000 enterprises with 30 000 offers, and 10 000 needs. Goal: at most 100 ms."""

import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

ENTERPRISES, OFFERS_EACH, NEEDS, ROUNDS = 5_000, 6, 10_000, 20
GOAL_SECONDS = 0.1
TODAY = date(2021, 11, 2)
NOW = datetime(2021, 11, 2, 9, tzinfo=UTC)
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Match one need after another, and count the statements at few and at many."""
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        os.environ |= {"SAMVERKA_DATA": folder, "DJANGO_SETTINGS_MODULE": "samverka.web.settings"}
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        import django  # noqa: PLC0415 - the settings come first

        django.setup()
        measure()


def measure() -> None:
    """Fill the tables as rows, then ask through the page's own question."""
    from django.core.management import call_command  # noqa: PLC0415 - after the set-up
    from django.db import connection  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    from samverka.enterprises.models import CpvCode, Offer, SocialEnterprise  # noqa: PLC0415 - as above
    from samverka.goals import queries  # noqa: PLC0415 - as above
    from samverka.goals.models import Need, NeedCode  # noqa: PLC0415 - as above
    from tests.given import goals as given_goals  # noqa: PLC0415 - as above
    from tests.given import world as given  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    world = given.world()
    codes = list(CpvCode.objects.order_by("code"))
    digits = [row.code for row in codes]

    def enterprises(first: int, number: int) -> None:
        rows = SocialEnterprise.objects.bulk_create(
            SocialEnterprise(
                name=f"Företag {place:05d}",
                name_sort=f"foretag {place:05d}",
                name_search=f"företag {place:05d}",
                serves_all_of_sweden=True,
                consent_day=TODAY,
                consent_by="Ordföranden",
                confirmed_day=TODAY,
                entered_at=NOW,
            )
            for place in range(first, first + number)
        )
        Offer.objects.bulk_create(
            Offer(
                enterprise=row,
                text=f"Utbud {place}",
                kind="service",
                cpv=codes[(row.pk * 7 + place * 11) % len(codes)],
                cpv_digits=digits[(row.pk * 7 + place * 11) % len(codes)],
            )
            for row in rows
            for place in range(OFFERS_EACH)
        )

    def needs(first: int, number: int) -> None:
        rows = Need.objects.bulk_create(
            Need(
                participation=world.alvnas if place % 2 else world.granfors,
                title=f"Behov {place}",
                title_search=f"behov {place}",
                owner="Chefen",
                noted_day=TODAY,
                added_at=NOW,
                added_by=world.coordinator,
            )
            for place in range(first, first + number)
        )
        NeedCode.objects.bulk_create(NeedCode(need=row, code=digits[row.pk % len(digits)]) for row in rows)

    own = given_goals.need(world.alvnas, world.coordinator, codes=(digits[0], digits[5]), yearly_value_ore=100)

    def asked() -> tuple[int, float]:
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as found:
            need, sight = queries.one_need(world.coordinator, world.network.slug, own.pk, TODAY)
            queries.matching_page(need, sight, TODAY)
        return len(found), time.perf_counter() - started

    enterprises(0, 50)
    needs(0, 50)
    few, _seconds = asked()
    enterprises(50, ENTERPRISES - 50)
    needs(50, NEEDS - 50)
    times = sorted(asked() for _round in range(ROUNDS))
    many = {number for number, _seconds in times}
    seconds = sorted(spent for _number, spent in times)
    assert many == {few}, (few, many)
    print(f"matching among {NEEDS} needs and {ENTERPRISES * OFFERS_EACH} offers: {few} statements, as at 50")
    half, longest = (round(spent * 1000) for spent in (seconds[ROUNDS // 2], seconds[-1]))
    print(f"half {half} ms, longest {longest} ms (goal {round(GOAL_SECONDS * 1000)} ms)")


if __name__ == "__main__":
    main()
