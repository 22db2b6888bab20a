import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.journal import figures

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
COLUMNS: dict[str, str | int] = {
    "chain": "network-1",
    "seq": 1,
    "at": "2021-11-02T09:00:00.000000Z",
    "actor_key": "person-1",
    "verb": "hours.sheet.confirmed",
    "subject": "hours.hoursheet-17",
    "request_key": "",
    "payload_digest": "0" * 64,
    "prev_hash": figures.GENESIS,
}


@given(JSON)
def test_canonical_text_reads_back_as_the_same_value(value) -> None:
    assert json.loads(figures.canonical(value)) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value) -> None:
    backwards = dict(reversed(list(value.items())))
    assert figures.canonical(value) == figures.canonical(backwards)


@pytest.mark.parametrize("value", [1.5, {"a": [1, {"b": 0.0}]}, (1, 2.0), [[3.5]]])
def test_no_float_has_a_canonical_text(value) -> None:
    with pytest.raises(ValueError, match="float"):
        figures.canonical(value)


def test_an_entry_is_hashed_over_all_its_other_columns() -> None:
    """The format, spelled out: what `verify.py` of a pack must come to without us."""
    text = json.dumps(COLUMNS, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert figures.entry_hash(COLUMNS) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("column", list(COLUMNS))
def test_any_changed_column_changes_the_hash(column) -> None:
    changed = COLUMNS | {column: 2 if column == "seq" else "x"}
    assert figures.entry_hash(changed) != figures.entry_hash(COLUMNS)


@pytest.mark.parametrize("columns", [{}, COLUMNS | {"hash": "x"}, {k: v for k, v in COLUMNS.items() if k != "seq"}])
def test_an_entry_has_exactly_its_columns(columns) -> None:
    with pytest.raises(ValueError, match="exactly"):
        figures.entry_hash(columns)


def test_the_first_entry_says_which_format_it_is_in() -> None:
    assert (len(figures.GENESIS), int(figures.GENESIS)) == (64, figures.FORMAT_VERSION)


def test_the_salt_hides_what_could_be_guessed() -> None:
    assert figures.payload_digest("a", "{}") != figures.payload_digest("b", "{}")
