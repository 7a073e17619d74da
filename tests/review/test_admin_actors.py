"""People and forces in the admin: ties both ways, the chart of command, and what does not go together."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    make_administrator,
    make_editor,
    make_event,
    make_force,
    make_passage,
    make_person,
    make_place,
)
from tests.review.forms import filled
from tracker.actors.models import Force, ForceId, ForceLink, PersonId, Posting
from tracker.events.models import Claim, Involvement
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db
DAY = date(2024, 8, 29)


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client


@pytest.fixture(autouse=True)
def _no_panel(monkeypatch):
    """What the workflow panel asks for is counted elsewhere."""
    monkeypatch.setattr("tracker.review.admin.base.panel_of", lambda record, user: None)


def page_of(record):
    return reverse(f"admin:actors_{record._meta.model_name}_change", args=[record.pk])


def chart_of(force):
    return reverse("admin:actors_force_chart", args=[force.pk])


def save(desk, record, **changes):
    return desk.post(page_of(record), {**filled(desk.get(page_of(record))), **changes})


def new_row(prefix, **values):
    return {f"{prefix}-TOTAL_FORMS": "1", **{f"{prefix}-0-{name}": value for name, value in values.items()}}


def killed_and_seen():
    person, force = make_person("Karim Testov"), make_force("The Army")
    Claim.objects.create(topic="fate", fate="killed", about_person=person, event=make_event(), speaker_force=force)
    later = make_event(title="A later clash", earliest=date(2025, 1, 1), latest=date(2025, 1, 1), date_precision=1)
    Involvement.objects.create(event=later, person=person, role="commander")
    return person


def test_ties_are_shown_from_both_ends(desk):
    brigade, corps = make_force("Brigade"), make_force("Corps")
    ForceLink.objects.create(child=brigade, parent=corps, kind="part_of", starts_on=DAY, starts_precision=5)

    page = desk.get(page_of(corps)).content.decode()

    assert f'href="{page_of(brigade)}">Brigade</a>' in page
    assert "since 2024" in page


def test_a_tie_is_saved_with_its_precision(desk):
    brigade, corps = make_force("Brigade"), make_force("Corps")
    row = new_row("links_up", kind="part_of", parent=corps.pk, starts_on="2014-01-01", starts_precision="5")

    response = save(desk, brigade, **row, **{"links_up-0-ends_precision": "1"})

    link = ForceLink.objects.get()
    assert response.status_code == 302
    assert (link.starts_on, link.starts_precision, link.ends_on) == (date(2014, 1, 1), 5, None)
    assert Revision.objects.get().snapshot["parts"]["links_up"][0]["starts_precision"] == 5


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"starts_on": "2020-01-01", "ends_on": "2019-01-01"}, "The last day is before the first"),
        ({"starts_precision": "4"}, "A precision needs its day"),
        ({"parent": "itself"}, "A force cannot be linked to itself"),
        ({"parent": "below"}, "A force cannot stand above itself: Corps → Brigade → Corps"),
    ],
)
def test_a_tie_that_cannot_be_is_refused_in_words(desk, values, sentence):
    corps, brigade, other = make_force("Corps"), make_force("Brigade"), make_force("Other")
    ForceLink.objects.create(child=brigade, parent=corps, kind="part_of")
    parents = {"itself": corps.pk, "below": brigade.pk}
    row = {"kind": "part_of", "starts_precision": "1", "ends_precision": "1", **values}
    row["parent"] = parents.get(values.get("parent"), other.pk)

    response = save(desk, corps, **new_row("links_up", **row))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert ForceLink.objects.count() == 1


def test_who_commands_needs_a_force(desk):
    person = make_person()
    row = {"title": "commander", "command": "yes", "certainty": "confirmed", "starts_precision": 1, "ends_precision": 1}

    response = save(desk, person, **new_row("postings", **row))

    assert response.status_code == 200
    assert "commands a force: name it" in response.content.decode()


@pytest.mark.parametrize(("make", "model"), [(make_force, ForceId), (make_person, PersonId)])
def test_an_identifier_that_another_record_has_is_refused_with_the_way_there(desk, make, model):
    first, second = make("First"), make("Second")
    model.objects.create(**{model.owner: first}, scheme="wikidata", value="Q796")

    response = save(
        desk, second, **new_row("external_ids", scheme="wikidata", value="https://www.wikidata.org/wiki/q796")
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert f'Wikidata Q796 is on record for <a href="{page_of(first)}">First</a>' in page
    assert model.objects.count() == 1


def test_an_identifier_is_kept_in_its_own_form_and_found_by_search(desk):
    force = make_force("First")

    save(desk, force, **new_row("external_ids", scheme="wikidata", value=" q796 "))
    found = desk.get(reverse("admin:actors_force_changelist"), {"q": "Q796"}).content.decode()

    assert [str(each) for each in force.external_ids.all()] == ["Wikidata Q796"]
    assert Revision.objects.get().snapshot["parts"]["external_ids"][0]["value"] == "Q796"
    assert page_of(force) in found


def test_what_is_no_identifier_is_refused_with_an_example(desk):
    response = save(desk, make_force(), **new_row("external_ids", scheme="wikidata", value="796"))

    assert "One looks like Q796" in response.content.decode()


def test_the_chart_tells_who_stood_where_and_commanded_on_the_day(desk):
    brigade, corps = make_force("Brigade"), make_force("Corps")
    ForceLink.objects.create(child=brigade, parent=corps, kind="part_of", starts_on=DAY, starts_precision=5)
    for name, certainty in (("Karim Testov", "confirmed"), ("Omar Testov", "alleged")):
        Posting.objects.create(
            person=make_person(name),
            force=brigade,
            title="commander",
            certainty=certainty,
            first_cited=DAY,
            last_cited=DAY,
        )

    page = desk.get(chart_of(brigade), {"on": "2024-08-29"}).content.decode()

    assert "Chart of command on 29 Aug 2024" in page
    assert "Karim Testov</a>: yes" in page
    assert "2 people are on record as in command on this day" in page
    assert ">Corps</a>" in page
    assert "since 2024" in page


def test_the_chart_of_a_force_without_ties_says_so_and_today_is_the_day(desk):
    page = desk.get(chart_of(make_force())).content.decode()

    assert "No force stands above or below it" in page
    assert "Nobody on record" in page


@pytest.mark.parametrize("on", ["yesterday", "2024-13-01", "<script>", "2024"])
def test_what_is_no_day_is_said(desk, on):
    response = desk.get(chart_of(make_force()), {"on": on})

    assert response.status_code == 400
    assert "is no day. Write it like 2024-08-29" in response.content.decode()
    assert "<script>”" not in response.content.decode()


def test_the_chart_is_for_editors(client):
    force = make_force()
    client.force_login(make_administrator())

    assert client.get(chart_of(force)).status_code == 403
    client.logout()
    assert client.get(chart_of(force)).status_code == 302


def test_the_chart_of_a_force_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("admin:actors_force_chart", args=[999])).status_code == 404


def test_a_person_seen_again_is_flagged_on_their_page_and_in_the_list(desk):
    person, other = killed_and_seen(), make_person("Somebody Else")

    page = desk.get(page_of(person)).content.decode()
    listed = desk.get(reverse("admin:actors_person_changelist"), {"seen_again": "yes"}).content.decode()

    assert "Reported killed, and seen again" in page
    assert "Reported killed, 29 Aug 2024, by The Army" in page
    assert ">A later clash</a>" in page
    assert page_of(person) in listed
    assert page_of(other) not in listed


def test_a_person_without_contradiction_says_nothing_of_one(desk):
    assert "seen again. Both stand" not in desk.get(page_of(make_person())).content.decode()


def test_saving_a_person_brings_the_fate_in_step_with_the_claims(desk):
    person = killed_and_seen()

    save(desk, person, description="a commander")

    person.refresh_from_db()
    assert (person.status, person.status_note) == ("killed", "Reported killed, by The Army only")


def test_a_new_force_and_a_new_person_have_empty_forms(desk):
    for name in ("force", "person"):
        assert desk.get(reverse(f"admin:actors_{name}_add")).status_code == 200


def full(force, person, number):
    passage = make_passage()
    other = make_force(f"Other {number}")
    ForceLink.objects.create(child=force, parent=other, kind="part_of", passage=passage)
    ForceLink.objects.create(child=other, parent=make_force(), kind="part_of", passage=passage)
    ForceLink.objects.create(child=make_force(), parent=force, kind="part_of", passage=passage)
    Posting.objects.create(person=person, force=force, title="commander", area=make_place(), passage=passage)
    Posting.objects.create(person=make_person(), force=force, title="commander", passage=passage)
    Claim.objects.create(
        topic="strength", about_force=force, about_place=make_place(), low=5, speaker_force=other, passage=passage
    )
    Claim.objects.create(
        topic="fate", fate="killed", about_person=person, event=make_event(), speaker_force=other, passage=passage
    )
    Involvement.objects.create(
        event=make_event(earliest=DAY, latest=DAY, date_precision=1), person=person, role="victim"
    )
    ForceId.objects.create(force=force, scheme="ucdp", value=str(100 + number))
    PersonId.objects.create(person=person, scheme="wikidata", value=f"Q{100 + number}")


@pytest.mark.parametrize("which", ["force", "person"])
def test_the_form_needs_few_queries_however_many_parts(desk, which, django_assert_max_num_queries):
    force, person = make_force("Force"), make_person("Person")
    full(force, person, 0)
    url = page_of(force if which == "force" else person)
    desk.get(url)

    with django_assert_max_num_queries(45) as few:
        desk.get(url)
    for number in range(1, 8):
        full(force, person, number)
    with django_assert_max_num_queries(45) as many:
        desk.get(url)

    assert len(many) - len(few) <= 2


def test_the_chart_needs_few_queries_however_many_units(desk, django_assert_max_num_queries):
    force, person = make_force("Force"), make_person("Person")
    for number in range(8):
        full(force, person, number)

    with django_assert_max_num_queries(20):
        assert desk.get(chart_of(force)).status_code == 200

    assert Force.objects.count() > 20
