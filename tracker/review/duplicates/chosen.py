"""Records to choose from by words: a name in any spelling, or words of an event's title."""

from typing import Any

from tracker.actors.finding import find
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.places.gazetteer import find as find_places
from tracker.publishing.kinds import AGGREGATES
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

_MOST = 15


def chosen(kind: Kind, words: str) -> list[Any]:
    """At most fifteen records of a kind that the words may mean; a public number finds its record.

    A name of a merged record finds the one that stands for it.
    """
    model = AGGREGATES[kind].model
    standing = model._default_manager.exclude(state=EditorialState.RETRACTED)
    if words.isascii() and words.isdecimal() and len(words) < 10:
        return list(standing.filter(number=int(words)))
    if kind in (Kind.FORCE, Kind.PERSON):
        met = [hit.record_id for hit in find(words, [kind], limit=_MOST, with_retracted=True)]
        into = stand_ins(kind, met)
        rows = standing.in_bulk(set(into.values()))
        return list({pk: rows[pk] for pk in (into[each] for each in met) if pk in rows}.values())
    if kind == Kind.PLACE:
        return list(find_places(words, limit=_MOST))
    column = "title" if kind == Kind.EVENT else "name"
    for word in fold(words).split()[:8]:
        standing = standing.filter(**{f"{column}__icontains": word})
    return list(standing.order_by("-pk")[:_MOST])
