"""Which forces and people bear the names suggested, and which sound alike, for all open cards at once."""

from collections import defaultdict

from tracker.actors.models import ForceName, PersonName
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.actors import is_name
from tracker.review.decisions.sitting import effective
from tracker.review.sounding import Sounding, sounding_many
from tracker.revisions.models import Kind


class Namesakes:
    """Looks up in a few queries what accepting looks up one by one, by the same rule: the name, else the aliases."""

    def __init__(self, suggestions: list[Suggestion]) -> None:
        self.suggestions = suggestions
        self._known: dict[str, dict[str, list[EditorialModel]]] = {}
        for kind, rows in ((SuggestionKind.FORCE, ForceName.objects), (SuggestionKind.PERSON, PersonName.objects)):
            wanted = {key for each in suggestions for keys in self._keys(each, kind) for key in keys}
            owner = str(kind)
            found = rows.filter(folded__in=wanted).exclude(**{f"{owner}__state": EditorialState.RETRACTED})
            by_name: dict[str, list[EditorialModel]] = defaultdict(list)
            for row in found.select_related(owner).order_by(f"{owner}_id"):
                record = getattr(row, owner)
                if record not in by_name[row.folded]:
                    by_name[row.folded].append(record)
            self._known[kind] = by_name
        self._sounding = sounding_many(
            {each.pk: (Kind(each.kind), _named(each)) for each in suggestions if _asks(each)}
        )

    def of(self, suggestion: Suggestion) -> list[EditorialModel]:
        """The records that bear its name; where none does, those that bear another name of it."""
        for keys in self._keys(suggestion, suggestion.kind):
            found = {record.pk: record for key in keys for record in self._known[suggestion.kind].get(key, [])}
            if found:
                return [found[pk] for pk in sorted(found)]
        return []

    def sounding(self, suggestion: Suggestion) -> list[Sounding]:
        """Other records that may be meant, the likeliest first, each with the reason; offered, never chosen."""
        borne = {record.pk for record in self.of(suggestion)}
        return [each for each in self._sounding.get(suggestion.pk, []) if each.record.pk not in borne]

    @staticmethod
    def _keys(suggestion: Suggestion, kind: str) -> list[list[str]]:
        if suggestion.kind != kind or not _asks(suggestion):
            return []
        payload = effective(suggestion)
        aliases = [fold(alias) for alias in payload.get("aliases") or [] if is_name(alias)]
        return [[key for key in keys if key] for keys in ([fold(payload.get("name") or "")], aliases)]


def _asks(suggestion: Suggestion) -> bool:
    is_actor = suggestion.kind in (SuggestionKind.FORCE, SuggestionKind.PERSON)
    return is_actor and suggestion.state == SuggestionState.PENDING


def _named(suggestion: Suggestion) -> list[str]:
    payload = effective(suggestion)
    return [payload.get("name") or "", *(alias for alias in payload.get("aliases") or [] if is_name(alias))]
