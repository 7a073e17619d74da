"""Topics and links between events in the admin."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_editor, make_event, make_force, make_passage, make_topic
from tests.review.forms import filled
from tracker.articles.models import Article
from tracker.events.models import EventLink, EventTopic, Topic
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("ana")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(record):
    return reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk])


def add_row(form, prefix, **values):
    number = int(form[f"{prefix}-TOTAL_FORMS"])
    return {
        **form,
        f"{prefix}-TOTAL_FORMS": str(number + 1),
        **{f"{prefix}-{number}-{name}": str(value) for name, value in values.items()},
    }


def select(desk, *events, **fields):
    data = {"action": "put_selected_into_topic", "_selected_action": [event.pk for event in events], **fields}
    return desk.post(reverse("admin:events_event_changelist"), data, follow=True)


def test_a_topic_is_added_with_parties_and_identifiers_as_one_version(desk):
    force, passage = make_force(), make_passage()
    url = reverse("admin:events_topic_add")
    form = {**filled(desk.get(url)), "name": "War in the west", "kind": "conflict"}
    form = add_row(form, "parties", force=force.pk, side="A", passage=passage.pk)
    form = add_row(form, "external_ids", scheme="ucdp", register="conflict", value="259")

    response = desk.post(url, form)

    topic = Topic.objects.get()
    snapshot = Revision.objects.get(kind=Kind.TOPIC).snapshot
    assert response.status_code == 302
    assert (topic.version, topic.state) == (1, "draft")
    assert snapshot["parts"]["parties"][0]["force_id"] == force.pk
    assert snapshot["parts"]["external_ids"][0]["value"] == "259"


def test_a_topic_cannot_lie_in_a_topic_that_lies_in_it(desk):
    conflict = make_topic("Conflict")
    campaign = make_topic("Campaign", parent=conflict)

    response = desk.post(page_of(conflict), {**filled(desk.get(page_of(conflict))), "parent": campaign.pk})

    conflict.refresh_from_db()
    assert "lies in this topic already" in response.content.decode()
    assert conflict.parent is None


def test_a_part_cannot_have_its_whole_as_a_part(desk):
    whole, part = make_event(title="Operation"), make_event(title="Assault")
    EventLink.objects.create(event=part, other=whole, kind="part_of")
    form = add_row(filled(desk.get(page_of(whole))), "links_out", kind="part_of", other=part.pk, certainty="confirmed")

    response = desk.post(page_of(whole), form)

    assert "is a part of this event already" in response.content.decode()
    assert EventLink.objects.count() == 1


def test_a_second_whole_and_a_link_to_itself_are_refused_in_words(desk):
    event, first, second = make_event(), make_event(), make_event()
    EventLink.objects.create(event=event, other=first, kind="part_of")
    shown = filled(desk.get(page_of(event)))

    twice = add_row(shown, "links_out", kind="part_of", other=second.pk, certainty="confirmed")
    itself = add_row(shown, "links_out", kind="follows", other=event.pk, certainty="confirmed")

    assert "part of one other event at most" in desk.post(page_of(event), twice).content.decode()
    assert "An event cannot be linked to itself." in desk.post(page_of(event), itself).content.decode()
    assert EventLink.objects.count() == 1


def test_a_whole_is_replaced_by_removing_it_and_adding_another(desk):
    event, first, second = make_event(), make_event(), make_event()
    EventLink.objects.create(event=event, other=first, kind="part_of")
    form = add_row(filled(desk.get(page_of(event))), "links_out", kind="part_of", other=second.pk, certainty="likely")

    desk.post(page_of(event), {**form, "links_out-0-DELETE": "on"})

    assert EventLink.objects.get().other == second


def test_a_link_does_not_turn_into_the_whole_beside_the_former(desk):
    event = make_event()
    EventLink.objects.create(event=event, other=make_event(), kind="follows")
    EventLink.objects.create(event=event, other=make_event(), kind="part_of")
    form = filled(desk.get(page_of(event)))

    page = desk.post(page_of(event), {**form, "links_out-0-kind": "part_of", "links_out-1-kind": "follows"})

    assert "Take the former whole away and save first" in page.content.decode()
    assert sorted(event.links_out.values_list("kind", flat=True)) == ["follows", "part_of"]


def test_an_identifier_is_refused_with_an_example(desk):
    event = make_event()
    form = add_row(filled(desk.get(page_of(event))), "external_ids", scheme="acled", value="12345")

    page = desk.post(page_of(event), form).content.decode()

    assert "An event has a number of UCDP (412345) or of ACLED (IRQ12345)." in page
    assert not event.external_ids.exists()


def test_a_link_is_saved_with_its_event_as_one_version(desk):
    event, other = make_event(), make_event()
    form = add_row(filled(desk.get(page_of(event))), "links_out", kind="follows", other=other.pk, certainty="likely")

    desk.post(page_of(event), form)

    row = Revision.objects.get(kind=Kind.EVENT, record_id=event.pk).snapshot["parts"]["links_out"][0]
    assert (row["other_id"], row["kind"], row["certainty"]) == (other.pk, "follows", "likely")


def test_events_are_put_into_a_topic_each_as_a_version_with_a_line_for_each_refusal(desk, editor):
    topic, first, second = make_topic("Campaign"), make_event(title="First"), make_event(title="Second")
    EventTopic.objects.create(event=second, topic=topic)
    save_version(Kind.EVENT, first, by=editor)

    asked = select(desk, first, second)
    page = select(desk, first, second, topic=topic.pk, apply="1").content.decode()

    first.refresh_from_db()
    assert "Campaign (theme)" in asked.content.decode()
    assert first.version == 2
    assert "1 event put into “Campaign”" in page
    assert "Second: It is in the topic “Campaign” already." in page
    assert EventTopic.objects.filter(topic=topic).count() == 2


@pytest.mark.parametrize("topic", ["", "0", "x", "9" * 30])
def test_without_a_topic_nothing_happens(desk, topic):
    event = make_event()

    response = select(desk, event, topic=topic, apply="1")

    assert "Choose a topic." in response.content.decode()
    assert not EventTopic.objects.exists()


def test_who_does_not_edit_puts_nothing_into_a_topic(client):
    client.force_login(make_administrator())
    topic, event = make_topic(), make_event()

    response = select(client, event, topic=topic.pk, apply="1")

    assert response.status_code == 403
    assert not EventTopic.objects.exists()


def test_the_events_of_a_topic_come_in_pages_and_few_queries(desk, django_assert_max_num_queries):
    topic = make_topic()
    for number in range(25):
        event = make_event(
            title=f"Event {number}.", earliest=date(2024, 1, 1 + number), latest=date(2024, 1, 31), date_precision=4
        )
        EventTopic.objects.create(event=event, topic=topic)

    with django_assert_max_num_queries(32):
        first = desk.get(page_of(topic)).content.decode()

    assert "Event 24." in first
    assert "Event 3." not in first


def test_the_list_of_events_is_narrowed_to_a_topic(desk):
    topic, inside = make_topic(), make_event(title="Inside")
    make_event(title="Beyond")
    EventTopic.objects.create(event=inside, topic=topic)
    url = reverse("admin:events_event_changelist")

    page = desk.get(url, {"topic": topic.pk}).content.decode()

    assert "Inside" in page
    assert "Beyond" not in page
    assert "Inside" not in desk.get(url, {"topic": "x"}).content.decode()


def test_an_article_that_is_pasted_belongs_to_no_topic_yet(desk):
    assert desk.get(reverse("admin:articles_article_add")).status_code == 200
    assert not Article.objects.exists()
