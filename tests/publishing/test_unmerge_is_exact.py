"""Merges and their undoing in any order: every row of the desk and every public document is as it was."""

import random

import pytest
from django.apps import apps

from tests.factories import make_force, make_person, make_place
from tests.publishing.cases import edit_and_approve
from tests.publishing.test_merging import bodies, force_in_an_event, second_report, seen
from tracker.core.states import TransitionNotAllowed
from tracker.published.models import PublishedRecord
from tracker.publishing import merging, workflow
from tracker.revisions.models import Kind, Merge

pytestmark = pytest.mark.django_db
ROOMS = ("places", "articles", "actors", "events", "revisions", "published")
LOGS = {"Merge", "Change", "ChangeMention", "Counter"}
EDITIONS = {"changed_at", "document", "version", "epoch", "seq", "last_published_at"}


def rows():
    """Every row of the desk and of the public record, but for logs and what counts editions."""
    found = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model.__name__ in LOGS or model._meta.proxy:
                continue
            is_copy = issubclass(model, PublishedRecord)
            left_out = EDITIONS if is_copy else {"changed_at"}
            is_link = room == "published" and not is_copy  # written anew with each edition
            names = [
                _column(field, is_link)
                for field in model._meta.concrete_fields
                if field.name not in left_out and not (is_link and field.primary_key)
            ]
            found[model.__name__] = sorted(map(repr, model.objects.values_list(*names)))
    return found


def _column(field, is_link):
    """A key of something written anew is read through, to the name that it leads to."""
    is_anew = is_link and field.is_relation and not issubclass(field.related_model, PublishedRecord)
    return f"{field.name}__name" if is_anew and hasattr(field.related_model, "name") else field.attname


@pytest.mark.parametrize("seed", range(6))
def test_undoing_merges_in_any_order_leaves_every_row_as_it_was(live, seed):
    force, event = force_in_an_event(live)
    third = make_force("The Bands", kind="rebel")
    edit_and_approve(live, third, Kind.FORCE)
    workflow.publish(Kind.FORCE, third.pk, version=1, by=live.two)
    again = second_report(live)
    guide, place = make_person("Samir Privat Two"), make_place("Iraq, the west", kind="region", compass="west")
    pairs = [
        (Kind.FORCE, force, live.group),
        (Kind.FORCE, live.group, third),
        (Kind.EVENT, again, live.event),
        (Kind.EVENT, event, live.event),
        (Kind.PERSON, guide, live.unnamed),
        (Kind.PERSON, live.unnamed, live.named),
        (Kind.PLACE, place, live.event.place),
    ]
    chance = random.Random(seed)
    chance.shuffle(pairs)
    rows_before, bodies_before = rows(), bodies()

    for kind, record, into in pairs:
        try:
            done = merging.merge(kind, record.pk, into.pk, by=live.one, reason="The same", seen=seen(record, into))
        except TransitionNotAllowed:  # an earlier merge of this order stands in the way
            continue
        if not done.carried_by:
            merging.carry_out(done.pk, by=live.two, seen=seen(record, into))
    changed = bodies() != bodies_before
    done = list(Merge.objects.standing().values_list("pk", flat=True))
    chance.shuffle(done)
    for pk in done:
        merging.unmerge(pk, by=live.one, reason="Not the same")

    assert changed
    assert len(done) >= 5
    assert bodies() == bodies_before
    assert rows() == rows_before
