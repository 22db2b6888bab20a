"""Prövar ett underlag från Samverka. Behöver bara Python 3.8 eller senare; inget nät, inga tillägg.

    python3 verify.py                      underlaget ligger uppackat i samma mapp
    python3 verify.py underlag.zip         eller i en ZIP-fil
    python3 verify.py underlag.zip --manifest <SHA-256>   jämför också med det fingeravtryck du fått på annan väg

Varje fel skrivs ut med namn. Slutkod 0: allt stämmer. Slutkod 1: något stämmer inte.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("actor_key", "at", "chain", "payload_digest", "prev_hash", "request_key", "seq", "subject", "verb")
GENESIS = f"{1:064d}"
MANIFEST, CLAIM = "manifest.json", "ansokan/ansokan.json"
ENTRIES, PAYLOADS, STAMPS = "journal/poster.jsonl", "journal/innehall.jsonl", "journal/stamplar/"
HOUR = 60


def sha256(data: bytes | str) -> str:
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read(place: Path) -> dict[str, bytes]:
    """Every file of the pack by its name."""
    if place.is_dir():
        return {
            str(path.relative_to(place)).replace("\\", "/"): path.read_bytes()
            for path in sorted(place.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".zip"
        }
    with zipfile.ZipFile(place) as packed:
        names = packed.namelist()
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"Filer som finns två gånger: {', '.join(twice)}.")
        return {name: packed.read(name) for name in names if not name.endswith("/")}


def check_files(files: dict[str, bytes], manifest: Any) -> Iterator[str]:
    seal = manifest.get("seal")
    if sha256(canonical({key: value for key, value in manifest.items() if key != "seal"})) != seal:
        yield f"{MANIFEST}: innehållet stämmer inte med sitt eget sigill."
    for name, said in sorted(manifest["files"].items()):
        if name not in files:
            yield f"{name}: filen saknas."
        elif sha256(files[name]) != said["sha256"]:
            yield f"{name}: filen har ändrats."
    for name in sorted(set(files) - set(manifest["files"]) - {MANIFEST}):
        yield f"{name}: filen har lagts till; den finns inte i manifestet."


def check_chain(entries: list[Any], head: Any) -> Iterator[str]:
    """Walk the network's whole journal: nothing changed, moved, put in or taken away."""
    previous, place = GENESIS, 0
    for entry in entries:
        place += 1
        number = entry.get("seq")
        if number != place:
            yield f"Journalen: på plats {place} står post {number}; en post saknas eller har flyttats."
        if entry.get("prev_hash") != previous:
            yield f"Journalen: post {number} följer inte på posten före."
        if sha256(canonical({name: entry.get(name) for name in COLUMNS})) != entry.get("hash"):
            yield f"Journalen: post {number} har ändrats."
        if set(entry) != {*COLUMNS, "hash"}:
            yield f"Journalen: post {number} har andra uppgifter än formatet säger."
        previous, place = entry.get("hash"), number if isinstance(number, int) else place
    if (place, previous) != (head["seq"], head["hash"]):
        yield f"Journalen: slutar med post {place}; manifestet säger att post {head['seq']} är den sista."


def check_payloads(payloads: list[Any], entries: list[Any]) -> Iterator[str]:
    known = {entry.get("hash"): entry for entry in entries}
    for row in payloads:
        entry = known.get(row["hash"])
        if entry is None:
            yield f"Journalen: ett innehåll hör till posten {row['hash'][:12]}…, som inte finns."
        elif sha256(row["salt"] + row["payload"]) != entry.get("payload_digest"):
            yield f"Journalen: innehållet i post {entry.get('seq')} har ändrats."


