from datetime import date

import pytest

from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.networks import actions
from samverka.networks.models import AuditorAccess
from tests.given import world as given

pytestmark = pytest.mark.django_db


class TestGiveAuditorAccess:
    def test_for_the_days_given(self, now):
        world = given.world()
        auditor = given.person("Rut Revisor")
        access = actions.give_auditor_access(
            network=world.network,
            person=auditor,
            first_day=date(2021, 11, 1),
            last_day=date(2021, 11, 30),
            by=world.lead,
            at=now,
        )
        assert AuditorAccess.objects.get() == access
        assert (access.first_day, access.last_day) == (date(2021, 11, 1), date(2021, 11, 30))
        entry = journal.entries(world.network.chain).last()
        assert entry is not None
        assert (entry.verb, entry.actor_key) == ("networks.auditor_access.given", world.lead.actor_key)

    def test_not_backwards(self, now):
        world = given.world()
        with pytest.raises(Refused):
            actions.give_auditor_access(
                network=world.network,
                person=given.person("Rut Revisor"),
                first_day=date(2021, 11, 30),
                last_day=date(2021, 11, 1),
                by=world.lead,
                at=now,
            )
        assert not AuditorAccess.objects.exists()
