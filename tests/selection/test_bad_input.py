from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from samverka import selection
from samverka.selection import __main__ as command
from samverka.selection import reading
from samverka.selection.candidates import FARTHEST
from tests.selection import given

HEAD = "code,name,lat,lon,stage\n"
TWO = HEAD + "1,Älvnäs,59.1,17.2,1\n2,Granfors,60.1,17.2,2\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "kolumnen ”code”"),
        ("code;name;lat\n", "kolumnen ”lon”"),
        ("code,name,lat,lon,lat\n", "”lat” finns två gånger"),
        (HEAD + "1,Älvnäs,59.1,17.2\n", "Rad 2 har 4 värden, men det finns 5 kolumner"),
        (HEAD + ",Älvnäs,59.1,17.2,1\n", "Rad 2 saknar kod"),
        (HEAD + "1,Älvnäs,,17.2,1\n", "Rad 2 saknar värde i kolumnen ”lat”"),
        (HEAD + "1,Älvnäs,59.1,nan,1\n", "Rad 2: ”nan” i kolumnen ”lon” är inte ett tal"),
        (HEAD + "1,Älvnäs,59.1,1 7,1\n", "Rad 2: ”1 7”"),
        (HEAD + '1,"Älvnäs,59.1,17.2,1\n', "Rad 2 går inte att läsa som CSV"),
        (HEAD + '1,"Älv"näs,59.1,17.2,1\n', "Rad 2 går inte att läsa som CSV"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_row(text: str, sentence: str) -> None:
    with pytest.raises(selection.Refused, match=sentence) as refused:
        reading.candidates_from_csv(text)
    assert refused.value.told("sv") != refused.value.told("en")
    assert not refused.value.conflict


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "\ufeff" + TWO,
        TWO.replace("\n", "\r\n"),
        TWO.replace("\n", "\n\n"),
        TWO.replace(",", "\t"),
        TWO.replace(",", ";").replace(".", ","),
        TWO.replace(",", " ; ").replace(".", ","),
        TWO.replace("59.1", '"59,1"'),
    ],
)
def test_a_file_as_a_spreadsheet_saves_it_is_read(text: str) -> None:
    assert reading.candidates_from_csv(text) == [
        selection.Candidate("1", "Älvnäs", selection.LatLon(59.1, 17.2), {"stage": "1"}),
        selection.Candidate("2", "Granfors", selection.LatLon(60.1, 17.2), {"stage": "2"}),
    ]
    result = selection.select(reading.candidates_from_csv(text), selection.Rules(2))
    assert selection.verify(result.as_json(), text)


def people(**changed: object) -> list[selection.Candidate]:
    first: dict[str, Any] = {
        "code": "1",
        "name": "Älvnäs",
        "position": selection.LatLon(59, 17),
        "columns": {"stage": "1"},
        **changed,
    }
    others = [selection.Candidate(code, code, selection.LatLon(60, 17), {"stage": "2"}) for code in "234"]
    return [selection.Candidate(**first), *others]


@pytest.mark.parametrize(
    ("candidates", "sentence"),
    [
        (people(code="2"), "Koden 2 finns på mer än en rad"),
        (people(code=""), "går inte att använda"),
        (people(code="a,b"), "”a,b” går inte att använda"),
        (people(code=" a"), "går inte att använda"),
        (people(position=selection.LatLon(91, 17)), "1 Älvnäs har ett omöjligt läge"),
        (people(position=selection.LatLon(59, 181)), "1 Älvnäs har ett omöjligt läge"),
        (people(position=selection.LatLon(float("inf"), 17)), "inte är ett tal"),
        (people(position=selection.Point(1, 1)), "fel sorts läge"),
        (people(columns={}), "1 Älvnäs saknar värde i kolumnen ”stage”"),
        (people(columns={"stage": " "}), "1 Älvnäs saknar värde i kolumnen ”stage”"),
        (people()[:1], "Det finns 1 att välja bland och 2 platser"),
    ],
)
def test_candidates_that_cannot_be_used_are_named(candidates: list[selection.Candidate], sentence: str) -> None:
    with pytest.raises(selection.Refused, match=sentence):
        selection.select(candidates, selection.Rules(2, at_most={"stage": 2}))


