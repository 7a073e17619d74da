"""Steps for many records of a list: the panel's verbs, in the versions that were seen, with a word on each."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_chief, make_editor, make_event, make_force, make_topic, make_user
from tests.publishing.cases import make_raid
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import ALLOWED, Role
from tracker.actors.models import Force
from tracker.articles.models import Article
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.review.admin import selected
from tracker.review.admin.selected import MANNERS
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
LIST = "admin:actors_force_changelist"


@pytest.fixture
def forces():
    """Two drafts by one editor."""
    maker = make_editor("ana")
    made = [make_force("The Army"), make_force("The Band")]
    for force in made:
        save_version(Kind.FORCE, force, by=maker)
    return made


def ask(client, step, records, name=LIST):
    return client.post(reverse(name), {"action": f"{step}_selected", "_selected_action": [each.pk for each in records]})


def take(client, step, records, kind="force", **fields):
    seen = [f"{each.pk}:{each.version}" for each in records]
    return client.post(reverse("admin:selected", args=[kind, step]), {"seen": seen, **fields})


def states(records):
    return [type(each).objects.get(pk=each.pk).state for each in records]


def said(response):
    return {str(each.record): (each.is_done, " ".join(each.words)) for each in response.context["outcomes"]}


def bring(records, *steps):
    second = make_editor()
    for record in records:
        for step in steps:
            getattr(workflow, step)(Kind.FORCE, record.pk, version=record.version, by=second)
        record.refresh_from_db()


@pytest.mark.parametrize("role", list(Role))
def test_a_list_offers_the_steps_that_the_role_includes(client, forces, role):
    client.force_login(make_user(role))
    page = client.get(reverse(LIST))

    offered = {step for step in MANNERS if f'value="{step}_selected"' in page.content.decode()}

    wanted = {step for step, manner in MANNERS.items() if manner.verb in ALLOWED[role]}
    assert offered == (wanted if page.status_code == 200 else set())


def test_what_was_selected_is_shown_with_its_versions_and_nothing_is_done_yet(client, forces):
    client.force_login(make_editor())

    page = ask(client, "submit", forces)

    assert [f'name="seen" value="{each.pk}:{each.version}"' in page.content.decode() for each in forces] == [True] * 2
    assert states(forces) == ["draft", "draft"]


def test_each_record_is_submitted_and_said_to_be(client, forces):
    client.force_login(make_editor())

    response = take(client, "submit", forces)

    assert states(forces) == ["in_review", "in_review"]
    assert all(is_done for is_done, _ in said(response).values())
    assert AuditEntry.objects.filter(action="submit").count() == 2


def test_twice_in_a_row_is_refused_in_words(client, forces):
    client.force_login(make_editor())
    take(client, "submit", forces)

    response = take(client, "submit", forces)

    assert all("is not possible: this record is in review" in words for _, words in said(response).values())


def test_what_cannot_be_done_does_not_keep_the_others_back(client, forces):
    bring(forces[:1], "submit")
    client.force_login(make_editor())

    response = take(client, "approve", forces)

    assert states(forces) == ["approved", "draft"]
    assert [is_done for is_done, _ in said(response).values()] == [True, False]


def test_nobody_approves_her_own_among_many(client, forces):
    ben = make_editor("ben")
    save_version(Kind.FORCE, forces[0], by=ben)
    bring(forces, "submit")
    client.force_login(ben)

    response = take(client, "approve", forces)

    assert "second person" in said(response)["The Army"][1]
    assert states(forces) == ["in_review", "approved"]


def test_a_version_that_was_not_seen_is_neither_approved_nor_published(client, forces):
    bring(forces, "submit", "approve")
    seen = [Force.objects.get(pk=each.pk) for each in forces]
    save_version(Kind.FORCE, Force.objects.get(pk=forces[0].pk), by=make_editor())
    bring([Force.objects.get(pk=forces[0].pk)], "submit", "approve")
    client.force_login(make_editor())

    response = take(client, "publish", seen)

    assert "Somebody else saved this record" in said(response)["The Army"][1]
    assert states(forces) == ["approved", "published"]


def test_what_blocks_a_publication_is_said_of_each(client):
    raid = make_raid()
    workflow.submit(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two)
    workflow.approve(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two)
    client.force_login(raid.two)

    response = take(client, "publish", [raid.event], kind="event")

    is_done, words = said(response)["Raid in western Iraq"]
    assert not is_done
    assert "The Army" in words


def test_a_live_record_goes_out_again_with_a_kind_of_change_and_a_note(client, forces):
    bring(forces, "submit", "approve")
    client.force_login(make_editor())
    take(client, "publish", forces[:1])
    live = Force.objects.get(pk=forces[0].pk)
    save_version(Kind.FORCE, live, by=make_editor())
    bring([live], "submit", "approve")
    both = [live, Force.objects.get(pk=forces[1].pk)]

    without = take(client, "publish", both[:1])
    response = take(client, "publish", both, op="update", note="New words.")

    assert "say whether this is an update" in said(without)["The Army"][1]
    assert all(is_done for is_done, _ in said(response).values())


def test_sending_back_and_retracting_need_a_reason(client, forces):
    bring(forces, "submit", "approve")
    client.force_login(make_chief())

    assert not any(is_done for is_done, _ in said(take(client, "send_back", forces)).values())
    assert all(is_done for is_done, _ in said(take(client, "send_back", forces[:1], reason="Cite it.")).values())
    take(client, "publish", forces[1:])
    assert not any(is_done for is_done, _ in said(take(client, "retract", forces[1:])).values())
    assert all(is_done for is_done, _ in said(take(client, "retract", forces[1:], reason="Wrong.")).values())
    assert states(forces) == ["draft", "retracted"]


def test_a_role_without_the_verb_is_refused_record_by_record(client, forces):
    bring(forces, "submit")
    client.force_login(make_user(Role.REPORTER))

    response = take(client, "approve", forces)

    assert all("Your role does not include: approve" in words for _, words in said(response).values())


def test_too_many_at_once_are_refused_and_nothing_is_done(client, forces, monkeypatch):
    monkeypatch.setattr(selected, "MOST_AT_ONCE", 1)
    client.force_login(make_editor())

    response = client.post(
        reverse(LIST),
        {"action": "submit_selected", "_selected_action": [each.pk for each in forces]},
        follow=True,
    )

    assert "Select at most 1 at once" in response.content.decode()


def test_sealed_notes_are_not_reached_by_who_may_not_open_them(client):
    note = make_article("Karim told us so.", kind="note", is_sealed=True, title="Karim", outlet=None)
    client.force_login(make_editor())

    response = take(client, "retract", [note], kind="article", reason="x")

    assert response.context["outcomes"] == []
    assert response.context["missing"] == 1


@pytest.mark.parametrize("seen", ["x", "1", "1:x", "99999999999:1", "0:0", ""])
def test_crafted_selections_select_nothing(client, seen):
    client.force_login(make_editor())

    response = client.post(reverse("admin:selected", args=["force", "submit"]), {"seen": seen})

    assert response.status_code == 200
    assert response.context["outcomes"] == []


@pytest.mark.parametrize(("kind", "step"), [("force", "dance"), ("outlet", "submit"), ("force", "withdraw")])
def test_there_are_no_other_steps(client, kind, step):
    client.force_login(make_chief())

    assert client.post(reverse("admin:selected", args=[kind, step])).status_code == 404


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("events_event", make_event),
        ("events_topic", make_topic),
        ("articles_article", make_article),
        ("review_story", lambda: Article.objects.create(kind="story", processing="own", title="Story", body="x")),
    ],
)
def test_every_list_of_the_workflow_has_the_steps(client, name, make):
    client.force_login(make_editor())

    page = ask(client, "submit", [make()], name=f"admin:{name}_changelist")

    assert page.status_code == 200
    assert 'name="seen"' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("articles_article", make_article),
        ("review_story", lambda: Article.objects.create(kind="story", processing="own", title="Story", body="x")),
    ],
)
def test_articles_and_stories_are_put_into_a_topic_each_as_a_version(client, name, make):
    client.force_login(make_editor())
    article, topic = make(), make_topic("The conflict")
    address = reverse(f"admin:{name}_changelist")
    wanted = {"action": "put_selected_into_topic", "_selected_action": [article.pk]}

    assert "The conflict" in client.post(address, wanted).content.decode()
    page = client.post(address, {**wanted, "apply": "1", "topic": topic.pk}, follow=True).content.decode()

    article.refresh_from_db()
    assert "put into “The conflict”, each as a new version" in page
    assert [link.topic for link in article.topic_links.all()] == [topic]
    assert article.version == 1
