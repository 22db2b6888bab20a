"""Pages are made of the same parts: one frame, no style or script of their own, every form with its tokens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/samverka"
FOLDERS = sorted(SOURCE.glob("*/templates"))
# Django looks these up by name itself, in place of its own.
ASKED_FOR_BY_DJANGO = {"django/forms/"}


def templates() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".svg", ".txt"}:
                yield str(path.relative_to(folder)), path.read_text(encoding="utf-8")


ALL = dict(templates())
PAGES = {name: text for name, text in ALL.items() if "{% extends" in text}


def test_there_is_something_to_look_at() -> None:
    assert len(PAGES) > 20


def lineage(name: str) -> list[str]:
    """The page and what it stands in, up to the frame."""
    names = [name]
    while found := re.search(r'\{% extends "([^"]+)" %\}', ALL[names[-1]]):
        names.append(found.group(1))
    return names


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_stands_in_the_one_frame(name: str) -> None:
    names = lineage(name)
    assert names[-1] == "base.html"
    text = "".join(ALL[one] for one in names[:-1])
    assert "{% block title %}" in text
    assert "{% block main %}" in text
    assert "<html" not in text


# A letter is read in mail programs, which fetch no style sheet and know no policy of ours.
LETTERS = {"mail/letter.html"}


@pytest.mark.parametrize("name", sorted(set(ALL) - LETTERS))
def test_no_template_has_style_or_script_of_its_own(name: str) -> None:
    text = ALL[name]
    assert not re.search(r"<[^>]*\sstyle=", text)
    assert not re.search(r"<[^>]*\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text
    assert "javascript:" not in text


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_writing_form_has_its_tokens(name: str) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', ALL[name], re.DOTALL):
        assert "{% csrf_token %}" in form
        assert "{% request_key %}" in form
        assert re.search(r'<form[^>]*\saction="[^"]', form)


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_button_says_what_kind_it_is(name: str) -> None:
    for button in re.findall(r"<button[^>]*>", ALL[name]):
        assert "type=" in button


def uses() -> str:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return code + "\n".join(ALL.values())


def named_by_parts() -> re.Pattern[str]:
    """Names put together in the code, such as `calls/part_{part}.html`."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    found = re.findall(r'f"([a-z_]+/[a-z_]*\{[a-z_.]+\}[a-z_]*\.html)"', code)
    return re.compile("|".join(re.sub(r"\\\{.*?\\\}", "[a-z_]+", re.escape(name)) for name in found) or "(?!)")


def test_every_template_is_used() -> None:
    everything, put_together = uses(), named_by_parts()
    unused = [
        name
        for name in ALL
        if not any(name.startswith(prefix) for prefix in ASKED_FOR_BY_DJANGO)
        and f'"{name}"' not in everything
        and f"'{name}'" not in everything
        and not put_together.fullmatch(name)
    ]
    assert unused == []


def test_every_class_of_ours_is_used() -> None:
    css = (SOURCE / "core/static/core/samverka.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    ours = {name for name in re.findall(r"\.([a-z][a-z-]*)", css) if not name.startswith("ds-")}
    everything = uses()
    assert sorted(name for name in ours if not re.search(rf"[\"' {{}}]{name}[\"' {{}}]", everything)) == []
