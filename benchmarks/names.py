"""How fast names are found among many, beside one look-up of an exact key in the same database.

    python -m benchmarks.names [--aliases 500000]

Builds a register in a database of its own (SQLite in a temporary folder, or DATABASE_URL),
asks it for real spellings, prints a table on standard error and JSON on standard output.
"""

import argparse
import itertools
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

FOLDER = tempfile.mkdtemp(prefix="names-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
os.environ["DESK_DATA_DIR"] = FOLDER

import django  # noqa: E402 - the environment must be set first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.core.name_trials import SEED, TrigramRegister, name_parts, pairs  # noqa: E402
from tracker.actors.finding import Mode, find, records  # noqa: E402
from tracker.actors.models import NameKey, Person, PersonName  # noqa: E402
from tracker.core.names import fold  # noqa: E402
from tracker.core.naming.keys import stored_keys  # noqa: E402
from tracker.core.naming.words import spoken  # noqa: E402
from tracker.revisions.models import Kind  # noqa: E402

A_PERSON = 4  # aliases each
A_BATCH = 5_000


def names() -> Iterator[str]:
    """Names of two given names and a family name, without end, the same on every run."""
    chance = random.Random(SEED)
    parts = name_parts()
    people = [
        (parts[language, "given"], parts[language, "family"]) for language in ("ar", "ru-uk", "fa", "ur", "my", "am")
    ]
    seen: set[str] = set()
    while True:
        given, family = chance.choice(people)
        name = " ".join([*chance.sample(given, 2), chance.choice(family)])
        if name not in seen:
            seen.add(name)
            yield name


def build(aliases: int) -> float:
    """Fill the register, the names of the pairs among the others; returns seconds."""
    start = time.perf_counter()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # only the building is hurried
            cursor.execute("PRAGMA journal_mode=MEMORY")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-1000000")
    wanted = itertools.chain((pair.name for pair in pairs()), names())
    for at in range(0, aliases, A_BATCH):
        batch = list(dict.fromkeys(itertools.islice(wanted, A_BATCH)))
        people = Person.objects.bulk_create([Person(name=name) for name in batch[::A_PERSON]])
        PersonName.objects.bulk_create(
            [PersonName(person=people[place // A_PERSON], name=name) for place, name in enumerate(batch)]
        )
        if at % 50_000 == 0:
            sys.stderr.write(f"{at + A_BATCH:,} aliases, {time.perf_counter() - start:.0f} s\n")
    connection.close()  # opened again as the desk has it
    return time.perf_counter() - start


def milliseconds(ask: Callable[[str], Any], queries: list[str]) -> dict[str, float]:
    """Median and 95th percentile over the queries, after one round to warm up."""
    for query in queries[:50]:
        ask(query)
    taken = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(statistics.median(taken), 3), "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 3)}


def exact(query: str) -> list[int]:
    """The peer: one look-up of the folded key, as an index serves it."""
    return list(PersonName.objects.filter(folded=fold(query)).values_list("person_id", flat=True)[:20])


def exact_records(query: str) -> list[Person]:
    """The peer that fetches the records, too."""
    return list(Person.objects.filter(names__folded=fold(query)).distinct().order_by("pk")[:20])


def measure(aliases: int) -> dict[str, Any]:
    """Build, ask, and take the sizes."""
    seconds = build(aliases)
    queries = [pair.variant for pair in pairs()]
    random.Random(SEED).shuffle(queries)
    by_trigrams = TrigramRegister(PersonName.objects.values_list("name", flat=True)[:20_000])
    found = {
        "one look-up, ids": milliseconds(exact, queries),
        "one look-up, records": milliseconds(exact_records, queries),
        "find": milliseconds(lambda query: find(query, [Kind.PERSON]), queries),
        "find, both kinds": milliseconds(find, queries),
        "find and fetch records": milliseconds(lambda query: records(find(query, [Kind.PERSON])), queries),
        "find, every token": milliseconds(lambda query: find(query, [Kind.PERSON], mode=Mode.EVERY_TOKEN), queries),
        "trigrams of 20,000, in memory": milliseconds(by_trigrams.likeness, queries[:100]),
        "keys of a name, no database": milliseconds(lambda query: stored_keys(spoken.__wrapped__(query)), queries),
    }
    first = [any(hit.name == pair.name for hit in find(pair.variant)[:3]) for pair in pairs()]
    return {
        "database": connection.vendor,
        "aliases": PersonName.objects.count(),
        "keys": NameKey.objects.count(),
        "build_seconds": round(seconds, 1),
        "within_first_3": round(sum(first) / len(first), 3),
        "find_over_one_look_up": round(found["find"]["median_ms"] / found["one look-up, ids"]["median_ms"], 1),
        "timings": found,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aliases", type=int, default=500_000)
    arguments = parser.parse_args()
    try:
        call_command("migrate", verbosity=0)
        result = measure(arguments.aliases)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    for name, row in result["timings"].items():
        sys.stderr.write(f"{name:32} median {row['median_ms']:9.3f} ms   95 % {row['p95_ms']:9.3f} ms\n")
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