def check_claim(claim: Any, entries: list[Any], payloads: list[Any]) -> Iterator[str]:
    """Each line is worth what it says, follows from what the person confirmed, and the lines make the sum."""
    said = {row["hash"]: json.loads(row["payload"]) for row in payloads}
    told = [(entry, said[entry["hash"]]) for entry in entries if entry.get("hash") in said]
    confirmed = {
        (entry["subject"], payload.get("content_sha256")): payload
        for entry, payload in told
        if entry["verb"] == "hours.sheet.confirmed"
    }
    nothing = {entry["subject"] for entry, _payload in told if entry["verb"] == "hours.sheet.nothing_reported"}
    for line in claim["lines"]:
        name = f"Ansökan: raden {line['name']}, {line['month']}"
        if line["value_ore"] != value_of(line):
            yield f"{name}: värdet är inte tiden gånger timpriset."
        if line["reportable_minutes"] != line["eligible_minutes"] + line["over_cap_minutes"]:
            yield f"{name}: timmarna går inte ihop."
        payload = confirmed.get((line["sheet"], line["confirmed_sha256"]))
        if payload is None and line["corrects"] and line["sheet"] in nothing and not line["confirmed_minutes"]:
            continue
        if payload is None:
            if not line["is_protected"]:
                yield f"{name}: journalen har ingen bekräftelse av just det innehållet."
            continue
        minutes = sum(row[3] for row in json.loads(payload["content"])["rows"])
        if sha256(payload["content"]) != line["confirmed_sha256"] or minutes != line["confirmed_minutes"]:
            yield f"{name}: raden stämmer inte med vad personen bekräftade."
    total = sum(line["value_ore"] for line in claim["lines"])
    if total != claim["total_ore"]:
        yield f"Ansökan: summan är {kronor(claim['total_ore'])}, raderna blir {kronor(total)}."
    closings = [payload for entry, payload in told if entry["verb"] == "cofinancing.claim.closed"]
    if not any(payload["value_ore"] == total and payload["lines"] == len(claim["lines"]) for payload in closings):
        yield f"Ansökan: raderna blir {kronor(total)}; så stängdes den inte enligt journalen."


def value_of(line: Any) -> int:
    before = line["before_minutes"] if line["corrects"] else 0
    worth: int = (before + line["eligible_minutes"]) * line["ore_per_hour"]
    return (worth + HOUR // 2) // HOUR - (line["before_ore"] if line["corrects"] else 0)


def kronor(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02d} kr"


def check_stamps(files: dict[str, bytes], entries: list[Any]) -> Iterator[str]:
    """A token must be about an entry of this chain. Its signature is checked with openssl, see las-mig.txt."""
    by_number = {entry.get("seq"): entry.get("hash", "") for entry in entries}
    for name in sorted(files):
        if name.startswith(STAMPS) and name.endswith(".tsr"):
            number = name[len(STAMPS) : -len(".tsr")]
            digest = by_number.get(int(number)) if number.isdigit() else None
            if digest is None or bytes.fromhex(sha256(digest)) not in files[name]:
                yield f"{name}: tidsstämpeln gäller inte post {number} i journalen."


def lines_of(files: dict[str, bytes], name: str) -> list[Any]:
    return [json.loads(line) for line in files.get(name, b"").decode("utf-8").splitlines() if line]


def faults(files: dict[str, bytes], wanted: str = "") -> list[str]:
    if MANIFEST not in files:
        return [f"{MANIFEST}: filen saknas, så underlaget kan inte prövas."]
    found = []
    if wanted and sha256(files[MANIFEST]) != wanted.lower():
        found.append(f"{MANIFEST}: har ett annat fingeravtryck än det du angav.")
    try:
        manifest = json.loads(files[MANIFEST].decode("utf-8"))
        found += check_files(files, manifest)
        entries, payloads = lines_of(files, ENTRIES), lines_of(files, PAYLOADS)
        found += check_chain(entries, manifest["head"])
        found += check_payloads(payloads, entries)
        if CLAIM in files:
            found += check_claim(json.loads(files[CLAIM].decode("utf-8")), entries, payloads)
        found += check_stamps(files, entries)
    except (ValueError, KeyError, TypeError, IndexError) as fault:
        found.append(f"Underlaget kan inte läsas till slut: {type(fault).__name__} {fault}")
    return found


def main(words: list[str]) -> int:
    wanted = words[words.index("--manifest") + 1] if "--manifest" in words[:-1] else ""
    places = [word for word in words if not word.startswith("--") and word != wanted]
    place = Path(places[0]) if places else Path(__file__).resolve().parent
    try:
        files = read(place)
    except (OSError, ValueError, zipfile.BadZipFile) as fault:
        sys.stdout.write(f"Underlaget kan inte öppnas: {fault}\n")
        return 1
    found = faults(files, wanted)
    sys.stdout.write("".join(f"FEL  {line}\n" for line in found))
    if found:
        sys.stdout.write(f"\n{len(found)} fel. Underlaget är inte som när det gjordes.\n")
        return 1
    sys.stdout.write(f"Allt stämmer: {len(files)} filer, {len(lines_of(files, ENTRIES))} poster i journalen.\n")
    sys.stdout.write(f"Manifestets fingeravtryck (SHA-256): {sha256(files[MANIFEST])}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
