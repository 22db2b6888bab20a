"""What a judged file comes to: it counts, it does not, or a person has to look. Plain values in and out."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

ACCEPTED, REFUSED, PERSON = "accepted", "refused", "person"
# What breaks a file for good, whoever the broken signature is by.
BREAKING = ("broken", "partial", "changed")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome, why (a word and whom or what it concerns), and which signature stands for which role."""

    outcome: str
    reasons: tuple[tuple[str, str], ...]
    found: Mapping[str, Mapping[str, Any]]


def weighed(
    answer: Mapping[str, Any],
    names: Mapping[str, str],
    *,
    strict_issuers: Collection[str] = (),
    earlier_keys: Collection[str] = (),
) -> Weighed:
    """What the answer of the judge comes to.

    Args:
        answer: what `figures.signed` found.
        names: who is said to have signed, by role.
        strict_issuers: issuers on the list whose signing certificates are marked with non-repudiation.
        earlier_keys: keys that others have signed the same paper with, in files that came before.
    """
    if stopped := _unreadable(answer) or _broken(answer):
        return Weighed(REFUSED, (stopped,), {})
    if other := _on_other_text(answer):
        return other
    found, missing = _by_role(answer["signatures"], names)
    refused = [*_missing(answer["signatures"], found, missing)]
    refused += [
        fault for one in found.values() if (fault := _fault(one, strict_issuers=strict_issuers, earlier=earlier_keys))
    ]
    if refused:
        word = {"name_differs", "expired"}
        is_for_person = all(code in word for code, _whom in refused)
        return Weighed(PERSON if is_for_person else REFUSED, tuple(refused), found)
    if answer["base"] == "differs":
        return Weighed(PERSON, (("laid_on" if answer["is_altered"] else "text_differs", ""),), found)
    return Weighed(ACCEPTED, (), found)


def _unreadable(answer: Mapping[str, Any]) -> tuple[str, str] | None:
    fault = answer["fault"]
    if fault:
        return ("unreadable" if fault == "broken" else fault, "")
    return ("rotated", "") if answer["rotated"] else None


def _broken(answer: Mapping[str, Any]) -> tuple[str, str] | None:
    for one in answer["signatures"]:
        if one["problem"] in BREAKING:
            return (one["problem"], one["name"])
    return None


def _on_other_text(answer: Mapping[str, Any]) -> Weighed | None:
    if answer["base"] != "differs" or answer["has_number"]:
        return None
    # A file of pictures says nothing, so a person has to read it.
    return (
        Weighed(REFUSED, (("other_text", ""),), {}) if answer["has_text"] else Weighed(PERSON, (("no_text", ""),), {})
    )


def words_of(name: str) -> frozenset[str]:
    """A name's words, whatever their order, case and accents in a certificate."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return frozenset("".join(char if char.isalnum() else " " for char in plain).split())


def _by_role(
    signatures: Collection[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[dict[str, Mapping[str, Any]], dict[str, str]]:
    """The signature of each who is said to have signed, and those of whom there is none."""
    found: dict[str, Mapping[str, Any]] = {}
    for role, name in names.items():
        fitting = [one for one in signatures if words_of(name) and words_of(name) <= words_of(one["name"])]
        # One that counts goes before one that does not: somebody may have signed again with another certificate.
        for one in sorted(fitting, key=lambda one: bool(one["problem"]))[:1]:
            found[role] = one
    return found, {role: name for role, name in names.items() if role not in found}


def _missing(
    signatures: Collection[Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]], missing: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What is to be said of those whose signature was not found."""
    if not missing:
        return []
    used = {one["key_sha256"] for one in found.values()}
    others = [one for one in signatures if one not in found.values()]
    if any(one["key_sha256"] in used for one in others) and len(others) >= len(missing):
        return [("same_person", next(iter(found.values()))["name"])]
    good = [one for one in others if not one["problem"] and one["key_sha256"] not in used]
    unknown = [one for one in others if one["problem"] == "issuer"]
    if good:
        return [("name_differs", f"{one['name']} / {name}") for one, name in zip(good, missing.values(), strict=False)]
    if unknown:
        return [("issuer", f"{one['name']} ({one['issuer_name']})") for one in unknown]
    return [("missing", name) for name in missing.values()]


def _fault(
    one: Mapping[str, Any], *, strict_issuers: Collection[str], earlier: Collection[str]
) -> tuple[str, str] | None:
    if one["problem"] == "issuer":
        return ("issuer", f"{one['name']} ({one['issuer_name']})")
    if one["problem"]:
        return (one["problem"], one["name"])
    if one["key_sha256"] in earlier:
        return ("same_person", one["name"])
    if one["anchor_sha256"] in strict_issuers and not one["non_repudiation"]:
        return ("usage", one["name"])
    if one["time_stamp"] == "broken":
        return ("time_stamp", one["name"])
    return None
