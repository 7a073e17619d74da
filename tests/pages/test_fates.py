"""What is said to have become of a person, on the person's page."""

from datetime import date

import pytest

from tests import published_parts as parts
from tests.published_factories import build_event, build_person

pytestmark = pytest.mark.django_db
SOURCE = {"id": None, "outlet": "News wire", "published_on": "2024-09-13", "url": "/articles/1/"}


def fate(code, latest, earliest=None, **more):
    return {
        "fate": parts.term(code),
        "is_denied": False,
        "hedge": parts.term("asserted"),
        "speaker": parts.speaker("The Army"),
        "said_on": "2024-09-13",
        "said_precision": 1,
        "earliest": earliest,
        "latest": latest,
        "event": None,
        "source": SOURCE,
        **more,
    }


def page(client, person):
    return client.get(f"/persons/{person.number}/").content.decode()


KILLED = fate("killed", "2024-08-29", "2024-08-29")
ALIVE = fate("alive", "2024-09-20", "2024-09-20", speaker=parts.speaker("Medics"), said_on="2024-09-20")


def test_every_claim_about_the_fate_says_who_and_when_and_where_it_stands(client):
    denied = fate("killed", "2024-09-01", is_denied=True, speaker=parts.speaker("The Group"), said_on="2024-09-01")
    person = build_person(fates=[KILLED, denied], contradiction=None)

    shown = page(client, person)

    assert "Who says what became of this person" in shown
    assert shown.index("The Army") < shown.index("The Group")
    assert "Not killed" in shown
    assert '<a href="/articles/1/">News wire, 13 Sep 2024</a>' in shown
    assert "Accounts that do not go together" not in shown


def test_somebody_seen_again_is_told_neutrally_with_who_says_so(client):
    contradiction = {"deaths": [0], "sightings": [{"sign": parts.term("alive"), "fate": 1, "posting": None}]}
    person = build_person(fates=[KILLED, ALIVE], contradiction=contradiction)

    shown = page(client, person)

    assert "Reported killed, 29 Aug 2024, by The Army" in shown
    assert "Reported alive, 20 Sep 2024, by Medics" in shown
    assert "The desk has not established which holds." in shown


def test_a_post_begun_after_the_death_is_told_as_such(client):
    posting = {
        "title": "commander", "rank": None, "force": None, "area": None, "first_cited": None, "last_cited": None,
        "starts_on": "2025-01-01", "starts_precision": 4, "ends_on": None, "ends_precision": None,
        "certainty": parts.term("confirmed"), "is_command": True, "source": None,
    }  # fmt: skip
    contradiction = {"deaths": [0], "sightings": [{"sign": parts.term("in_post"), "fate": None, "posting": 0}]}
    person = build_person(fates=[KILLED], contradiction=contradiction, postings=[posting])

    assert "In post as commander, since Jan 2025" in page(client, person)


def test_an_event_published_after_the_person_is_a_sighting_too(client):
    person = build_person(fates=[KILLED], contradiction=None)
    build_event(title="The raid itself", earliest=date(2024, 8, 29), persons=((person, "victim", "B"),))
    assert "Accounts that do not go together" not in page(client, person)

    build_event(title="A later clash", earliest=date(2025, 1, 1), persons=((person, "commander", "B"),))
    shown = page(client, person)

    assert "Reported killed, 29 Aug 2024, by The Army" in shown
    assert "Named in “A later clash”, 1 Jan 2025" in shown


def test_a_second_report_of_the_death_is_not_told_twice(client):
    again = build_event(title="A later raid", earliest=date(2025, 1, 1))
    ref = {"id": str(again.public_id), "number": again.number, "name": again.title, "url": f"/events/{again.number}/"}
    later = fate("killed", "2025-01-01", "2025-01-01", event=ref)
    contradiction = {"deaths": [0], "sightings": [{"sign": parts.term("killed"), "fate": 1, "posting": None}]}
    person = build_person(fates=[KILLED, later], contradiction=contradiction)
    build_event(
        title="A later raid", earliest=date(2025, 1, 1), number=again.number + 1, persons=((person, "victim", "B"),)
    )

    shown = page(client, person)

    assert shown.count("Reported killed, 1 Jan 2025") == 1


def test_a_death_of_which_only_the_telling_is_dated_says_so(client):
    person = build_person(fates=[fate("killed", "2024-09-13")], contradiction=None)

    assert "13 Sep 2024 or before" in page(client, person)


def test_a_document_from_before_claims_were_listed_is_shown(client):
    person = build_person()

    assert "Who says what became of this person" not in page(client, person)
