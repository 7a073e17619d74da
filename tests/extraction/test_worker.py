"""A real worker: it reads what was pasted, finds what messages lost, and survives kill -9."""

import random
import socket
import time
from importlib.util import find_spec
from urllib.parse import urlsplit

import pytest

from tests.extraction.real_desk import RealDesk
from tests.needs import missing

TEXT = (
    "The army said on Tuesday that 14 rebels were killed in a raid near Mosul, in Iraq. "
    "“We struck at night,” said Gen. Omar Hadid, its spokesman. Seven soldiers were wounded, medics said."
)
BROKERS = {"Redis": "redis://127.0.0.1:6379/9", "RabbitMQ": "amqp://guest:guest@127.0.0.1:5672//"}


def long_text(number: int) -> str:
    """About 100,000 characters with something to read in every sentence."""
    return "\n\n".join(f"{TEXT} It was raid {number}.{line}, with {line + 2} dead." for line in range(450))


@pytest.fixture
def desk(tmp_path):
    """Makes scratch desks and ends their workers."""
    made: list[RealDesk] = []

    def make(**options) -> RealDesk:
        made.append(RealDesk(tmp_path, **options))
        return made[-1]

    yield make
    for each in made:
        each.kill_worker()


def assert_each_read_once(desk: RealDesk, articles: int) -> None:
    per_article = desk.rows(
        "SELECT t.article_id, COUNT(DISTINCT r.id), COUNT(s.id) FROM articles_articletext t "
        "LEFT JOIN extraction_run r ON r.text_id = t.id LEFT JOIN extraction_suggestion s ON s.run_id = r.id "
        "GROUP BY t.article_id"
    )
    assert len(per_article) == articles
    assert {runs for _, runs, _ in per_article} == {1}
    assert len({suggestions for _, _, suggestions in per_article}) == 1
    assert all(suggestions > 3 for _, _, suggestions in per_article)
    assert desk.rows("SELECT COUNT(*) FROM articles_article WHERE lease_token IS NOT NULL OR error != ''") == [(0,)]


def kill_in_mid_reading(desk: RealDesk, moments: random.Random) -> set[int]:
    """Start a worker, let it take an article, kill it; the processes that were reading for it."""
    attempts = "SELECT SUM(attempts) FROM articles_article"
    before = desk.rows(attempts)
    desk.start_worker(clock=False)
    desk.send("tracker.extraction.tasks.sweep")
    desk.wait(lambda: desk.rows(attempts) > before, seconds=15)
    time.sleep(moments.uniform(0, 0.3))
    readers = desk.readers()
    desk.kill_worker()
    return readers


def test_a_pasted_article_is_read_by_a_running_worker(desk):
    scratch = desk()
    scratch.start_worker()

    assert "new article 1. Waiting to be read" in scratch.paste(TEXT)

    scratch.wait(lambda: scratch.states() == ["extracted"], seconds=20)
    assert_each_read_once(scratch, articles=1)


def test_losing_every_message_loses_no_work(desk):
    scratch = desk()
    scratch.paste(TEXT)
    scratch.lose_messages()

    scratch.start_worker()

    scratch.wait(lambda: scratch.states() == ["extracted"], seconds=30)
    assert_each_read_once(scratch, articles=1)


def test_a_worker_killed_in_mid_reading_leaves_nothing_twice_and_nothing_behind(desk):
    scratch = desk(lease_seconds=8)
    held = "SELECT COUNT(*) FROM articles_article WHERE processing = 'cleaned' AND lease_token IS NOT NULL"
    scratch.paste(*(long_text(number) for number in range(4)))
    moments = random.Random(7)

    readers = kill_in_mid_reading(scratch, moments)
    held_first = scratch.rows(held)
    readers |= kill_in_mid_reading(scratch, moments)
    held_then = scratch.rows(held)
    done = scratch.states().count("extracted")
    runs = scratch.rows("SELECT COUNT(*) FROM extraction_run")
    scratch.start_worker(clock=False)
    scratch.wait(lambda: scratch.rows(f"{held} AND lease_until > datetime('now')") == [(0,)], seconds=12)
    scratch.send("tracker.extraction.tasks.sweep")

    scratch.wait(lambda: scratch.states() == ["extracted"] * 4, seconds=20)
    assert [(0,)] not in (held_first, held_then)
    assert runs == [(done,)]
    assert_each_read_once(scratch, articles=4)
    assert readers
    scratch.wait(lambda: not readers & scratch.readers(of_anybody=True), seconds=5)


@pytest.mark.server
@pytest.mark.parametrize("name", BROKERS)
def test_a_pasted_article_is_read_through_another_broker(desk, name):
    url = urlsplit(BROKERS[name])
    if name == "Redis" and find_spec("redis") is None:
        missing("the Python client of Redis is not installed")
    with socket.socket() as probe:
        if probe.connect_ex((url.hostname, url.port)):
            missing(f"no {name} at {url.hostname}:{url.port}")
    scratch = desk(broker=BROKERS[name])
    scratch.start_worker()

    scratch.paste(TEXT)

    scratch.wait(lambda: scratch.states() == ["extracted"], seconds=30)
    assert_each_read_once(scratch, articles=1)
