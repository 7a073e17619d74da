"""Which forces or people on file may be meant by a name, in order, each with the reason in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.actors.finding import Hit, Mode, find, find_many, records
from tracker.actors.models import Force, Person
from tracker.core.names import fold, mixed_scripts
from tracker.core.naming.asking import is_disguised
from tracker.core.naming.likeness import same_name
from tracker.core.naming.words import spoken
from tracker.publishing.kinds import kind_of
from tracker.revisions.models import Kind

_LIKE = 0.8
_NAMES_ASKED = 4
_OTHER_NAMES = 3


@dataclass(frozen=True)
class Sounding:
    """A record that may be meant: by which of its names, for which that was asked, and how well, from 0 to 1.

    ``is_same`` says that every word of the shorter name agrees.
    """

    record: Any
    asked: str
    name: str
    score: float
    is_same: bool

    @property
    def reason(self) -> str:
        """Why it may be meant."""
        if fold(self.asked) == fold(self.name):
            return f"it is called “{self.name}”"
        if is_disguised(self.asked, self.name):
            return f"“{self.asked}” looks like “{self.name}” and has letters of another script in it"
        return f"“{self.asked}” sounds like “{self.name}”"


def sounding(kind: Kind, names: Iterable[str], *, mode: Mode = Mode.ANY, limit: int = 5) -> list[Sounding]:
    """Records that stand and may be meant by any of the names, the likeliest first, each once. Merges nothing.

    The first four names are asked for. Up to six queries a name, and one for the records.
    """
    asked = _asked(names)
    best = _best([(name, find(name, [kind], limit=limit, mode=mode)) for name in asked], limit)
    return _with_records({0: best}).get(0, [])


def sounding_many(asked: dict[int, tuple[Kind, list[str]]], *, limit: int = 3) -> dict[int, list[Sounding]]:
    """The same for many at once, by the key of each. A query for about fifty names, and up to eight more."""
    flat = [(key, kind, name) for key, (kind, names) in asked.items() for name in _asked(names)]
    hits = find_many([(kind, name) for _, kind, name in flat], limit=limit)
    by_key: dict[int, list[tuple[str, list[Hit]]]] = {}
    for (key, _, name), found in zip(flat, hits, strict=True):
        by_key.setdefault(key, []).append((name, found))
    return _with_records({key: _best(found, limit) for key, found in by_key.items()})


def mixed(names: Iterable[str]) -> list[str]:
    """Those names that mix letters of scripts that look alike, each with what is wrong in words."""
    return [
        f"“{name}” mixes letters of scripts that look alike (Latin, Cyrillic, Greek). Type it anew if that is a slip."
        for name in dict.fromkeys(names)
        if mixed_scripts(name)
    ]


def label(record: Force | Person) -> str:
    """What tells an actor from others: sort, country or post, and other names. Have names and posts prefetched."""
    told = [record.name]
    if isinstance(record, Force):
        told += [record.get_kind_display(), record.country_code]
    else:
        posts = (", ".join(filter(None, (post.title, str(post.force or "")))) for post in record.postings.all())
        told += [next(filter(None, posts), ""), "private" if record.is_private else ""]
    others = [row.name for row in record.names.all() if row.name != record.name][:_OTHER_NAMES]
    told.append(f"also {', '.join(others)}" if others else "")
    return " · ".join(filter(None, told))


def _asked(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if fold(name)))[:_NAMES_ASKED]


def _best(found: Iterable[tuple[str, list[Hit]]], limit: int) -> list[tuple[str, Hit]]:
    """(the name asked for, the hit), the best of each record, the likeliest first."""
    best: dict[int, tuple[str, Hit]] = {}
    for name, hits in found:
        for hit in hits:
            known = best.get(hit.record_id)
            if hit.score >= _LIKE and (known is None or known[1].score < hit.score):
                best[hit.record_id] = (name, hit)
    return sorted(best.values(), key=lambda pair: (-pair[1].score, pair[1].record_id))[:limit]


def _with_records(best: dict[int, list[tuple[str, Hit]]]) -> dict[int, list[Sounding]]:
    """With the rows, a query a kind; what was deleted meanwhile is left out."""
    hits = [hit for pairs in best.values() for _, hit in pairs]
    rows = {(kind_of(record), record.pk): record for record in records(hits)}
    return {
        key: [
            Sounding(rows[hit.kind, hit.record_id], asked, hit.name, hit.score, _is_same(asked, hit.name))
            for asked, hit in pairs
            if (hit.kind, hit.record_id) in rows
        ]
        for key, pairs in best.items()
    }


def _is_same(asked: str, name: str) -> bool:
    return not is_disguised(asked, name) and same_name(spoken(asked), spoken(name))
