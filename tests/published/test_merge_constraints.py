"""Rows that the database refuses: a merged record without the one that stands for it, and the reverse."""

import uuid

import pytest

from tests.refusals import Refused, assert_refused
from tracker.published.models import (
    PublishedArticle,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedTopic,
)

COPIES = (PublishedEvent, PublishedPerson, PublishedForce, PublishedPlace, PublishedArticle, PublishedTopic)
REFUSED = [
    Refused(f"{model._meta.model_name}_merged_has_successor", model, changes)
    for model in COPIES
    for changes in ({"status": "merged"}, {"successor": uuid.UUID(int=7)})
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
