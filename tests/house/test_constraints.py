"""Every constraint of every table has a row that it refuses; so has every unique column and every count."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.rows import DEMANDED, row, saved

TESTS = Path(__file__).resolve().parent.parent
OURS = [model for model in apps.get_models() if model.__module__.startswith("tracker.") and not model._meta.proxy]
UNIQUE = [
    (model, field.name)
    for model in OURS
    for field in model._meta.concrete_fields
    if field.unique and not field.primary_key
]
COUNTS = [
    (model, field.name)
    for model in OURS
    for field in model._meta.concrete_fields
    if isinstance(
        field, models.PositiveIntegerField | models.PositiveSmallIntegerField | models.PositiveBigIntegerField
    )
    and not field.primary_key
]


def label(value):
    return value._meta.label if isinstance(value, type) else str(value)


def constraints_with_a_refusal():
    """Names that the rooms' tests refuse a row for."""
    found = set()
    for path in TESTS.glob("*/test_*constraints.py"):
        module = import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))
        found |= {case.constraint for case in getattr(module, "REFUSED", [])}
    return found


def test_every_constraint_has_a_row_that_it_refuses():
    all_of_them = {constraint.name for model in OURS for constraint in model._meta.constraints}
    elsewhere = "".join(path.read_text() for path in (TESTS / "places").glob("test_*.py"))

    untested = {name for name in all_of_them - constraints_with_a_refusal() if f'"{name}"' not in elsewhere}

    assert not untested


def test_no_test_refuses_for_a_constraint_that_is_gone():
    all_of_them = {constraint.name for model in OURS for constraint in model._meta.constraints}

    assert constraints_with_a_refusal() <= all_of_them


def test_constraints_are_named_for_their_model():
    found = {
        constraint.name
        for model in OURS
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.model_name}_")
    }

    assert not found


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=label)
def test_the_valid_row_of_every_table_is_taken(model):
    saved(model)

    assert set(DEMANDED) == set(OURS)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), UNIQUE, ids=label)
def test_unique_columns_refuse_a_second_row(model, column):
    value = 4711 if isinstance(model._meta.get_field(column), models.PositiveIntegerField) else None
    first = row(model, **({column: value} if value else {}))
    if getattr(first, column) is None:
        setattr(first, column, "https://outlet.example/1")
    first.save(force_insert=True)
    second = row(model, **{column: getattr(first, column)})

    with pytest.raises(IntegrityError, match=column), transaction.atomic():
        second.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), COUNTS, ids=label)
def test_counts_are_never_negative(model, column):
    made = row(model, **{column: -1})

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)

    assert not model.objects.filter(**{column: -1}).exists()
