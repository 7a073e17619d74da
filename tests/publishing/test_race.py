"""Several publishers at once: numbers stay, nothing is lost. On SQLite, which has one writer, one after another."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from tests.factories import make_article, make_editor, make_event, make_passage, make_place
from tests.publishing.cases import edit_and_approve, make_raid, publish_raid
from tracker.events.models import Citation
from tracker.published.models import Change, Op, PublishedArticle, PublishedEvent
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.publishing.sequence import chained, digest_of
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db(transaction=True)


def together(*jobs: Callable[[], object]) -> list[object]:
    """What each job returned or raised; all at once where the database has more than one writer."""
    found: list[object] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(index: int, job: Callable[[], object], *, own_thread: bool) -> None:
        try:
            if own_thread:
                start.wait(10)
            found[index] = job()
        except Exception as error:  # the test looks at it
            found[index] = error
        finally:
            if own_thread:
                connections.close_all()

    if connection.vendor != "postgresql":
        for index, job in enumerate(jobs):
            run(index, job, own_thread=False)
        return found
    threads = [threading.Thread(target=run, args=(n, job), kwargs={"own_thread": True}) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def assert_chain_whole() -> None:
    chain = "0" * 64
    for number, change in enumerate(Change.objects.order_by("seq"), start=1):
        chain = chained(chain, bytes.fromhex(change.digest))
        assert (change.seq, change.chain) == (number, chain)
        if change.document is not None:
            assert digest_of(bytes(change.nonce), bytes(change.document)).hex() == change.digest


@pytest.mark.parametrize("saved_before", [True, False])
def test_six_publishers_of_one_source_number_it_once(saved_before):
    one, two = make_editor(), make_editor()
    article, town = make_article("The army raided a camp."), make_place("Town", kind="town")
    make_place("Iraq")
    if saved_before:
        save_version(Kind.ARTICLE, article, by=one)
    events = [make_event(title=f"Event {number}", place=town) for number in range(6)]
    for event in events:
        Citation.objects.create(event=event, passage=make_passage(article))
        save_version(Kind.EVENT, event, by=one)
        workflow.submit(Kind.EVENT, event.pk, version=1, by=one)
        workflow.approve(Kind.EVENT, event.pk, version=1, by=two)

    found = together(*(lambda pk=event.pk: workflow.publish(Kind.EVENT, pk, version=1, by=two) for event in events))

    assert all(isinstance(change, Change) for change in found), found
    assert sorted(PublishedEvent.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert (PublishedArticle.objects.get().number, PublishedArticle.objects.get().version) == (1, 1)
    assert_chain_whole()


def test_one_event_published_three_times_at_once_goes_out_once():
    raid = make_raid()
    publish_raid(raid)
    edit_and_approve(raid, raid.event, Kind.EVENT)

    def correct() -> Change:
        return workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two, op=Op.CORRECT, note="Better")

    found = together(correct, correct, correct)

    assert sum(isinstance(change, Change) for change in found) == 1, found
    assert PublishedEvent.objects.get().version == 2
    assert_chain_whole()


def test_withdrawing_a_person_while_an_event_names_them():
    raid = make_raid()
    publish_raid(raid)
    raid.event.refresh_from_db()
    raid.event.summary = "Karim Testov is said to be among them."
    raid.event.save()
    edit_and_approve(raid, raid.event, Kind.EVENT)

    together(
        lambda: workflow.withdraw(Kind.PERSON, raid.named.pk, by=raid.chief, reason="For safety"),
        lambda: workflow.publish(Kind.EVENT, raid.event.pk, version=2, by=raid.two, op=Op.UPDATE, note="More"),
    )

    assert b"Testov" not in bytes(PublishedEvent.objects.get().document)
    stored = [bytes(change.document) for change in Change.objects.exclude(document=None)]
    assert not any(b"Testov" in document for document in stored)
    assert_chain_whole()
