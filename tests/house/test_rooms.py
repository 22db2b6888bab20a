"""One place for each kind of thought: writing in `actions`, one action per writing door, a sentence on each action."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/samverka"
# The engine has rooms of its own; core holds the tools the rooms are built with.
ROOMLESS = {"core", "selection"}
WRITING_NAMES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ASKING_NAMES = {"filter", "exclude", "all", "objects", "_base_manager", "_default_manager"}

# Acts that leave no entry of their own in the journal, each with its reason.
WITHOUT_ENTRY = {
    "journal": "is the journal",
    "mail": "delivery of mail is bookkeeping; the act that wrote the letter has its entry",
    "documents": "a file, a signature or a list belongs to an act of the package that owns it, which has its entry",
    "places": "reference facts come with the version of the product",
}


def python_files() -> Iterator[tuple[str, str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if len(parts) < 2 or parts[0] in ROOMLESS or "migrations" in parts:
            continue
        yield parts[0], parts[1].removesuffix(".py"), path


def names_in_chain(node: ast.expr) -> set[str]:
    names = set()
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        else:
            return names


def written_in(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        asked = names_in_chain(node.func.value) & ASKING_NAMES
        if (name in WRITING_NAMES and name != "delete") or (name in {"update", "delete"} and asked):
            found.append(f"{path.relative_to(SOURCE)}:{node.lineno} .{name}()")
    return found


def test_writes_are_seen_where_they_are() -> None:
    # The check below could find something, so that it finds nothing elsewhere means something.
    assert any(".create()" in line for line in written_in(SOURCE / "networks/actions.py"))
    assert any(".update()" in line for line in written_in(SOURCE / "networks/actions.py"))


# What is saved there is a picture, into memory.
NO_ROWS = {"documents/figures/picture.py"}


def test_only_actions_write() -> None:
    outside = [
        line
        for _package, room, path in python_files()
        if room != "actions" and str(path.relative_to(SOURCE)) not in NO_ROWS
        for line in written_in(path)
    ]
    assert outside == []


def public_actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for package, room, path in python_files():
        if room != "actions":
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield package, node


def test_every_action_says_what_happens_and_takes_its_facts_by_name() -> None:
    # A reading of two rows apart from what is acted on must be named; the thing itself may stand first.
    silent = [f"{package}.{node.name}" for package, node in public_actions() if not ast.get_docstring(node)]
    positional = [f"{package}.{node.name}" for package, node in public_actions() if len(node.args.args) > 1]
    assert (silent, positional) == ([], [])


def leaves_an_entry(node: ast.FunctionDef) -> bool:
    """Whether an action records, or hands over to something that does: another action or a helper of its own."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            owner = (
                inner.func.value.id
                if isinstance(inner.func, ast.Attribute) and isinstance(inner.func.value, ast.Name)
                else ""
            )
            if (owner, name) == ("journal", "record") or name.startswith("_record") or name == "record":
                return True
    return False


def test_every_action_leaves_an_entry() -> None:
    silent = sorted(
        f"{package}.{node.name}"
        for package, node in public_actions()
        if package not in WITHOUT_ENTRY and not leaves_an_entry(node)
    )
    assert silent == sorted(ACTIONS_WITHOUT_ENTRY)


# Single actions without an entry of their own, each with its reason.
ACTIONS_WITHOUT_ENTRY = {
    "cofinancing.accept_rest": "hands over to `_keep_outcomes`, which records",
    "cofinancing.note_outcome": "hands over to `_keep_outcomes`, which records",
    "cofinancing.note_head": "the head of a chain is kept beside it; an entry would move the head",
    "cofinancing.note_pack_fault": "bookkeeping of jobs",
    "cofinancing.renew_pledge": "hands over to the action that records",
    "cofinancing.set_evidence_address": "hands over to the action of networks that records",
    "calls.ask_to_sign": "a letter; the act that asks has its entry",
    "calls.issue_arrangement": "hands over to `networks.issue_arrangement`, which records",
    "calls.keep_issued": "the PDF adds nothing to the text, whose writing has its entry",
    "calls.keep_proof": "the proof adds nothing to the approval, which has its entry",
    "calls.name_along": "the same act names for both papers and has its entry",
    "calls.signed_outside": "the acts that hand over to it record",
    "calls.award_when_due": "hands over to `networks.award_seat`, which records",
    "calls.ask_for_reckoning": "what is computed follows from what is there, and decides nothing",
    "calls.finish_reckoning": "what a job computed; the decision that rests on it has its entry",
    "calls.finish_study": "what a job computed from what was asked; the asking has its entry",
    "calls.confirm_domain": "hands over to `people.confirm_domain`, which records",
    "enterprises.index_cpv": "what the search reads; the act that changed the list has its entry",
    "enterprises.index_enterprises": "what the search reads; the act that changed the register has its entry",
    "enterprises.known_cpv": "a code that is typed in belongs to the act that names it",
    "enterprises.load_reference": "reference facts come with the version of the product",
    "funding.enter_rule_sets": "hands over to the action that records, once for each",
    "people.describe_oneself": "hands over to the two actions that record",
    "people.end_other_sign_ins": "bookkeeping of sign-ins",
    "people.end_sign_in": "bookkeeping of sign-ins",
    "people.send_code": "bookkeeping of sign-ins",
    "web.send_digests": "delivery of mail is bookkeeping; the act that wrote each letter has its entry",
    "web.clear_files": "bookkeeping of files",
    "web.clear_away": "bookkeeping of jobs and sign-ins",
    "web.forget_given_up_secrets": "bookkeeping of mail",
    "web.revive_lost_jobs": "bookkeeping of jobs",
    "people.see_domain": "a domain seen is not an act; its confirmation is",
}


# Writing doors that allauth works behind: its flow calls `people.actions` by way of our adapter.
BY_WAY_OF_THE_ADAPTER = {"people.ask_for_code", "people.prove", "people.sign_out", "web.enter"}


def writing_views() -> Iterator[tuple[str, ast.FunctionDef]]:
    for package, room, path in python_files():
        if room != "views":
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                doors = {
                    getattr(d, "id", "") or getattr(getattr(d, "func", None), "id", "") for d in node.decorator_list
                }
                if "writes" in doors:
                    yield package, node


def test_a_writing_door_makes_one_action_of_its_own_package() -> None:
    wrong = []
    for package, node in writing_views():
        called = [
            inner.func.attr
            for inner in ast.walk(node)
            if isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Attribute)
            and isinstance(inner.func.value, ast.Name)
            and inner.func.value.id.endswith("actions")
        ]
        if len(set(called)) != 1 and f"{package}.{node.name}" not in BY_WAY_OF_THE_ADAPTER:
            wrong.append(f"{package}.views.{node.name} calls {sorted(set(called))}")
    assert wrong == []
