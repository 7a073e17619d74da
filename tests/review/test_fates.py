"""What a person's record says of their fate after a decision."""

from datetime import date

import pytest

from tests.factories import make_editor, make_passage, make_person
from tests.review.seeded import seed_article, suggestion
from tracker.events.models import Claim
from tracker.review.decisions import accept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        (
            {"fate": "killed", "is_negated": True},
            ("killed", "Reported killed, by US Central Command; denied by medics"),
        ),
        (
            {"fate": "captured", "said_on": date(2030, 1, 1), "said_precision": 1},
            ("captured", "Reported captured, by medics; reported killed, by US Central Command"),
        ),
    ],
)
def test_another_voice_is_weighed_by_the_rule_that_the_public_page_uses(fields, answer):
    article, editor = seed_article(), make_editor()
    leader = make_person("Abu Hammam")
    Claim.objects.create(
        topic="fate", about_person=leader, speaker_code="medics", passage=make_passage(article), **fields
    )
    event = suggestion(article, "e1")

    accept(event.pk, by=editor, version=event.version)

    leader.refresh_from_db()
    assert (leader.status, leader.status_note) == answer
