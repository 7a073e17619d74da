"""Two records side by side, and what the public would read if one stood for the other."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.published.models import Op
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.merging import named_publicly
from tracker.publishing.press import Member, Press
from tracker.publishing.relations import named_in
from tracker.publishing.resolving import Resolver, frozen
from tracker.review.diff import Someone, differences
from tracker.review.outline import Line, outline
from tracker.revisions.models import Kind
from tracker.revisions.standing import Standing
from tracker.revisions.verbs import at_version

_MOST_NAMED = 50


@dataclass(frozen=True)
class Side:
    """One of the two: the record, what is said of it field by field, and whether the public sees it."""

    record: Any
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Outcome:
    """What a merge would do: both sides, the document that would go out, and who names the one that goes."""

    left: Side
    right: Side
    document: list[Line]
    named: list[tuple[str, EditorialModel]]
    changed: list[tuple[str, EditorialModel]]


def outcome(kind: Kind, record: EditorialModel, into: EditorialModel, *, by: Someone) -> Outcome:
    """Everything that an editor reads before merging ``record`` into ``into``. Nothing lasts."""
    changed = named_publicly(kind, record)
    named = [key for key in named_in(kind, [record.pk]) if key not in changed]
    return Outcome(
        left=Side(record, facts_of(kind, record, by=by)),
        right=Side(into, facts_of(kind, into, by=by)),
        document=outline(_document(kind, record, into)),
        named=_rows(named[:_MOST_NAMED]),
        changed=_rows(changed[:_MOST_NAMED]),
    )


def facts_of(kind: Kind, record: EditorialModel, *, by: Someone) -> list[tuple[str, str]]:
    """A record as label and value, parts included, in the words of its form."""
    return [(each.label, each.new) for each in differences(kind, None, frozen(kind, record), by=by)]


def _document(kind: Kind, record: EditorialModel, into: EditorialModel) -> dict[str, Any]:
    """The public document of ``into`` with what would be read through; the working one where it is not public."""
    version = into.live_revision
    snapshot = at_version(kind, into.pk, version).snapshot if version else frozen(kind, into)
    live = record.live_revision
    standing = Standing().as_if(kind, record.pk, into.pk, live)
    if not version:
        snapshot["merged"] = [*snapshot.get("merged", []), {"id": record.pk, **frozen(kind, record)}]
    resolved = Resolver(standing).resolved(kind, into.pk, snapshot)
    with transaction.atomic():
        op = Op.UPDATE if into.is_live else Op.PUBLISH
        member = Member(kind, into, resolved, version=into.version, op=op)
        document = Press([member]).documents()[kind, into.pk]
        transaction.set_rollback(True)
    return document


def _rows(keys: list[tuple[Kind, int]]) -> list[tuple[str, EditorialModel]]:
    found = []
    for kind in dict.fromkeys(kind for kind, _ in keys):
        pks = [pk for of_kind, pk in keys if of_kind == kind]
        rows = AGGREGATES[kind].model._default_manager.filter(pk__in=pks).exclude(state=EditorialState.RETRACTED)
        found += [(str(kind.label), row) for row in rows.order_by("pk")]
    return found
