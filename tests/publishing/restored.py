"""Save a record, restore a version of it, and say what it holds."""

from tracker.publishing.editing import save_version
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.restoring import restore
from tracker.revisions.freezing import freeze


def saved(kind, record, by):
    fresh = type(record).objects.get(pk=record.pk)
    return save_version(kind, fresh, by=by).version


def restored(kind, record, version, by):
    fresh = type(record).objects.get(pk=record.pk)
    found = restore(kind, record.pk, version=version, opened=fresh.version, by=by)
    record.refresh_from_db()
    return found


def said(kind, record):
    return freeze(type(record).objects.get(pk=record.pk), AGGREGATES[kind].parts)
