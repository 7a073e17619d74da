"""Which forces and people bear the names suggested, for all open cards at once."""

from collections import defaultdict

from tracker.actors.models import ForceName, PersonName
from tracker.core.models import EditorialModel
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.actors import is_name
from tracker.review.decisions.sitting import effective


class Namesakes:
    """Looks up in two queries what accepting looks up one by one, by the same rule: the name, else the aliases."""

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

    def of(self, suggestion: Suggestion) -> list[EditorialModel]:
        """The records that bear its name; where none does, those that bear another name of it."""
        for keys in self._keys(suggestion, suggestion.kind):
            found = {record.pk: record for key in keys for record in self._known[suggestion.kind].get(key, [])}
            if found:
                return [found[pk] for pk in sorted(found)]
        return []

    @staticmethod
    def _keys(suggestion: Suggestion, kind: str) -> list[list[str]]:
        if suggestion.kind != kind or suggestion.state != SuggestionState.PENDING:
            return []
        payload = effective(suggestion)
        aliases = [fold(alias) for alias in payload.get("aliases") or [] if is_name(alias)]
        return [[key for key in keys if key] for keys in ([fold(payload.get("name") or "")], aliases)]
