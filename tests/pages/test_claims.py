"""The table of claims."""

from tests.published_factories import build_event
from tracker.pages.claims import claim_groups


class Watched(dict):
    """A claim that counts how often its position is read."""

    reads = 0

    def __getitem__(self, key):
        Watched.reads += key == "position"
        return super().__getitem__(key)


def test_wholes_are_found_without_going_through_all_claims(db):
    body = build_event().body
    first = body["claims"][0]
    parts = [Watched(first, position=number, part_of=0 if number else None) for number in range(500)]

    Watched.reads = 0
    groups = claim_groups({**body, "claims": parts[::-1]})

    rows = [row for group in groups for row in group.rows]
    assert len(rows) == 500
    assert sum(" of the " in row.says for row in rows) == 499
    assert Watched.reads <= 5 * 500
