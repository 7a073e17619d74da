"""People and forces in the admin by any spelling, and the question before a second one is made."""

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_editor, make_force, make_person
from tests.review.forms import filled
from tracker.actors.models import Force, ForceId, Person, PersonName, Posting
from tracker.core.states import EditorialState
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db
MIXED = "W\u0430gner"


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client


def choices(desk, model, term, *, app="events", part="involvement"):
    query = {"app_label": app, "model_name": part, "field_name": model, "term": term}
    return desk.get(reverse("admin:autocomplete"), query).json()["results"]


def listed(desk, model, term):
    page = desk.get(reverse(f"admin:actors_{model}_changelist"), {"q": term})
    return [str(record) for record in page.context["cl"].result_list]


def add(desk, model, **values):
    url = reverse(f"admin:actors_{model}_add")
    return desk.post(url, {**filled(desk.get(url)), **values})


def alike(desk, model, *names):
    return desk.get(reverse(f"admin:actors_{model}_alike"), {"name": list(names)})


def names_row(name):
    return {"names-TOTAL_FORMS": "1", "names-0-name": name, "names-0-kind": "alias"}


@pytest.mark.parametrize("term", ["al-Isawi", "el-Essawi", "العيساوي", "Шакер аль-Исави", "shaker al-is"])
def test_field_and_list_find_a_person_in_any_spelling(desk, term):
    make_person("Omar Testov")
    make_person("Shaker al-Issawi")

    assert next(each["text"] for each in choices(desk, "person", term)).startswith("Shaker al-Issawi")
    assert listed(desk, "person", term)[0] == "Shaker al-Issawi"


def test_a_force_is_found_by_identifier_and_number(desk):
    force, other = make_force("The Army"), make_force("The Group", number=77)
    ForceId.objects.create(force=force, scheme="wikidata", value="Q796")

    assert [each["id"] for each in choices(desk, "force", "Q796")] == [str(force.pk)]
    assert [each["id"] for each in choices(desk, "force", "77")] == [str(other.pk)]


def test_the_likeliest_comes_first(desk):
    make_person("Hamid Karimov")
    make_person("Hamid Karimi")

    assert next(each["text"].split(" · ")[0] for each in choices(desk, "person", "Hameed Karimi")) == "Hamid Karimi"


def test_a_choice_says_sort_country_post_and_other_names(desk):
    force = make_force("The Army", "Al-Jaysh", kind="state_military", country_code="IQ")
    person = make_person("Karim Testov", "Abu Karim")
    Posting.objects.create(person=person, force=force, title="head of operations")

    assert choices(desk, "force", "army")[0]["text"] == "The Army · State military · IQ · also Al-Jaysh"
    told = choices(desk, "person", "karim")[0]["text"]
    assert told == "Karim Testov · head of operations, The Army · private · also Abu Karim"


def test_fields_leave_out_what_was_retracted_and_lists_show_it(desk):
    make_force("Vagner", state=EditorialState.RETRACTED)

    assert choices(desk, "force", "Vagner") == []
    assert listed(desk, "force", "Wagner") == ["Vagner"]


@pytest.mark.parametrize("term", ["", "Ali Hasan"])
def test_a_field_answers_in_a_fixed_number_of_queries(desk, django_assert_max_num_queries, term):
    force = make_force("The Army")
    for number in range(30):
        person = make_person(f"Ali Hassan {number}", f"Aly Hassen {number}")
        Posting.objects.create(person=person, force=force, title="fighter")

    with django_assert_max_num_queries(16):
        assert len(choices(desk, "person", term)) >= 20


def test_who_is_there_already_is_asked_about_once(desk):
    known = make_person("Shaker al-Issawi")

    refused = add(desk, "person", name="Chaker el-Essaoui")

    page = refused.content.decode()
    assert refused.status_code == 200
    assert reverse("admin:actors_person_change", args=[known.pk]) in page
    assert "“Chaker el-Essaoui” sounds like “Shaker al-Issawi”" in page
    assert 'type="checkbox" name="is_meant"' in page
    assert Person.objects.count() == 1
    assert add(desk, "person", name="Chaker el-Essaoui", is_meant="on").status_code == 302
    assert Person.objects.count() == 2


