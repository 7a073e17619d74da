"""What follows a decision elsewhere: the fate on a person's record, a link that is offered, an event that went."""

import pytest
from django.urls import reverse

from tests.factories import make_chief, make_editor, make_event, make_passage, make_person, make_place
from tests.review.forms import filled
from tests.review.seeded import seed_article, suggestion
from tests.review.test_guard import known  # noqa: F401 - a fixture
from tracker.events.models import Claim, Event, EventLink
from tracker.publishing.editing import save_version
from tracker.publishing.models import Judgement
from tracker.review.decisions import NotReady, accept, undo
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


def event_told(editor, person):
    event = make_event(title="Raid")
    Claim.objects.create(
        event=event, topic="fate", about_person=person, fate="killed", speaker_code="a caller", passage=make_passage()
    )
    save_version(Kind.EVENT, event, by=editor)
    return event


def test_a_persons_record_follows_the_claims_edited_on_an_event(client, editor):
    client.force_login(editor)
    person = make_person("Samir Testov")
    event = event_told(editor, person)
    url = reverse("admin:events_event_change", args=[event.pk])

    client.post(url, {**filled(client.get(url)), "claims-0-fate": "wounded"})

    person.refresh_from_db()
    assert (person.status, person.version) == ("wounded", 1)
    client.post(url, {**filled(client.get(url)), "claims-0-DELETE": "on"})
    person.refresh_from_db()
    assert (person.status, person.version) == ("", 2)
    assert Revision.objects.filter(kind=Kind.PERSON, record_id=person.pk, by=editor).count() == 2


def test_a_person_of_whom_nothing_changes_gets_no_version(client, editor):
    client.force_login(editor)
    person = make_person("Samir Testov")
    event = event_told(editor, person)
    url = reverse("admin:events_event_change", args=[event.pk])
    client.post(url, {**filled(client.get(url)), "claims-0-fate": "wounded"})

    client.post(url, {**filled(client.get(url)), "title": "Raid at night"})

    person.refresh_from_db()
    assert person.version == 1


@pytest.mark.parametrize(("make", "is_saved"), [(make_editor, False), (make_chief, True)])
@pytest.mark.parametrize("field", ["kind", "parent"])
def test_only_a_chief_moves_a_place_out_of_what_blurs_it(client, make, is_saved, field):
    client.force_login(make())
    blurred = make_place("Anbar", kind="admin1", blur="province")
    rawa, other = make_place("Rawa", kind="town", parent=blurred), make_place("Nineveh", kind="admin1")
    url = reverse("admin:places_place_change", args=[rawa.pk])
    value = "admin1" if field == "kind" else str(other.pk)

    answer = client.post(url, {**filled(client.get(url)), field: value})

    assert Revision.objects.filter(kind=Kind.PLACE).exists() == is_saved
    assert ("a chief moves it" in answer.content.decode()) != is_saved


def test_a_reason_to_name_that_names_another_is_refused_in_words(client, editor):
    client.force_login(editor)
    make_person("Nadia Hidden")
    person = make_person("Samir Testov")

    answer = client.post(
        reverse("admin:naming", args=[person.pk, "propose"]), {"reason": "He commands Nadia Hidden."}, follow=True
    )

    assert "names somebody whose name is withheld" in answer.content.decode()
    assert not person.naming_decisions.exists()


def test_an_event_that_was_taken_out_is_not_attached_to(article, editor):
    each, gone = suggestion(article, "e1"), make_event(title="Raid", state="retracted")

    with pytest.raises(NotReady, match="taken out"):
        accept(each.pk, by=editor, version=each.version, choice=gone.pk)

    assert Event.objects.count() == 1


def test_a_new_event_is_linked_to_one_that_the_card_offers(client, article, editor, known):  # noqa: F811
    client.force_login(editor)
    each = suggestion(article, "e1")
    page = client.get(reverse("admin:review_desk", args=[article.pk])).content.decode()
    assert f'name="related-{each.pk}" value="{known.pk}"' in page

    client.post(
        reverse("admin:review_desk", args=[article.pk]),
        {"do": f"accept:{each.pk}:{each.version}", f"choice-{each.pk}": "0", f"related-{each.pk}": str(known.pk)},
    )

    link = EventLink.objects.get()
    assert (link.other, link.kind) == (known, "same_series")
    assert link.event != known
    assert Judgement.objects.get().verdict == "not_same"
    undo(each.pk, by=editor)
    assert not EventLink.objects.exists()
    assert Event.objects.get() == known


def test_what_is_attached_is_not_linked_as_well(client, article, editor, known):  # noqa: F811
    client.force_login(editor)
    each = suggestion(article, "e1")

    answer = client.post(
        reverse("admin:review_desk", args=[article.pk]),
        {
            "do": f"accept:{each.pk}:{each.version}",
            f"choice-{each.pk}": str(known.pk),
            f"related-{each.pk}": str(known.pk),
        },
    )

    assert "Choose “A new record” to link it" in answer.content.decode()
    each.refresh_from_db()
    assert each.state == "pending"
