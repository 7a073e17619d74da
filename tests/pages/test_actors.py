import pytest

from tests import published_parts as parts
from tests.published_factories import build_change, build_event, build_force, build_person, build_place
from tests.published_raid import build_raid
from tracker.published.models import Op

pytestmark = pytest.mark.django_db

LISTS = [("/persons/", build_person), ("/forces/", build_force), ("/places/", build_place)]


@pytest.mark.parametrize(("address", "build"), LISTS)
def test_a_list_pages_by_name_and_shows_each_record_once(client, address, build):
    for index in range(60):
        build(name=f"Name {index % 30:02d}")

    first = client.get(address).content.decode()
    link = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(address + link).content.decode()
    back_link = second.partition('rel="prev" href="')[2].partition('"')[0].replace("&amp;", "&")
    back = client.get(address + back_link).content.decode()

    shown = [page.split('class="index"')[1].split(f'<li><a href="{address}')[1:] for page in (first, second)]
    numbers = [part.split("/")[0] for page in shown for part in page]
    assert [len(page) for page in shown] == [50, 10]
    assert len(set(numbers)) == 60
    assert back.split('class="index"')[1] == first.split('class="index"')[1]


@pytest.mark.parametrize(("address", "build"), LISTS)
def test_list_queries_do_not_grow(client, address, build, django_assert_max_num_queries):
    for _ in range(20):
        build()

    with django_assert_max_num_queries(3):
        assert client.get(address).content.decode().count("<li><a href") >= 20


@pytest.mark.parametrize(("address", "build"), LISTS)
def test_an_empty_list_says_so_and_refuses_unknown_parameters(client, address, build):
    assert "None is published yet" in client.get(address).content.decode()
    assert client.get(f"{address}?page=2").status_code == 400
    assert client.get(f"{address}?after=x").status_code == 400


@pytest.mark.parametrize(("address", "build"), LISTS)
def test_a_withdrawn_record_is_a_tombstone_without_its_name(client, address, build):
    record = build(name="Secret name")
    build_change(record, op=Op.WITHDRAW, note="Secret reason")

    page = client.get(f"{address}{record.number}/")

    assert page.status_code == 410
    assert "Secret" not in page.content.decode()
    assert "Secret" not in client.get(address).content.decode()


def test_a_person_page_says_fate_reason_posts_and_events(client, django_assert_max_num_queries):
    raid = build_raid()

    with django_assert_max_num_queries(4):
        page = client.get("/persons/1/").content.decode()

    assert "Reported killed, by Central Command only" in page
    assert "Named by a party as a military leader." in page
    assert "Head of operations in Iraq" in page
    assert f"{raid.title}</a>" in page


def test_a_force_page_says_names_ties_strengths_and_events(client, django_assert_max_num_queries):
    other = build_force(name="Coalition")
    strength = {
        "low": 900, "best": 900, "high": 900, "is_approximate": True, "place": None, "said_on": "2024-09-13",
        "speaker": parts.speaker("Pentagon"), "source": {"outlet": "News wire", "published_on": None, "url": None},
    }  # fmt: skip
    tie = {
        "kind": parts.term("part_of", "Part of"), "direction": "up", "force": parts.ref(other),
        "starts_on": None, "ends_on": None,
    }  # fmt: skip
    force = build_force(
        name="Task force",
        names=[parts.name("Task force"), parts.name("TF", "acronym")],
        strengths=[strength],
        links=[tie],
    )
    build_event(title="The raid", forces=((force, "initiator", "A"), (force, "partner", "A")))

    with django_assert_max_num_queries(4):
        page = client.get(f"/forces/{force.number}/").content.decode()

    assert "about 900" in page
    assert "Pentagon" in page
    assert "this force is part of it" in page
    assert '<span dir="auto">TF</span>' in page
    assert page.count(">The raid</a>") == 1


def test_a_country_page_lists_all_events_in_it(client, django_assert_max_num_queries):
    country = build_place(name="Iraq", place_kind="country", admin1=None)
    build_event(title="In a town of it", place=build_place())

    with django_assert_max_num_queries(4):
        page = client.get(f"/places/{country.number}/").content.decode()

    assert "In a town of it" in page
    assert "Map of Iraq" in page


def test_a_town_page_lists_its_own_events_and_pins_it(client):
    town = build_place(name="Rawa")
    build_event(title="Here", place=town)
    build_event(title="Elsewhere", place=build_place())

    page = client.get(f"/places/{town.number}/").content.decode()

    assert ">Here</a>" in page
    assert ">Elsewhere</a>" not in page
    assert "map__pin" in page
