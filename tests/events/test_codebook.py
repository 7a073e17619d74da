"""The codebook that ships with the project."""

import re

import pytest
from django.core.management import call_command

from tracker.events.codebook import Seeded, seed, shipped
from tracker.events.models import EventType

CONTRACT = (
    "battle air_strike shelling bombing chemical_attack attack raid abduction sexual_violence arrest protest riot "
    "looting arson territory_change arms_seizure deployment withdrawal agreement displacement diplomacy statement "
    "crime other"
).split()
WITHOUT_A_PLOVER_CLASS = {"statement", "crime", "other"}


def test_every_type_of_the_contract_is_in_the_codebook():
    assert [entry["code"] for entry in shipped()] == CONTRACT


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry["code"])
def test_every_type_is_defined_and_mapped(entry):
    assert len(entry["definition"].split()) >= 8
    assert re.fullmatch(r"medtop:(16000000|20000\d{3})", entry["iptc_media_topic"])
    assert bool(entry["plover_class"]) != (entry["code"] in WITHOUT_A_PLOVER_CLASS)


@pytest.mark.django_db
def test_seeding_writes_every_type_once():
    first, second = seed(), seed()

    assert first == Seeded(added=24, changed=0, unchanged=0)
    assert second == Seeded(added=0, changed=0, unchanged=24)
    assert EventType.objects.get(code="raid").plover_class == "FIGHT"


@pytest.mark.django_db
def test_seeding_mends_a_shipped_type_and_keeps_the_desks_own():
    EventType.objects.create(code="raid", label="Sweep", definition="Something else.")
    EventType.objects.create(code="cyber", label="Cyber attack", definition="The desk's own.")

    done = seed()

    assert done == Seeded(added=23, changed=1, unchanged=0)
    assert EventType.objects.get(code="raid").label == "Raid"
    assert EventType.objects.get(code="cyber").definition == "The desk's own."


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys):
    call_command("seed_codebook", skip_checks=True)

    assert capsys.readouterr().out == "Codebook: 24 added, 0 changed, 0 unchanged.\n"
