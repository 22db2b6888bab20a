"""The law: pull down, never push up; foreign keys included."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
FLOOR = {package.strip(): -number for number, layer in enumerate(CONTRACT["layers"]) for package in layer.split("|")}


def test_every_package_stands_on_a_floor() -> None:
    packages = {path.parent.name for path in (ROOT / "src/samverka").glob("*/__init__.py")}
    assert packages == set(FLOOR)


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        home = model._meta.app_label
        if home not in FLOOR:
            continue
        for field in model._meta.get_fields():
            related = field.related_model
            if not field.concrete or not field.is_relation or related is None or isinstance(related, str):
                continue
            goal = related._meta.app_label
            if goal == home:
                continue
            if goal not in FLOOR or FLOOR[goal] >= FLOOR[home]:
                upward.append(f"{model.__name__}.{field.name} → {goal}.{related.__name__}")
    assert upward == []


def test_no_key_of_ours_points_to_an_account() -> None:
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in FLOOR
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and getattr(field.related_model, "__name__", "") == "Account"
    ]
    assert pointing == []
