"""The index of public names: in step with what is public, by every way in and out."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.factories import make_force
from tests.publishing.cases import edit_and_approve, publish_raid
from tests.publishing.hands import again, withdraw
from tests.publishing.test_merging import merge
from tracker.actors.models import NameKind, PersonName
from tracker.published.models import Op, PublicStatus, PublishedForce, PublishedName, PublishedNameKey, PublishedPerson
from tracker.published.search import search
from tracker.publishing import workflow
from tracker.publishing.merging import unmerge
from tracker.revisions.models import Kind, Merge

pytestmark = pytest.mark.django_db


def people(words):
    return [person.title for person in search(words).persons]


def test_a_name_is_found_from_its_publication_on_and_not_before(raid):
    assert people("Kareem Tistov") == []

    publish_raid(raid)

    assert people("Kareem Tistov") == people("Карим Тестов") == people("Abou Kareem") == ["Karim Testov"]


def test_no_private_name_has_a_key(live):
    names = set(PublishedName.objects.values_list("name", flat=True))

    assert {"Karim Testov", "Abu Karim", "The Army", "The Group"} <= names
    assert not any("Privat" in name or "Samir" in name for name in names)
    assert people("Sameer Privat") == []


def test_a_name_that_is_taken_back_is_forgotten(live):
    live.named.names.filter(name="Abu Karim").delete()

    again(live, Kind.PERSON, live.named)

    assert people("Abu Kareem") == []
    assert people("Kareem Testov") == ["Karim Testov"]


def test_a_new_spelling_counts_once_its_version_is_out(live):
    PersonName.objects.create(person=live.named, name="خالد الرقاوي", kind=NameKind.ALIAS)
    edit_and_approve(live, live.named, Kind.PERSON)
    assert people("Khaled al-Raqqawi") == []

    live.named.refresh_from_db()
    workflow.publish(Kind.PERSON, live.named.pk, version=live.named.version, by=live.two, op=Op.UPDATE, note="A name")

    assert people("Khaled al-Raqqawi") == ["Karim Testov"]


@pytest.mark.parametrize("gone", [workflow.retract, workflow.withdraw])
def test_what_was_taken_out_leaves_no_key_behind(live, gone):
    gone(Kind.PERSON, live.named.pk, by=live.chief, reason="For safety")

    copy = PublishedPerson.objects.get(public_id=live.named.public_id)
    assert not copy.is_live
    assert not PublishedName.objects.filter(person=copy).exists()
    assert not PublishedNameKey.objects.filter(name__person__isnull=False).exists()
    assert people("Kareem Testov") == []


def test_a_withdrawal_blacks_the_name_out_of_other_names_index_and_all(live):
    live.group.names.create(name="Followers of Karim Testov")
    again(live, Kind.FORCE, live.group)
    assert PublishedName.objects.filter(force__isnull=False, name__contains="Testov").exists()

    withdraw(live, Kind.PERSON, live.named)

    assert not PublishedName.objects.filter(name__contains="Testov").exists()


def test_names_of_a_merged_record_lead_to_the_one_that_stands_until_they_are_parted(live):
    second = make_force("Liwa al-Tawhid")
    edit_and_approve(live, second, Kind.FORCE)
    workflow.publish(Kind.FORCE, second.pk, version=second.version, by=live.two)
    second.refresh_from_db()
    merge(Kind.FORCE, second, live.group, one=live.one, two=live.two)

    assert [force.number for force in search("Lewa el-Tawheed").forces] == [live.group.number]
    gone = PublishedForce.objects.get(public_id=second.public_id)
    assert gone.status == PublicStatus.MERGED
    assert not gone.indexed_names.exists()

    unmerge(Merge.objects.get().pk, by=live.one, reason="Two after all")
    assert [force.number for force in search("Lewa el-Tawheed").forces] == [second.number]


def test_the_command_writes_the_same_index_twice(live, capsys):
    before = index()

    for _ in range(2):
        call_command("reindex_public_names")
        assert index() == before

    assert capsys.readouterr().out.count("1 × person") == 2


def test_the_migration_fills_what_publishing_writes(live):
    workflow.retract(Kind.PERSON, live.named.pk, by=live.chief, reason="Wrong")
    before = index()
    PublishedName.objects.all().delete()

    import_module("tracker.published.migrations.0007_fill_public_names").fill(apps, None)

    assert index() == before
    assert before


def index():
    owner = ("name__force", "name__person", "name__place", "name__name")
    return sorted(PublishedNameKey.objects.values_list(*owner, "key", "size"), key=str)
