"""The chart of command on the page of a force."""

import pytest

from tests import published_parts as parts
from tests.published_factories import build_change, build_force, build_person
from tracker.published.models import Op

pytestmark = pytest.mark.django_db
PERIOD = {"starts_on": None, "starts_precision": None, "ends_on": None, "ends_precision": None}
SOURCE = {"id": None, "outlet": "News wire", "published_on": "2024-09-13", "url": "/articles/1/"}


def tie(other, kind="part_of", direction="up", **days):
    return {
        "kind": parts.term(kind), "direction": direction, "force": parts.ref(other), **PERIOD, "source": None, **days,
    }  # fmt: skip


def post(person=None, **more):
    return {
        "person": parts.ref(person) if person else None,
        "description": None if person else "a field commander",
        "title": "commander" if person else None,
        "rank": None,
        "is_command": True,
        "area": None,
        "first_cited": None,
        "last_cited": None,
        **PERIOD,
        "certainty": parts.term("confirmed"),
        "source": SOURCE if person else None,
        **more,
    }


def page(client, force, on="2024-08-29"):
    return client.get(f"/forces/{force.number}/", {"on": on} if on else {}).content.decode()


@pytest.fixture
def brigade():
    corps, battalion, rival = build_force(name="Corps"), build_force(name="Battalion"), build_force(name="Rival")
    commander = build_person(name="Karim Testov")
    return build_force(
        name="Brigade",
        names=[
            parts.name("Brigade"),
            {**parts.name("Old Brigade", "former"), **PERIOD, "ends_on": "2023-05-01", "ends_precision": 4},
        ],
        links=[
            tie(corps, starts_on="2023-06-01", starts_precision=4),
            tie(battalion, direction="down"),
            tie(rival, "opposed_to"),
        ],
        postings=[
            post(commander, starts_on="2024-01-01", starts_precision=1, ends_on="2024-12-01", ends_precision=1),
            post(starts_on="2024-01-01", starts_precision=5),
            post(build_person(name="A Clerk"), is_command=False, title="clerk"),
        ],
    )


def test_the_chart_of_a_day_names_who_commanded_and_what_stood_where(client, brigade):
    shown = page(client, brigade)

    assert "on 29 Aug 2024" in shown
    assert ">Karim Testov</a>" in shown
    assert "In post on that day" in shown
    assert ">Corps</a>" in shown
    assert "since Jun 2023" in shown
    assert shown.index("Stands under") < shown.index(">Corps</a>") < shown.index("Has under it")
    assert "A Clerk" not in shown


def test_somebody_who_is_not_named_stands_as_a_description(client, brigade):
    shown = page(client, brigade)

    assert "A field commander</th>" in shown
    assert "May have been in post" in shown


def test_another_day_has_another_chart(client, brigade):
    shown = page(client, brigade, "2020-01-01")
    command = shown[shown.index('id="command"') : shown.index("</section>", shown.index('id="command"'))]

    assert "Nobody whom our sources name" in command
    assert ">Corps</a>" not in command
    assert "On that day also called Old Brigade" in command


def test_two_in_command_are_said_to_be_two(client):
    days = {"starts_on": "2024-01-01", "starts_precision": 1, "ends_on": "2024-12-01", "ends_precision": 1}
    force = build_force(postings=[post(build_person(), **days), post(build_person(), **days)])

    assert "Sources put 2 people in command on this day" in page(client, force)


def test_one_person_in_two_posts_is_one(client):
    days = {"starts_on": "2024-01-01", "starts_precision": 1, "ends_on": "2024-12-01", "ends_precision": 1}
    person = build_person()
    force = build_force(postings=[post(person, **days), post(person, title="leader", **days)])

    assert "people in command on this day" not in page(client, force)


def test_links_in_the_chart_keep_the_day_and_the_canonical_address_does_not(client, brigade):
    shown = page(client, brigade)
    corps = next(link["force"]["url"] for link in brigade.body["links"])

    assert f'href="{corps}?on=2024-08-29"' in shown
    assert f'rel="canonical" href="http://testserver/forces/{brigade.number}/"' in shown or (
        f'/forces/{brigade.number}/"><link rel="alternate"' in shown
    )
    assert f'href="{corps}"' in page(client, brigade, on="")


def test_each_day_is_another_thing_to_a_cache(client, brigade):
    address = f"/forces/{brigade.number}/"
    one, other = client.get(address, {"on": "2024-08-29"}), client.get(address, {"on": "2020-01-01"})

    again = client.get(address, {"on": "2020-01-01"}, headers={"If-None-Match": other.headers["ETag"]})

    assert one.headers["ETag"] != other.headers["ETag"]
    assert again.status_code == 304


@pytest.mark.parametrize("on", ["yesterday", "2024-13-01", "2024", "20240829", "٢٠٢٤-٠٨-٢٩", "<b>"])
def test_what_is_no_day_is_refused_with_how_to_write_one(client, brigade, on):
    response = client.get(f"/forces/{brigade.number}/", {"on": on})

    assert response.status_code == 400
    assert "Write it like 2024-08-29" in response.content.decode()
    assert "<b>”" not in response.content.decode()


@pytest.mark.parametrize("query", ["?page=2", "?on=2024-08-29&on=2024-08-30"])
def test_other_parameters_are_refused(client, brigade, query):
    assert client.get(f"/forces/{brigade.number}/{query}").status_code == 400


def test_a_force_without_ties_and_posts_has_no_chart(client):
    assert "Chart of command" not in page(client, build_force())


def test_a_document_from_before_there_were_posts_and_precisions_is_shown(client):
    other = build_force(name="Corps")
    old = {key: value for key, value in tie(other, starts_on="2014-01-01").items() if "precision" not in key}
    force = build_force(links=[old])

    shown = page(client, force)

    assert "since 1 Jan 2014" in shown
    assert "Nobody whom our sources name" in shown


def test_a_withdrawn_force_stays_gone_on_any_day(client, brigade):
    build_change(brigade, op=Op.WITHDRAW)

    assert client.get(f"/forces/{brigade.number}/", {"on": "2024-08-29"}).status_code == 410


def test_the_page_needs_no_more_queries_for_more_ties(client, django_assert_max_num_queries):
    others = [build_force() for _ in range(30)]
    force = build_force(links=[tie(other) for other in others], postings=[post(build_person()) for _ in range(30)])

    with django_assert_max_num_queries(4):
        assert page(client, force).count("commander") >= 30


def test_names_say_since_when_and_who_shows_them(client):
    force = build_force(
        name="Brigade",
        names=[parts.name("Brigade"), {**parts.name("Old Brigade", "former"), **PERIOD, "source": SOURCE,
               "ends_on": "2023-05-01", "ends_precision": 4}],
        external_ids=[{"scheme": parts.term("wikidata", "Wikidata"), "value": "Q796", "url": "https://www.wikidata.org/wiki/Q796"}],
    )  # fmt: skip

    shown = page(client, force)

    assert "until May 2023" in shown
    assert '<a href="/articles/1/">News wire, 13 Sep 2024</a>' in shown
    assert '<a href="https://www.wikidata.org/wiki/Q796" rel="external">Q796</a>' in shown
