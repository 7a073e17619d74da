"""Records in another spelling at the review desk: offered in order with the reason, asked about, never taken by itself."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_force, make_person
from tests.review.seeded import seed_article, spans, suggestion
from tracker.actors.models import Force, Person
from tracker.core.states import EditorialState
from tracker.extraction.models import Suggestion
from tracker.review.decisions import Ambiguous, accept, bulk
from tracker.review.desk.cards import open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


def rename(article, key, name, *aliases):
    each = suggestion(article, key)
    each.payload = {**each.payload, "name": name, "aliases": list(aliases)}
    each.save()
    return each


def card(article, key):
    found = open_desk(article).card(suggestion(article, key).pk)
    assert found is not None
    return found


def take(article, key, by, **fields):
    each = suggestion(article, key)
    return accept(each.pk, by=by, version=each.version, **fields)


@pytest.mark.parametrize("spelling", ["Chaker el-Essaoui", "شاكر العيساوي", "Шакер аль-Исави"])
def test_a_person_in_another_spelling_is_offered_with_the_reason(article, spelling):
    known = make_person("Shaker al-Issawi")
    rename(article, "p1", spelling)

    found = card(article, "p1")

    assert [each.record for each in found.sounding] == [known]
    assert found.sounding[0].reason == f"“{spelling}” sounds like “Shaker al-Issawi”"
    assert found.candidates == []
    assert found.chosen is None
    assert found.must_choose == found.sounding[0].is_same


def test_who_bears_the_name_comes_first_and_is_chosen_the_rest_is_offered(article):
    known, other = make_force("Islamic State"), make_force("Islamic Estate")

    found = card(article, "f4")

    assert found.candidates == [known]
    assert found.chosen == known.pk
    assert [each.record for each in found.sounding] == [other]


def test_accepting_asks_before_a_second_record_is_made(article, editor):
    known = make_person("Shaker al-Issawi")
    rename(article, "p1", "Chaker el-Essaoui")

    with pytest.raises(Ambiguous, match="could be a record that is there already") as refusal:
        take(article, "p1", editor)

    assert refusal.value.candidates == [known]
    assert Person.objects.count() == 1
    assert take(article, "p1", editor, choice=known.pk) == known
    assert known.names.filter(name="Chaker el-Essaoui").exists()


def test_an_editor_may_say_that_it_is_another_one(article, editor):
    known = make_person("Shaker al-Issawi")
    rename(article, "p1", "Chaker el-Essaoui")

    assert take(article, "p1", editor, choice=0) != known
    assert Person.objects.count() == 2


def test_a_known_name_is_not_asked_about(article, editor):
    known = make_force("Islamic State")
    make_force("Eslamic State")

    assert take(article, "f4", editor) == known


@pytest.mark.parametrize(("known", "said"), [("Abu Ali", "Abu Ali al-Tunisi"), ("Ali Hasan", "Ahmad Hasan")])
def test_brothers_and_kunyas_are_not_asked_about(article, editor, known, said):
    make_person(known)
    rename(article, "p1", said)

    take(article, "p1", editor)

    assert Person.objects.count() == 2


def test_a_new_record_is_ticked_where_others_only_sound_alike(article):
    make_person("Ali Hassan Testov")
    rename(article, "p1", "Ali Hussein Testov")

    found = card(article, "p1")

    assert [each.is_same for each in found.sounding] == [False]
    assert not found.must_choose
    assert found.is_new_by_default


def test_retracted_records_are_not_offered(article):
    make_person("Shaker al-Issawi", state=EditorialState.RETRACTED)
    rename(article, "p1", "Chaker el-Essaoui")

    assert card(article, "p1").sounding == []


def test_look_alike_letters_are_flagged_and_offered_never_asked_or_chosen(article, editor):
    make_force("Wagner Group")
    rename(article, "f4", "W\u0430gner Group")

    found = card(article, "f4")

    assert "mixes letters of scripts" in found.mixed[0]
    assert [each.is_same for each in found.sounding] == [False]
    assert "letters of another script" in found.sounding[0].reason
    assert found.chosen is None
    take(article, "f4", editor)
    assert Force.objects.count() == 2


def test_the_page_shows_the_reason_and_ticks_nothing_after_a_refusal(client, article, editor):
    known = make_person("Shaker <i>al-Issawi</i>")
    each = rename(article, "p1", "Chaker i el-Essaoui i")
    client.force_login(editor)
    url = reverse("admin:review_desk", args=[article.pk])

    page = client.get(url).content.decode()
    refused = client.post(url, {"do": f"accept:{each.pk}:{each.version}"}).content.decode()

    for shown in (page, refused):
        assert f'name="choice-{each.pk}" value="{known.pk}">' in shown
        assert "sounds like" in shown
        assert "<i>al-Issawi" not in shown
    assert "This may be there already. Which one is meant?" in refused


def test_many_at_once_leaves_out_a_force_that_sounds_like_another(article, editor):
    rename(article, "f4", "Liwa el-Tawheed")
    text = article.texts.get()
    before = bulk.count_batch(text.pk, by=editor, percent=90)
    make_force("Liwa al-Tawhid")

    after = bulk.count_batch(text.pk, by=editor, percent=90)

    assert suggestion(article, "f4") in before
    assert suggestion(article, "f4") not in after


def test_the_cards_need_a_few_queries_however_many_names_they_have(article, django_assert_max_num_queries):
    run = suggestion(article, "p1").run
    for number in range(60):
        make_person(f"Ali Hassan {number}")
        Suggestion.objects.create(
            run=run,
            kind="person",
            key=f"x{number}",
            payload={"name": f"Aly Hasan {number}"},
            spans=spans("Iraq"),
            score=0.5,
        )

    with django_assert_max_num_queries(45):
        desk = open_desk(article)

    assert sum(bool(each.sounding) for each in desk.cards) >= 60
