"""CPV codes: found in the list, never computed; typed in only while the list is not whole (section 4, CPV)."""

import pytest
from django.core.management import CommandError, call_command

from samverka.core.actors import SYSTEM
from samverka.core.refusals import Refused
from samverka.enterprises import actions, queries
from samverka.enterprises.figures import numbers
from samverka.enterprises.figures.genericode import UnreadableCodelist, codes_of
from samverka.enterprises.models import CpvCode, Offer
from tests.given import enterprises as given
from tests.given.enterprises import NOW

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><SimpleCodeList>
<Row><Value ColumnRef="code"><SimpleValue>90910000</SimpleValue></Value>
<Value ColumnRef="Name"><SimpleValue>Cleaning services</SimpleValue></Value>
<Value ColumnRef="swe_label"><SimpleValue>Städning</SimpleValue></Value></Row>
<Row><Value ColumnRef="code"><SimpleValue>03111900-1</SimpleValue></Value>
<Value ColumnRef="Name"><SimpleValue>Soya beans</SimpleValue></Value>
<Value ColumnRef="swe_label"><SimpleValue>Sojabönor</SimpleValue></Value></Row>
</SimpleCodeList></gc:CodeList>""".encode()


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("90910000", "90910000"),
        ("90910000-9", "90910000"),
        ("90910000-1", "90910000"),
        ("90 91 00 00", "90910000"),
        ("9091", ""),
        ("90910000-99", ""),
        ("städning", ""),
        ("9091000x", ""),
    ],
)
def test_cpv_has_eight_digits_and_the_ninth_is_never_computed(text, digits) -> None:
    assert numbers.cleaned_cpv(text) == digits


@pytest.mark.django_db
def test_cpv_outside_the_subset_is_taken_as_unverified_until_the_whole_list_is_loaded() -> None:
    there = given.around()
    row = given.entered(there)
    actions.add_offer(enterprise=row, values={"text": "Sojabönor"}, cpv="03111900", by=there.colleague, at=NOW)
    code = CpvCode.objects.get(code="03111900")
    assert code.source == CpvCode.Source.TYPED_IN
    assert not queries.cpv_choices(["03111900"])["03111900"].is_checked
    codes = [actions.ListedCode(*one) for one in codes_of(LIST)]
    assert actions.load_cpv_list(codes=codes, by=SYSTEM, at=NOW) == 2
    code.refresh_from_db()
    assert (code.source, code.check_digit, code.label_sv) == (CpvCode.Source.EU_LIST, "1", "Sojabönor")
    assert queries.has_whole_cpv_list()
    assert [one.code for one in queries.cpv_matching("sojaböna")] == ["03111900"]
    # Our plain words stay with the code that the list also has.
    assert "90910000" in [one.code for one in queries.cpv_matching("lokalvård")]
    with pytest.raises(Refused, match="not in the EU's list"):
        actions.add_offer(enterprise=row, values={"text": "Okänt"}, cpv="12345678", by=there.colleague, at=NOW)
    assert Offer.objects.filter(text="Okänt").count() == 0


@pytest.mark.parametrize("data", [b"", b"not xml", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_code_list_is_refused(data) -> None:
    with pytest.raises(UnreadableCodelist):
        codes_of(data)


@pytest.mark.django_db
def test_the_command_takes_a_file(tmp_path, capsys) -> None:
    file = tmp_path / "cpv.gc"
    file.write_bytes(LIST)
    call_command("load_cpv", file)
    assert "2 codes" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("load_cpv", tmp_path / "none.gc")
