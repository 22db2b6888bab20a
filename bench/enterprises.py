"""Search and matching in a register of 5 000 enterprises with 30 000 offers, beside one of 50 with 300.

    python bench/enterprises.py

Builds two databases of its own; tells CPU milliseconds of the process (median of nine) and statements.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIZES = (50, 5_000)
OFFERS_EACH = 6
DAY = date(2021, 11, 2)
ROUNDS = 9
QUESTIONS = ("städning", "stadnig", "kontorsstädning", "trädgård gräsklippning", "lunch till möten", "cykelverkstad")
WORDS = (
    *("städning av kontor", "gräsklippning", "snöröjning", "catering till möten", "kafé", "tvätt av arbetskläder"),
    *("reparation av cyklar", "möbelrenovering", "flytt av bohag", "målning", "biltvätt", "persontransporter"),
    *("konferenser", "arbetsträning", "daglig verksamhet", "skogsröjning", "sömnad", "keramik", "vaktmästeri"),
    *("webbplatser", "grönsaker", "stödsamtal", "yrkesutbildning", "second hand", "hunddagis"),
)


def fill(number: int) -> None:
    """A register of so many enterprises, the same each time."""
    from django.utils import timezone  # noqa: PLC0415 - after Django has been set up

    from samverka.core.words import search_key, sort_key  # noqa: PLC0415 - after Django has been set up
    from samverka.enterprises.actions.search import index_enterprises  # noqa: PLC0415 - after Django has been set up
    from samverka.enterprises.models import CpvCode, Offer, ServedArea, SocialEnterprise  # noqa: PLC0415 - after Django has been set up
    from samverka.places.models import Municipality  # noqa: PLC0415 - after Django has been set up

    chance = random.Random(1)
    places = list(Municipality.objects.filter(is_invented=False).order_by("code"))
    codes = list(CpvCode.objects.order_by("code"))
    rows = SocialEnterprise.objects.bulk_create(
        [
            SocialEnterprise(
                name=(name := f"Företaget {chance.choice(WORDS).split()[0]} {place}"),
                name_sort=sort_key(name),
                name_search=search_key(name),
                kind="wise",
                seat=chance.choice(places),
                entered_at=timezone.now(),
                consent_day=DAY,
                consent_by="x",
                confirmed_day=date(2021, chance.randint(1, 10), 1),
            )
            for place in range(number)
        ],
        batch_size=500,
    )
    offers = []
    for row in rows:
        for _time in range(OFFERS_EACH):
            code = chance.choice(codes)
            offers.append(Offer(enterprise=row, text=chance.choice(WORDS), cpv=code, cpv_digits=code.code))
    Offer.objects.bulk_create(offers, batch_size=500)
    ServedArea.objects.bulk_create(
        [ServedArea(enterprise=row, municipality=chance.choice(places)) for row in rows], batch_size=500
    )
    index_enterprises(row.pk for row in rows)


def measured(ask: Callable[[], object]) -> tuple[float, int]:
    """Median CPU milliseconds, and statements; CPU, so that a busy machine changes little."""
    from django.db import connection  # noqa: PLC0415 - after Django has been set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after Django has been set up

    with CaptureQueriesContext(connection) as asked:
        ask()
    taken = []
    for _time in range(ROUNDS):
        began = time.process_time()
        ask()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken), len(asked)


def measure(number: int) -> None:
    """All questions against one register."""
    import django  # noqa: PLC0415 - only in the process that measures

    django.setup()
    from samverka.enterprises import queries  # noqa: PLC0415 - after Django has been set up

    began = time.perf_counter()
    fill(number)
    print(f"{number} enterprises, {number * OFFERS_EACH} offers, filled in {time.perf_counter() - began:.0f} s")
    asks: dict[str, Callable[[], object]] = {
        "the list, nothing asked": lambda: queries.register_page(queries.Asked(), queries.NOBODY, DAY),
        "städning in Gävle": lambda: queries.register_page(
            queries.Asked(text="städning", place="Gävle"), queries.NOBODY, DAY
        ),
        **{
            f"search: {text}": partial(queries.register_page, queries.Asked(text=text), queries.NOBODY, DAY)
            for text in QUESTIONS
        },
        "CPV: städa kontor": lambda: queries.cpv_matching("städa kontor"),
        "matching 90910000 in 2180": lambda: queries.matching_offers(
            cpv=["90910000"], municipality_code="2180", day=DAY
        ),
        "matching three codes in 0180": lambda: queries.matching_offers(
            cpv=["90910000", "77310000", "55520000"], municipality_code="0180", day=DAY
        ),
    }
    for name, ask in asks.items():
        milliseconds, statements = measured(ask)
        print(f"  {name:<34} {milliseconds:7.1f} ms  {statements} statements")


def main() -> None:
    """One process and one database for each size."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for number in SIZES:
        with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
            kept = {
                key: value for key, value in os.environ.items() if not key.startswith(("SAMVERKA_", "DATABASE_URL"))
            }
            settings = kept | {
                "SAMVERKA_DATA": folder,
                "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
                "PYTHONPATH": str(ROOT / "src"),
            }
            subprocess.run([sys.executable, "-m", "samverka", "migrate", "-v", "0"], env=settings, check=True)
            subprocess.run([sys.executable, __file__, str(number)], env=settings, check=True)  # noqa: S603 - ours


if __name__ == "__main__":
    main()
