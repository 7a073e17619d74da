"""What clients of ACLED's interface write into a query, and which rows they get."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest

from tests.published_factories import build_event, build_place
from tests.syndication.compat.cases import build_battle, build_protest, build_shelling

pytestmark = pytest.mark.django_db
READ = "/compat/acled/api/acled/read"


@pytest.fixture
def three(db):
    """A battle in Iraq on 29 August with 14 killed, a shelling in Sudan on 2 July, a protest in Iraq on 1 June."""
    events = build_battle(), build_shelling(), build_protest()
    return {name: f"CDK{event.number}" for name, event in zip(("battle", "shelling", "protest"), events, strict=True)}


def found(client, three, query):
    """Names of the events that a raw query finds."""
    names = {number: name for name, number in three.items()}
    response = client.get(f"{READ}?{query}")
    assert response.status_code == 200, response.json()
    return [names[row["event_id_cnty"]] for row in response.json()["data"]]


ALL = ["battle", "shelling", "protest"]
CASES = [
    ("", ALL),
    ("country=Sudan", ["shelling"]),
    ("country=sud", ["shelling"]),
    ("country=sud&country_where==", []),
    ("country=SUDAN&country_where=%3D", ["shelling"]),
    ("country=Sudan|Iraq", ALL),
    ("country=Sudan%7CIraq", ALL),
    ("country=Sudan&country=Iraq", ALL),
    ("country=Sudan:OR:country=Iraq&country_where=%3D", ALL),
    ("country=Sudan:OR:Chad", ["shelling"]),
    ("country=Sudan:OR:event_type=PROTESTS", ["shelling", "protest"]),
    ("country=Sudan:OR:nonsense=1", ["shelling"]),
    ("event_type=BATTLES", ["battle"]),
    ("event_type=EXPLOSIONS%2FREMOTE%20VIOLENCE:OR:event_type=BATTLES", ["battle", "shelling"]),
    ("event_type=Battles&country=Sudan", []),
    ("sub_event_type=peaceful", ["protest"]),
    ("disorder_type=Demonstrations", ["protest"]),
    ("disorder_type=Strategic developments", []),
    ("event_date=2024-07-02", ["shelling"]),
    ("event_date=2024-07-01|2024-08-29&event_date_where=BETWEEN", ["battle", "shelling"]),
    ("event_date=2024-07-02&event_date_where=BETWEEN", ["shelling"]),
    ("event_date=2024-07-02&event_date_where=>", ["battle"]),
    ("event_date=2024-07-02&event_date_where=%3C%3D", ["shelling", "protest"]),
    ("event_date=2024-07&event_date_where=like", ["shelling"]),
    ("event_date=2024-08-29|2024-06-01", ["battle", "protest"]),
    ("year=2024", ALL),
    ("year=2023", []),
    ("year=2023|2025&year_where=BETWEEN", ALL),
    ("year=0", []),
    ("year=12345", []),
    ("iso=368", ["battle", "protest"]),
    ("iso=729|4", ["shelling"]),
    ("region=11", ["battle", "protest"]),
    ("region=5", ["shelling"]),
    ("region=Middle East", ["battle", "protest"]),
    ("region=6", []),
    ("fatalities=0", ["shelling", "protest"]),
    ("fatalities=1&fatalities_where=>%3D", ["battle"]),
    ("fatalities=14", ["battle"]),
    ("actor1=iraqi army", ["battle"]),
    ("actor2=civilians", ["shelling"]),
    ("inter1=1", ["battle"]),
    ("inter1=State forces", ["battle"]),
    ("interaction=12|60", ["battle", "protest"]),
    ("civilian_targeting=civilian", ["shelling"]),
    ("admin1=Nineveh", ["battle"]),
    ("location=m%25l", ["battle"]),
    ("latitude=33|36&latitude_where=BETWEEN", ["protest"]),
    ("longitude=43.1", ["battle"]),
    ("latitude=33.300001&latitude_where=<", ["protest"]),
    ("latitude=1e300&latitude_where=<", ["battle", "protest"]),
    ("geo_precision=3", ["shelling"]),
    ("time_precision=1", ALL),
    ("notes=exchanged fire", ["battle"]),
    ("source=News wire", ALL),
    ("timestamp=1.7e+09", ALL),
    ("timestamp=1.9e%2B09", []),
    ("timestamp=2024-09-13", ALL),
    ("timestamp=2024-09-14", []),
    ("timestamp=", ALL),
    ("timestamp=1726251600&timestamp_where==", ALL),
    ("timestamp=-99999999999999&timestamp_where=>", ALL),
    ("nonsense=1&terms=accept&inter_num=1&population=full&export_type=dyadic", ALL),
    ("country_where=banana", ALL),
]


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[query or "nothing" for query, _ in CASES])
def test_rows_that_match(client, three, query, expected):
    assert found(client, three, query) == expected


REFUSED = [
    ("event_date=2024-02-30", "event_date"),
    ("event_date=29.8.2024", "event_date"),
    ("event_date=2024-08-29|&event_date_where=BETWEEN", "event_date"),
    ("event_date=2024-08-30|2024-08-01&event_date_where=BETWEEN", "lower value"),
    ("event_date=2024-08-01|2024-08-02|2024-08-03&event_date_where=BETWEEN", "lower value"),
    ("event_date=2024-08-29&event_date_where=NEAR", "NEAR"),
    ("fatalities=many", "fatalities"),
    ("fatalities=nan", "fatalities"),
    ("timestamp=yesterday", "timestamp"),
    ("limit=-1", "limit"),
    ("limit=many", "limit"),
    ("limit=10000000000", "limit"),
    ("page=0", "from 1"),
    ("page=x", "page"),
    ("_format=xml", "xml"),
    ("fields=nonsense", "columns are"),
]


@pytest.mark.parametrize(("query", "word"), REFUSED, ids=[query for query, _ in REFUSED])
def test_a_value_that_cannot_be_read_is_refused_with_a_sentence(client, db, query, word):
    response = client.get(f"{READ}?{query}")

    body = response.json()
    assert response.status_code == 400
    assert (body["status"], body["success"], body["data"]) == (400, False, [])
    assert word in body["error"][0]["message"]


def test_an_identifier_is_found_whole_or_by_its_beginning(client, db):
    events = [build_event(number=number) for number in (7, 71, 17)]

    def ids(**query):
        return {row["event_id_cnty"] for row in client.get(READ, query).json()["data"]}

    assert len(events) == 3
    assert ids(event_id_cnty="CDK7") == {"CDK7", "CDK71"}
    assert ids(event_id_cnty="cdk7", event_id_cnty_where="=") == {"CDK7"}
    assert ids(event_id_cnty="7") == {"CDK7", "CDK71", "CDK17"}
    assert ids(event_id_cnty="IRQ7") == set()
    assert ids(event_id_cnty="CDK7|CDK17", event_id_cnty_where="=") == {"CDK7", "CDK17"}


def test_all_country_names_fit_into_one_request(client, three):
    names = ":OR:country=".join(f"Land of the long name {number}" for number in range(250))

    query = urlencode({"country": f"{names}:OR:country=Sudan"})

    assert len(query) > 8000
    assert found(client, three, query) == ["shelling"]


def test_more_conditions_than_any_client_sends_are_refused(client, db):
    response = client.post(READ, {"country": "|".join("ab"), "iso": ":OR:".join("1" * 601)})

    assert response.status_code == 400
    assert "more than 600" in response.json()["error"][0]["message"]


def test_the_parameters_may_come_as_a_form_or_as_json(client, three):
    form = client.post(READ, {"country": "Sudan", "fields": "event_id_cnty"})
    body = client.post(READ, {"country": ["Sudan"], "limit": 5, "page": None}, content_type="application/json")

    assert [row["event_id_cnty"] for row in form.json()["data"]] == [three["shelling"]]
    assert [row["event_id_cnty"] for row in body.json()["data"]] == [three["shelling"]]


@pytest.mark.parametrize("body", ["[1]", "{", '"text"'])
def test_a_body_that_is_no_object_is_refused(client, db, body):
    response = client.post(READ, body, content_type="application/json")

    assert response.status_code == 400
    assert "JSON object" in response.json()["error"][0]["message"]


@pytest.mark.parametrize("query", ["country=Iraq", "event_type=Battles", "fatalities=0", "actor1=nobody", "page=2"])
def test_a_page_takes_few_queries_however_many_events(client, three, django_assert_max_num_queries, query):
    place = build_place()
    for day in range(1, 20):
        build_event(earliest=date(2024, 5, day), place=place)

    with django_assert_max_num_queries(6):
        response = client.get(f"{READ}?{query}&limit=10")

    assert response.status_code == 200


def test_seconds_compare_as_they_are_shown(client, db):
    build_event(at=datetime(2024, 9, 13, 18, 20, 0, 900_000, tzinfo=UTC))
    shown = int(datetime(2024, 9, 13, 18, 20, tzinfo=UTC).timestamp())

    def count(where, value):
        return client.get(READ, {"timestamp": value, "timestamp_where": where}).json()["count"]

    assert [count("=", shown), count(">", shown), count(">=", shown), count("<=", shown)] == [1, 0, 1, 1]
    assert [count("<", shown + 1), count("BETWEEN", f"{shown}|{shown}")] == [1, 1]