def test_a_plane_has_its_own_limits() -> None:
    far = [selection.Candidate(str(number), "", selection.Point(0, number * FARTHEST)) for number in range(3)]
    assert selection.select(far[:2], selection.Rules(2), metric="plane").smallest_distance == FARTHEST
    with pytest.raises(selection.Refused, match="högst 1000000000 till beloppet"):
        selection.select(far, selection.Rules(2), metric="plane")
    with pytest.raises(selection.Refused, match="Måttet ”taxi” finns inte"):
        selection.select(far, selection.Rules(2), metric="taxi")
    with pytest.raises(selection.Refused, match="inga att räkna täckningen för"):
        selection.select(far[:2], selection.Rules(2), [], "plane")


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ([], "ska vara ett JSON-objekt"),
        ({}, "saknar fältet ”seats”"),
        ({"seats": 2, "seets": 3}, "okänt fält: ”seets”"),
        ({"seats": 0}, "”seats” ska vara ett helt tal, minst 1"),
        ({"seats": True}, "”seats” ska vara ett helt tal"),
        ({"seats": "2"}, "”seats” ska vara ett helt tal"),
        ({"seats": 2, "unit_km": 0.5}, "”unit_km” ska vara ett helt tal"),
        ({"seats": 2, "tolerance": 0.02}, "Toleransen 0.02"),
        ({"seats": 2, "tolerance": "0,02"}, "Toleransen '0,02'"),
        ({"seats": 2, "tolerance": "1.5"}, "Toleransen '1.5'"),
        ({"seats": 2, "seed": 7}, "seed"),
        ({"seats": 2, "quotas": []}, "”quotas” ska vara ett objekt"),
        ({"seats": 2, "quotas": {"stage": 1}}, "”quotas.stage” ska vara ett objekt"),
        ({"seats": 2, "quotas": {"stage": {"1": 2}}}, "”quotas.stage.1” ska vara \\[minst, högst\\]"),
        ({"seats": 2, "quotas": {"stage": {"1": [2, 1]}}}, "minst 2 är mer än högst 1"),
        ({"seats": 2, "quotas": {"stage": {"1": [-1, 1]}}}, "”quotas.stage.1” ska vara ett helt tal"),
        ({"seats": 2, "at_most": {"stage": 0}}, "”at_most.stage” ska vara ett helt tal, minst 1"),
        ({"seats": 2, "forced": "1"}, "”forced” ska vara en lista"),
        ({"seats": 2, "forced": [1]}, "”forced” ska bara hålla koder"),
        ({"seats": 2, "forced": ["1"], "excluded": ["1"]}, "1 står både"),
        ({"seats": 2, "forced": ["9"]}, "Regeln forced nämner 9"),
        ({"seats": 2, "excluded": ["9"]}, "Regeln excluded nämner 9"),
        ({"seats": 2, "quotas": {"size": {"1": [0, 1]}}}, "saknar värde i kolumnen ”size”"),
        ({"seats": 5}, "Det finns 4 att välja bland och 5 platser"),
    ],
)
def test_rules_that_cannot_be_used_are_named(rules: object, sentence: str) -> None:
    with pytest.raises(selection.Refused, match=sentence):
        selection.select(people(), selection.Rules.from_json(json.dumps(rules)))


def test_a_name_given_twice_is_not_guessed_at() -> None:
    with pytest.raises(selection.Refused, match="nämner ”seats” två gånger"):
        selection.Rules.from_json('{"seats": 2, "seats": 3}')
    with pytest.raises(selection.Refused, match="går inte att läsa som JSON"):
        selection.Rules.from_json("[" * 100_000)


