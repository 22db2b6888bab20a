"""The example network: nobody in it exists, and it comes out the same each time."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from samverka.core import clock
from samverka.places.models import Municipality
from samverka.web.example import beginning, cast, story
from samverka.web.example.world import World

# Names that a source document of the project holds; nobody in an example is called so.
FORBIDDEN = {"bengtsson", "söderström", "wandel", "berg"}
# Drawn by chance with a purpose, or told by the real clock: never the same twice, and never on a page as such.
BY_CHANCE = {
    "applied", "body", "calendar", "clock_offset_seconds", "code", "confirmed_sha256", "entry_hash", "file", "hash",
    "head", "link_sha256", "password", "payload_digest", "prev_hash", "request_key", "salt", "secret_body", "sha256",
    "token", "unique_key",
}  # fmt: skip
NOT_TOLD = {"django_migrations", "sqlite_sequence", "journal_chainhead", "journal_entrypayload"}


@pytest.mark.django_db
class TestPlaces:
    def test_none_is_called_as_a_real_municipality(self):
        real = set(Municipality.objects.filter(is_invented=False).values_list("name", flat=True))
        assert len(real) == 290
        assert not real & {place.name for place in cast.PLACES}

    def test_the_register_takes_them_all(self):
        with clock.fixed(story.MOMENTS["call open"]):
            beginning.invent_municipalities(World())
        assert Municipality.objects.filter(is_invented=True).count() == len(cast.PLACES)

    def test_codes_lie_in_no_county(self):
        codes = [place.code for place in cast.PLACES]
        assert codes == sorted(set(codes))
        assert all(code.startswith("91") for code in codes)

    def test_each_lies_in_a_real_county(self):
        counties = set(Municipality.objects.values_list("county_id", flat=True))
        assert {place.county_code for place in cast.PLACES} <= counties

    def test_sizes_span_what_sweden_has(self):
        sizes = [place.population for place in cast.PLACES]
        assert min(sizes) == 2_900
        assert max(sizes) == 140_000


class TestNumbers:
    @pytest.mark.parametrize("place", cast.PLACES, ids=lambda place: place.name)
    def test_organisation_numbers_are_valid_and_in_a_group_never_given_out(self, place):
        number = place.organisation_number
        assert re.fullmatch(r"49\d{8}", number)
        doubled = [int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(number)]
        assert sum(sum(map(int, str(product))) for product in doubled) % 10 == 0

    def test_each_has_its_own(self):
        assert len({place.organisation_number for place in cast.PLACES}) == len(cast.PLACES)


class TestPeople:
    everyone = tuple(
        someone
        for one in cast.MUNICIPALITIES.values()
        for someone in (
            one.contact,
            one.chief_executive,
            one.board_chair,
            one.newcomer,
            *(c.who for c in one.colleagues),
        )
    )

    def test_nobody_is_there_twice(self):
        assert max(Counter(someone.email for someone in self.everyone).values()) == 1
        assert max(Counter(someone.name for someone in self.everyone).values()) == 1

    def test_addresses_can_belong_to_nobody(self):
        assert all(re.fullmatch(r"[a-z.]+@[a-z]+\.example", someone.email) for someone in self.everyone)

    def test_nobody_has_a_name_of_the_source_document(self):
        assert not {word for someone in self.everyone for word in someone.name.casefold().split()} & FORBIDDEN

    def test_seven_roles_in_seven_areas_from_different_departments(self):
        for one in cast.MUNICIPALITIES.values():
            assert len({colleague.area for colleague in one.team}) == 7
            assert len({colleague.department for colleague in one.team}) >= 3
            assert sum(colleague.is_deputy for colleague in one.team) == 1


class TestCommand:
    def test_an_unknown_moment_is_refused_with_the_known_ones(self):
        with pytest.raises(CommandError, match="month ten"):
            call_command("make_example", moment="doomsday")


def _run(folder: Path, moment: str, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "samverka.web.settings",
        "SAMVERKA_DATA": str(folder),
        "SAMVERKA_MOMENT": moment,
        "PYTHONPATH": "src",
        # Drawn anew each time, so that nothing rests on the order of a set.
        "PYTHONHASHSEED": "random",
    }
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


def _make(folder: Path, moment: str) -> Path:
    done = _run(folder, moment, "-m", "samverka", "make_example", "--moment", moment)
    assert done.returncode == 0, done.stderr
    return folder / f"example-{moment}.sqlite3"


def _told(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without what chance is meant to decide."""
    with sqlite3.connect(database) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in set(names) - NOT_TOLD:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] not in BY_CHANCE]
            named = ", ".join(f'"{column}"' for column in columns)
            found[name] = connection.execute(f"SELECT {named} FROM {name} ORDER BY 1").fetchall()  # noqa: S608 - the names are the database's own
    return found


@pytest.mark.slow
class TestBuilding:
    def test_the_same_story_twice(self, tmp_path):
        (tmp_path / "one").mkdir()
        (tmp_path / "two").mkdir()
        first, second = (_told(_make(tmp_path / folder, "month-ten")) for folder in ("one", "two"))
        assert first["networks_participation"]
        for table, rows in first.items():
            assert rows == second[table], table

    def test_leaves_nothing_beside_the_database(self, tmp_path):
        database = _make(tmp_path, "call-open")
        left = {path.name for path in tmp_path.iterdir()} - {database.name, "secret-key", "files"}
        assert not left
        with sqlite3.connect(database) as connection:
            mark = connection.execute("SELECT is_example, moment FROM journal_installation").fetchall()
        assert mark == [(1, "call open")]

    def test_a_real_installation_never_becomes_an_example(self, tmp_path):
        mark = (
            "import django; django.setup();"
            "from django.core.management import call_command; call_command('migrate', verbosity=0);"
            "from django.utils import timezone; from samverka.journal import actions;"
            "actions.mark_real(at=timezone.now())"
        )
        assert _run(tmp_path, "", "-c", mark).returncode == 0
        before = (tmp_path / "samverka.sqlite3").stat()
        refused = _run(tmp_path, "", "-m", "samverka", "make_example", "--moment", "call open")
        assert refused.returncode != 0
        assert "real installation" in refused.stderr
        assert (tmp_path / "samverka.sqlite3").stat().st_ino == before.st_ino
