"""How the database finds filtered events: by an index, never by reading all of them."""

import json
import re
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from django.db import connection
from django.http import QueryDict

from tests.published_factories import FIRST_PUBLISHED, build_force, encode
from tracker.published.models import PublishedEvent, PublishedEventForce
from tracker.syndication.api import paging
from tracker.syndication.api.collections import Events

pytestmark = pytest.mark.django_db
COUNTRIES, TYPES, ROWS = ("IQ", "SY", "UA", "SD", "ML", "MM"), ("raid", "shelling", "clash", "air_strike"), 5_000
FILTERS = {
    "country": "country=IQ", "type": "type=raid", "force": "force=1", "box": "bbox=10,10,10.5,10.5",
    "dates": "from=2020-03-01&to=2020-03-05",
}  # fmt: skip
QUERIES = ["&".join(FILTERS[name] for name in names) for size in (1, 2) for names in combinations(FILTERS, size)]


@pytest.fixture
def _many():
    """Five thousand events over ten years, six countries, four types and half the earth; fifty of one force."""
    force, first = build_force(), date(2015, 1, 1)
    PublishedEvent.objects.bulk_create(
        PublishedEvent(
            public_id=UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128),
            number=number,
            document=encode({"number": number}),
            epoch=1,
            seq=number,
            earliest=first + timedelta(days=number * 7 % 3650),
            latest=first + timedelta(days=number * 7 % 3650),
            event_type=TYPES[number % 4],
            country_code=COUNTRIES[number % 6],
            latitude=number * 7 % 800 / 10 - 40,
            longitude=number * 13 % 3400 / 10 - 170,
            first_published_at=FIRST_PUBLISHED,
            last_published_at=FIRST_PUBLISHED,
        )
        for number in range(1, ROWS + 1)
    )
    events = PublishedEvent.objects.filter(number__lte=50)
    PublishedEventForce.objects.bulk_create(
        PublishedEventForce(event=event, force=force, role="initiator", side="A") for event in events
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # as on disks without heads; a table this small is soon read in a row
            cursor.execute("SET LOCAL random_page_cost = 1.1")


def plan_of(query):
    """What the database means to do for the first page of a query, as text."""
    rows = paging.NewestDay().sorted(paging.live(Events().narrowed(QueryDict(query))))
    page = rows.values_list("document", "earliest", "public_id")[:101]
    return page.explain(format="json") if connection.vendor == "postgresql" else page.explain()


def scans(plan):
    """The steps that read all events. In order of an index until a page is full is no such thing."""
    if connection.vendor == "postgresql":
        return [step for step in steps(json.loads(plan)[0]["Plan"]) if step["Node Type"] == "Seq Scan"
                and step["Relation Name"] == PublishedEvent._meta.db_table]  # fmt: skip
    return re.findall(rf"SCAN {PublishedEvent._meta.db_table}(?! USING)", plan)


def steps(step):
    return [step, *(inner for part in step.get("Plans", ()) for inner in steps(part))]


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("query", QUERIES)
def test_no_filter_and_no_pair_reads_every_event(query):
    plan = plan_of(query)

    assert scans(plan) == [], plan


@pytest.mark.usefixtures("_many")
def test_the_plan_of_what_no_index_knows_is_a_scan():
    assert scans(PublishedEvent.objects.filter(source_count=7).explain(
        **({"format": "json"} if connection.vendor == "postgresql" else {})
    ))  # fmt: skip