@pytest.mark.parametrize(
    ("rules", "core", "ways"),
    [
        (
            {"quotas": {"stage": {"1": (2, 2)}}},
            ["minst 2 med stage = 1 (det finns 1)"],
            {"sänka kravet på stage = 1 till minst 1"},
        ),
        (
            {"quotas": {"stage": {"7": (1, 2)}}},
            ["minst 1 med stage = 7 (det finns 0)"],
            {"sänka kravet på stage = 7 till minst 0"},
        ),
        (
            {"at_most": {"stage": 1}, "seats": 3},
            ["högst 1 med samma värde i ”stage” (det finns 2 olika värden)"],
            {"höja taket för samma värde i ”stage” till 2", "sänka antalet platser till 2"},
        ),
        (
            {"excluded": ["1", "2", "3"]},
            ["1 får inte vara med", "2 får inte vara med", "3 får inte vara med"],
            {"låta 1 få vara med", "låta 2 få vara med", "låta 3 få vara med", "sänka antalet platser till 1"},
        ),
        (
            {"forced": ["2", "3"], "quotas": {"stage": {"2": (0, 1)}}},
            ["2 ska vara med", "3 ska vara med", "högst 1 med stage = 2 (det finns 3)"],
            {"inte kräva att 2 är med", "inte kräva att 3 är med", "höja taket för stage = 2 till högst 2"},
        ),
    ],
)
def test_rules_that_collide_are_told_with_the_cheapest_ways_out(
    rules: dict[str, Any], core: list[str], ways: set[str]
) -> None:
    asked = selection.Rules(**{"seats": 2, **rules})
    answer = selection.check(people(), asked)
    assert isinstance(answer, selection.Conflict)
    assert sorted(map(str, answer.minimal_subset)) == sorted(core)
    assert ways <= {str(way.changes[0]) for way in answer.cheapest_relaxations}
    for way in answer.cheapest_relaxations:
        assert selection.check(people(), way.rules)
    with pytest.raises(selection.Refused) as refused:
        selection.select(people(), asked)
    assert refused.value.conflict
    assert core[0] in refused.value.told("sv")


def test_ten_megabytes_of_nonsense_get_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw = random.Random(1)
    (tmp_path / "rules.json").write_text('{"seats": 2}', encoding="utf-8")
    for content in (
        draw.randbytes(10_000_000),
        b"x" * 10_000_000,
        b'"' * 300_000,
        b"code,name,lat,lon\n" + b"," * 300_000,
    ):
        (tmp_path / "rubbish").write_bytes(content)
        code = command.main(
            ["select", str(tmp_path / "rubbish"), "--rules", str(tmp_path / "rules.json"), "--lang", "en"]
        )
        told = capsys.readouterr()
        assert (code, told.out) == (2, "")
        assert told.err.endswith(".\n")
    (tmp_path / "c.csv").write_text(TWO, encoding="utf-8")
    assert command.main(["verify", str(tmp_path / "c.csv"), str(tmp_path / "c.csv")]) == 1
    assert command.main(["explain", str(tmp_path / "c.csv"), str(tmp_path / "c.csv"), "1"]) == 2


@settings(max_examples=60, deadline=None)
@draws(st.text(max_size=200))
def test_no_text_makes_a_traceback(text: str) -> None:
    for reader in (reading.candidates_from_csv, selection.Rules.from_json, selection.Result.from_json):
        with pytest.raises(selection.Refused):
            reader(text)
    assert not selection.verify(text, text)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for name in value for found in _paths(value[name], (*path, name))] or [path]
    if isinstance(value, list):
        return [found for place in range(len(value)) for found in _paths(value[place], (*path, place))] or [path]
    return [path]


def _changed(value: Any) -> list[Any]:
    if isinstance(value, bool) or value is None:
        return [not value, 7, "x"]
    if isinstance(value, int):
        return [value + 1, -value - 1, 10**6, "x", None, [], 0.5]
    if isinstance(value, str):
        return [value + "x", 7, None, ""]
    return [7, None, "x", [[]]]


@pytest.mark.parametrize("counted", [100_000, 3])
def test_a_tampered_result_does_not_pass(counted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from samverka.selection import engine  # noqa: PLC0415 - only to lower a limit

    monkeypatch.setattr(engine, "COUNTED", counted)
    candidates = given.scattered(9, seed=3)
    rules = selection.Rules(4, tolerance="0.1", quotas={"stage": {"1": (1, 2)}}, at_most={"stage": 3}, seed="frö")
    whole = json.loads(selection.select(candidates, rules).as_json())
    assert selection.verify(json.dumps(whole), candidates)
    harmless = 0
    for path in _paths(whole):
        kept = json.loads(json.dumps(whole))
        *above, last = path
        inner = kept
        for step in above:
            inner = inner[step]
        for other in _changed(inner[last]):
            inner[last] = other
            report = selection.verify(json.dumps(kept), candidates)
            report.told("en")
            if report:
                harmless += 1
                assert path[0] in {"certificate", "optimal_sets", "rules"}, (path, other)
    assert harmless < 60  # a longer way through the certificate, a bound that binds no more than before
    for name in whole:
        short = {key: value for key, value in whole.items() if key != name}
        assert not selection.verify(json.dumps(short), candidates), name
