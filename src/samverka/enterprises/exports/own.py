"""All forms in our own words, for other systems."""

from collections.abc import Iterable

from samverka.enterprises.figures.limits import shown_count
from samverka.enterprises.models import Collaboration, Outcome
from samverka.enterprises.queries import ExportRow

# Columns that are told elsewhere in the file, or are the system's own.
_LEFT_OUT = frozenset(
    {"id", "organisation", "owner", "title_sort", "title_search", "started_by", "secrecy_ground", "over_limit_note"}
)


def own_json(rows: Iterable[ExportRow]) -> dict[str, object]:
    """Everything that has been written of each collaboration."""
    return {"schema": "samverka-collaborations-1", "collaborations": [_one(row) for row in rows]}


def _one(export: ExportRow) -> dict[str, object]:
    row = export.row
    columns = {
        field.name: _plain(getattr(row, field.name))
        for field in Collaboration._meta.concrete_fields
        if field.name not in _LEFT_OUT
    }
    return {
        "id": row.pk,
        "organisation": row.organisation.name,
        "state": export.state,
        "state_day": export.state_day.isoformat(),
        **columns,
        "buyers": [{"name": name, "organisation_number": number} for name, number in export.buyers],
        "counterparts": [{"name": name, "organisation_number": number} for name, number in export.counterparts],
        "cpv": [code for code, _label in export.codes],
        "contributions": [{"party": party, "text": text} for party, text in export.contributions],
        "outcomes": [_outcome(one, export.hidden_below) for one in export.outcomes],
    }


def _plain(value: object) -> object:
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else value


def _outcome(one: Outcome, below: int | None) -> dict[str, object]:
    counts = {"people_in_work": one.people_in_work, "people_in_training": one.people_in_training, "places": one.places}
    return {
        "kind": one.kind,
        "day": one.day.isoformat(),
        **{name: shown_count(number, below) if below else number for name, number in counts.items()},
        "hours": one.hours,
        "purchases_ore": one.purchases_ore,
        "other_benefit": one.other_benefit,
    }
