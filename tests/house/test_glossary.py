"""Every table and every enumerated value of ours stands in the glossary."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text()
WORDS = set(re.findall(r"`([^`]+)`", GLOSSARY))


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("samverka.")]


def test_every_table_has_its_word_and_its_home() -> None:
    rows = set(re.findall(r"^\|[^|]+\| `(\w+)` \| (\w+) \|", GLOSSARY, flags=re.MULTILINE))
    assert {(model.__name__, model._meta.app_label) for model in our_models()} == rows


def test_every_value_has_its_word() -> None:
    values = {
        str(value)
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField) and field.choices
        for value, _label in field.flatchoices
    }
    named_by_themselves = {"sv", "en", "xlsx"}
    assert values - WORDS - named_by_themselves == set()
