"""Procurements by the Open Contracting Data Standard 1.1, with two of its extensions; IOP and grants are outside it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from samverka.enterprises.models import Form, State
from samverka.enterprises.queries import ExportRow
from samverka.enterprises.rules.collaboration import COMMITTED

EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_otherRequirements_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_sustainability_extension/master/extension.json",
)
# LOV is no procurement in the standard's sense; IOP, grants and compacts are not disguised as tenders.
PROCUREMENTS = frozenset(
    {
        Form.DIRECT_PROCUREMENT,
        Form.RESERVED_4_18_1,
        Form.RESERVED_4_18_2,
        Form.RESERVED_19_25,
        Form.RESERVED_19_25A,
        Form.WITH_CLAUSE,
        Form.FRAMEWORK_CALL_OFF,
    }
)
_METHOD = {Form.DIRECT_PROCUREMENT: "direct", Form.FRAMEWORK_CALL_OFF: "limited"}
_RESERVED = {
    Form.RESERVED_4_18_1: "shelteredWorkshop",
    Form.RESERVED_19_25: "publicServiceMissionOrganization",
    Form.RESERVED_19_25A: "publicServiceMissionOrganization",
}
_STRATEGY = {
    Form.RESERVED_4_18_1: "reservedParticipation",
    Form.RESERVED_4_18_2: "contractPerformanceConditions",
    Form.RESERVED_19_25: "reservedParticipation",
    Form.RESERVED_19_25A: "reservedParticipation",
    Form.WITH_CLAUSE: "contractPerformanceConditions",
}
_TENDER_STATUS = {
    State.IDEA: "planning",
    State.PREPARING: "planning",
    State.MARKET_DIALOGUE: "planned",
    State.ADVERTISED: "active",
    State.NEGOTIATING: "active",
    State.CANCELLED: "cancelled",
    State.NOT_AWARDED: "unsuccessful",
}
_CONTRACT_STATUS = {State.AWARDED: "pending", State.AGREED: "pending", State.RUNNING: "active"}
SWEDEN = ZoneInfo("Europe/Stockholm")


def ocid_prefix() -> str:
    """What an identifier begins with; a registered prefix is a setting of the installation."""
    return settings.OCID_PREFIX


def ocds_package(rows: Iterable[ExportRow], *, at: datetime, uri: str, prefix: str) -> dict[str, object]:
    """A release package of the procurements among the rows."""
    return {
        "uri": uri,
        "publishedDate": at.isoformat(timespec="seconds"),
        "version": "1.1",
        "extensions": list(EXTENSIONS),
        "publisher": {"name": "Samverka"},
        "releases": [release(row, prefix) for row in rows if row.row.form in PROCUREMENTS],
    }


def _instant(day: date) -> str:
    return datetime.combine(day, time(0), tzinfo=SWEDEN).isoformat()


def _kronor(ore: int | None) -> dict[str, object] | None:
    if ore is None:
        return None
    return {"amount": ore // 100 if ore % 100 == 0 else round(ore / 100, 2), "currency": "SEK"}


def _filled(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _party(name: str, number: str, role: str) -> dict[str, object]:
    return _filled(
        {
            "id": _party_id(name, number),
            "name": name,
            "roles": [role],
            "identifier": _filled({"id": number, "legalName": name}) if number else None,
        }
    )


def _party_id(name: str, number: str) -> str:
    return f"SE-{number}" if number else name


def _category(codes: tuple[tuple[str, str], ...]) -> str:
    division = codes[0][0][:2] if codes else ""
    if division == "45":
        return "works"
    return "goods" if division < "45" or division == "48" else "services"


def release(export: ExportRow, prefix: str) -> dict[str, object]:
    """One collaboration as one release: what is known of it now."""
    row, state = export.row, export.state
    ocid = f"{prefix}-{row.pk}"
    is_committed = state in COMMITTED
    tags = ["planning"] if state in {State.IDEA, State.PREPARING, State.MARKET_DIALOGUE} else ["tender"]
    if is_committed:
        tags = ["tender", "award", "contract"]
    if state == State.CANCELLED:
        tags = ["tenderCancellation"]
    period = _filled(
        {
            "startDate": _instant(row.first_day) if row.first_day else None,
            "endDate": _instant(row.last_day) if row.last_day else None,
        }
    )
    suppliers = [{"id": _party_id(name, number), "name": name} for name, number in export.counterparts]
    buyers = [
        (name, number, "buyer" if place == 0 else "procuringEntity")
        for place, (name, number) in enumerate(export.buyers)
    ]
    return _filled(
        {
            "ocid": ocid,
            "id": f"{ocid}-{row.changed_at:%Y%m%d%H%M%S}-{state}",
            "date": max(row.changed_at, datetime.combine(export.state_day, time(0), tzinfo=SWEDEN)).isoformat(
                timespec="seconds"
            ),
            "tag": tags,
            "initiationType": "tender",
            "language": "sv",
            "parties": [
                *(_party(*buyer) for buyer in buyers),
                *(
                    _party(name, number, "supplier" if is_committed else "tenderer")
                    for name, number in export.counterparts
                ),
            ],
            "buyer": {"id": _party_id(*export.buyers[0]), "name": export.buyers[0][0]} if export.buyers else None,
            "tender": _tender(export, period),
            "awards": [
                _filled(
                    {
                        "id": f"{row.pk}-award",
                        "status": "active",
                        "date": _instant(row.decision_day) if row.decision_day else None,
                        "value": _kronor(row.value_ore),
                        "suppliers": suppliers,
                    }
                )
            ]
            if is_committed
            else None,
            "contracts": [
                _filled(
                    {
                        "id": f"{row.pk}-contract",
                        "awardID": f"{row.pk}-award",
                        "status": _CONTRACT_STATUS.get(State(state), "terminated"),
                        "period": period,
                        "value": _kronor(row.value_ore),
                    }
                )
            ]
            if is_committed
            else None,
        }
    )


def _tender(export: ExportRow, period: dict[str, object]) -> dict[str, object]:
    row = export.row
    form = Form(row.form)
    strategy, reserved = _STRATEGY.get(form), _RESERVED.get(form)
    return _filled(
        {
            "id": f"{row.pk}-tender",
            "title": row.title,
            "description": row.description,
            "status": _TENDER_STATUS.get(State(export.state), "complete"),
            "value": _kronor(row.value_ore),
            "procurementMethod": _METHOD.get(form, "open"),
            "procurementMethodDetails": str(form.label),
            "mainProcurementCategory": _category(export.codes) if export.codes else None,
            "items": [
                _filled(
                    {
                        "id": code,
                        "description": label,
                        "classification": _filled({"scheme": "CPV", "id": code, "description": label}),
                    }
                )
                for code, label in export.codes
            ],
            "numberOfTenderers": row.bids,
            "contractPeriod": period,
            "otherRequirements": {"reservedParticipation": [reserved]} if reserved else None,
            "hasSustainability": strategy is not None,
            "sustainability": [{"goal": "social.disadvantagedEmploymentOpportunities", "strategies": [strategy]}]
            if strategy
            else None,
        }
    )
