"""Records on file by name, for an editor who knows that a suggestion is one of them."""

from typing import Any

from django.db.models import Q, QuerySet

from tracker.actors.finding import find, records
from tracker.actors.models import Force, ForceName, Person, PersonName
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.extraction.models import SuggestionKind
from tracker.places.gazetteer import names_like
from tracker.places.models import Place
from tracker.revisions.models import Kind

MOST = 8
_SHORTEST = 2
_MODELS: dict[str, Any] = {
    SuggestionKind.EVENT: Event,
    SuggestionKind.FORCE: Force,
    SuggestionKind.PERSON: Person,
    SuggestionKind.PLACE: Place,
}


def record_called(kind: str, pk: int) -> EditorialModel | None:
    """One record that can still be chosen."""
    found = _MODELS[kind].objects.exclude(state=EditorialState.RETRACTED).filter(pk=pk)
    record: EditorialModel | None = found.first()
    return record


def records_like(kind: str, words: str) -> list[EditorialModel]:
    """The few records that the words may mean, the likeliest first; a number is a record's own.

    Four queries at most.
    """
    words = words.strip()
    if words.isascii() and words.isdecimal() and len(words) < 10:
        record = record_called(kind, int(words))
        return [record] if record is not None else []
    if len(fold(words)) < _SHORTEST:
        return []
    if kind == SuggestionKind.PLACE:
        return list(names_like(words, limit=MOST))
    if kind == SuggestionKind.EVENT:
        return list(_events(words))
    sounding = records(find(words, [Kind(kind)], limit=MOST))
    return [*sounding, *_beginning(kind, words, [record.pk for record in sounding])][:MOST]


def _events(words: str) -> QuerySet[Event]:
    """Events with every word in their title, the newest first."""
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(title__icontains=word)
    found = Event.objects.filter(wanted).exclude(state=EditorialState.RETRACTED)
    return found.select_related("place", "event_type").order_by("-earliest", "-pk")[:MOST]


def _beginning(kind: str, words: str, found: list[int]) -> QuerySet[Any]:
    """Records with a name that begins so: what is typed may not be a whole word yet."""
    names = ForceName.objects.all() if kind == SuggestionKind.FORCE else PersonName.objects.all()
    owners = names.filter(folded__startswith=fold(words)).values(f"{kind}_id")
    usable = _MODELS[kind].objects.filter(pk__in=owners).exclude(state=EditorialState.RETRACTED)
    return usable.exclude(pk__in=found).order_by("name", "pk")[:MOST]
