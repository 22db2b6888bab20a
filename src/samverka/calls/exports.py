"""Files: the selection notebook, the paper that two people sign, the sealed proof of an approval.

The notebook has all that is needed to run the selection again without the system.
"""

import io
import json
import zipfile

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.calls import queries
from samverka.calls.models import LetterSignatory, Paper, SelectionDecision
from samverka.core.templatetags.samverka import instant
from samverka.documents import actions as documents
from samverka.documents import exports as document_exports

# A fixed day: the same decision gives the same bytes for ever.
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
COMMAND = "python -m samverka.selection verify result.json candidates.csv --clients clients.csv"
AGAIN = "python -m samverka.selection select candidates.csv --rules rules.json --clients clients.csv --out again.json"
_README = """URVALET, ATT KONTROLLERA SJÄLV

Här ligger allt som urvalsbeslutet för “{title}” vilar på.

candidates.csv  de kommuner som kunde väljas
clients.csv     de kommuner som närheten räknas för
rules.json      reglerna, med lottens frö
result.json     svaret med sitt bevis
announced.json  finns bara när värden har avvikit: svaret enligt de utlysta reglerna
deviations.json finns bara när värden har avvikit: varje avvikelse med sitt skäl

Kontrollera att svaret är rätt och det bästa som finns (Python 3.11 eller senare och paketet samverka):

    {command}

Gör om urvalet och jämför: again.json ska bli lika med result.json, tecken för tecken.

    {again}


THE SELECTION, TO BE CHECKED BY ANYONE

This is all that the selection decision of “{title}” rests on.

candidates.csv  the municipalities that could be chosen
clients.csv     the municipalities that nearness is counted for
rules.json      the rules, with the seed of the lottery
result.json     the answer with its proof
announced.json  only where the host has deviated: the answer to the announced rules
deviations.json only where the host has deviated: each deviation with its reason

Check that the answer is right and the best there is (Python 3.11 or later and the package samverka):

    {command}

Select again and compare: again.json becomes equal to result.json, character by character.

    {again}
"""
_NOT_NEEDED = """INGET URVAL BEHÖVDES

De som kunde väljas till “{title}” var inte fler än platserna. candidates.csv räknar upp dem.


NO SELECTION WAS NEEDED

There were no more who could be chosen for “{title}” than there were seats. candidates.csv lists them.
"""


def paper(found: Paper) -> bytes:
    """The text of a letter or an arrangement as a tagged PDF in Swedish, with a field for each of the two."""
    with override("sv"):
        values = _as_values(found) | {
            "signatures": [
                {"title": queries.office_title(found.organisation, office), "below": _("Name, place and date")}
                for office in queries.OFFICES
            ]
        }
    return document_exports.paper(values, made_at=found.issued_at, places=[office.value for office in queries.OFFICES])


def _as_values(found: Paper) -> dict[str, object]:
    title = queries.title_of(found)
    return {
        "language": "sv",
        "title": title,
        "about": f"{title} · {found.network.name}",
        "registry_number": found.network.registry_number,
        "text": found.text,
    }


def proof(signatory: LetterSignatory) -> bytes:
    """An approval in the system, clearly called what it is, with the text that was shown, under our own seal."""
    found = signatory.signs
    with override("sv"):
        facts = [
            [_("Approved by"), f"{signatory.name}, {queries.lowered(signatory.title)}"],
            [_("For"), found.organisation.name],
            [_("Time"), instant(signatory.signed_at)],
            [_("Address that was proved"), signatory.email],
            [_("SHA-256 of the text"), found.text_sha256],
        ]
        paragraphs = [
            _(
                "This is an approval in Samverka. The one who approved had a personal link, gave a one-time code sent "
                "to the address above, and was shown the text on these pages."
            ),
            _(
                "It is not an e-signature with an e-identification. The seal on the file is the installation's own: "
                "it shows that the file has not been changed since, and which installation made it."
            ),
        ]
        if signatory.phone_note:
            paragraphs.append(_("The host has made sure by phone who approved, since the address is a contact's too."))
        values = _as_values(found) | {
            "after": [{"heading": _("Approval in Samverka"), "facts": facts, "paragraphs": paragraphs}]
        }
        reason = _("Seal of the installation on an approval of %(number)s") % {"number": found.number}
    key, certificate = documents.seal()
    return document_exports.sealed(
        document_exports.paper(values, made_at=signatory.signed_at or found.issued_at),
        key=key,
        certificate=certificate,
        reason=reason,
        place=settings.BASE_URL,
    )


def notebook(decision: SelectionDecision) -> bytes:
    """The decision's basis as a ZIP; the same bytes every time."""
    readme = _README if decision.result else _NOT_NEEDED
    files = {
        "README.txt": readme.format(title=decision.call.title, command=COMMAND, again=AGAIN),
        "candidates.csv": decision.candidates_csv,
        "clients.csv": decision.clients_csv,
        "rules.json": _canonical(json.loads(decision.result)["rules"]) if decision.result else "",
        "result.json": decision.result,
        "announced.json": decision.announced_result,
        "deviations.json": _canonical(decision.deviations) if decision.deviations else "",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            if not text:
                continue
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # The system that made it is no part of the decision.
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return target.getvalue()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