def test_other_names_of_the_new_record_are_asked_about_too(desk):
    make_force("Islamic State", "Daesh")

    refused = add(desk, "force", name="Dawla", **names_row("Daish"))

    assert "“Daish” sounds like “Daesh”" in refused.content.decode()
    assert Force.objects.count() == 1


def test_somebody_new_is_saved_without_a_question(desk):
    make_person("Ali Hassan")

    page = desk.get(reverse("admin:actors_person_add")).content.decode()

    assert 'type="hidden" name="is_meant"' in page
    assert add(desk, "person", name="Hassan").status_code == 302
    assert add(desk, "person", name="Omar Testov").status_code == 302


def test_a_name_of_mixed_letters_is_asked_about_and_is_nobody_elses(desk):
    make_force("Wagner")

    refused = add(desk, "force", name=MIXED)

    page = refused.content.decode()
    assert "mixes letters of scripts that look alike" in page
    assert "This may be there already" not in page
    assert add(desk, "force", name=MIXED, is_meant="on").status_code == 302


def test_a_mixed_name_is_asked_about_when_it_is_added_and_not_again(desk):
    person = make_person("Wagner")
    url = reverse("admin:actors_person_change", args=[person.pk])
    row = {"names-TOTAL_FORMS": "2", "names-1-name": MIXED, "names-1-kind": "alias"}
    row |= {"names-1-starts_precision": "1", "names-1-ends_precision": "1"}

    refused = desk.post(url, {**filled(desk.get(url)), **row})
    assert "mixes letters" in refused.content.decode()
    assert desk.post(url, {**filled(desk.get(url)), **row, "is_meant": "on"}).status_code == 302
    again = desk.post(url, {**filled(desk.get(url)), "description": "A guide"})

    assert again.status_code == 302
    assert PersonName.objects.filter(name=MIXED).exists()


@pytest.mark.parametrize("model", ["force", "person"])
def test_a_record_whose_name_has_no_letters_is_refused(desk, model):
    refused = add(desk, model, name="\U0001f600 ...")

    assert "This name has no letters or digits" in refused.content.decode()
    assert not Force.objects.exists()
    assert not Person.objects.exists()


def test_a_tick_alone_saves_no_version(desk):
    person = make_person("Omar Testov")
    url = reverse("admin:actors_person_change", args=[person.pk])

    desk.post(url, {**filled(desk.get(url)), "is_meant": "on"})

    assert not Revision.objects.exists()


def test_the_notice_says_who_may_be_there_while_one_types(desk):
    known = make_person("Shaker al-Issawi", "Abu Karim")

    page = alike(desk, "person", "", "Schakir Issawi").content.decode()

    assert reverse("admin:actors_person_change", args=[known.pk]) in page
    assert "Shaker al-Issawi · private · also Abu Karim" in page
    assert "mixes letters" in alike(desk, "force", MIXED).content.decode()
    assert alike(desk, "person", "Omar Testov").content.decode().strip() == ""


def test_the_notice_escapes_what_was_typed_and_takes_a_few_queries(desk, django_assert_max_num_queries):
    for number in range(20):
        make_person(f"Ali <b>Hassan</b> {number}")

    with django_assert_max_num_queries(12):
        page = alike(desk, "person", "Ali <b>Hasan</b> 7").content.decode()

    assert "<b>" not in page
    assert "Ali &lt;b&gt;Hassan" in page


def test_who_may_not_add_is_not_told_who_is_there(client):
    make_person("Ali Hassan")
    client.force_login(make_administrator())

    answer = alike(client, "person", "Ali Hassan")

    assert answer.status_code == 403
    assert "Hassan" not in answer.content.decode()
