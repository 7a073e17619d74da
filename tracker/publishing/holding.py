"""What keeps a record in though its facts are in order: an embargo, or words that tell what its document keeps back."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from tracker.core.models import EditorialModel
from tracker.publishing.directory import Directory
from tracker.publishing.guarding import hidden_names
from tracker.publishing.kinds import AGGREGATES, Snapshot
from tracker.publishing.models import Embargo
from tracker.publishing.ties import passages_cited, places_named
from tracker.publishing.withheld import holds_figure
from tracker.revisions.models import Kind
from tracker.revisions.verbs import at_version

_HARM = re.compile(
    r"\b(?:kill|dead\b|death|died\b|wound|injur|missing|captur|abduct|kidnap|casualt|victim|captive|hostage)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?\n]")


def embargoes_on(
    kind: Kind, record: EditorialModel, snapshot: Snapshot, directory: Directory, at: datetime | None = None
) -> list[str]:
    """The embargoes that hold back the record, or a source or place that would be copied along with it.

    Of a source that is public already no words go out that the live version of the record does not cite.
    At a moment: now, unless told; in the past there is nothing to be held back.
    """
    standing = [each for each in directory.embargoes if each.until > (at or timezone.now())]
    if not standing:
        return []
    cited, before = passages_cited(kind, snapshot), _cited_before(kind, record)
    articles = {pk: passage.text.article_id for pk in cited if (passage := directory.passage(pk))}
    newly = {(Kind.ARTICLE, article) for pk, article in articles.items() if pk not in before}
    along = {(Kind.ARTICLE, article) for article in articles.values()}
    along |= {(Kind.PLACE, pk) for pk in places_named(kind, snapshot)}
    found = []
    for each in standing:
        key = (Kind(each.kind), each.record_id)
        if key == (kind, record.pk):
            found.append(f"This record is under an embargo {_until(each)}.")
        elif key in along:
            held = AGGREGATES[key[0]].model._default_manager.get(pk=key[1])
            if not held.is_live or key in newly:
                found.append(f"{key[0].label} “{held}” is under an embargo {_until(each)}, and would go out along.")
    return found


def _cited_before(kind: Kind, record: EditorialModel) -> set[int]:
    if record.live_revision is None:
        return set()
    return passages_cited(kind, at_version(kind, record.pk, record.live_revision).snapshot)


def words_that_tell(shown: Snapshot) -> list[str]:
    """What the title and summary of a guarded event would tell although its document keeps it back."""
    fields = shown["fields"]
    own = [fields["title"], fields["summary"], fields["means"]]
    found = []
    if any(hidden_names(shown).names_in(words) for words in own):
        found.append("The title or summary names a place or a person that is held back here: reword it.")
    clauses = [clause for words in own[:2] for clause in _CLAUSE.split(words)]
    if fields.get("is_provisional") and any(_HARM.search(clause) and holds_figure(clause) for clause in clauses):
        found.append("While the event is being verified no figures go out: take them from the title and the summary.")
    return found


def _until(each: Embargo) -> str:
    """In the desk's time zone, which is named."""
    until = timezone.localtime(each.until, timezone.get_default_timezone())
    return f"until {date_format(until, 'j F Y, H:i')} {until.tzname()}"
