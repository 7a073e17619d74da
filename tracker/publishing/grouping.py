"""Putting events and articles into a topic, and taking them out: one saved version each."""

from typing import Any

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.states import EditorialState, TransitionNotAllowed
from tracker.events.models import ArticleTopic, EventTopic, Topic
from tracker.publishing.editing import lock, require, save_version
from tracker.publishing.withheld import is_withdrawn
from tracker.revisions.models import Kind, Revision

_LINKS: dict[Kind, tuple[type[EventTopic] | type[ArticleTopic], str]] = {
    Kind.EVENT: (EventTopic, "event_id"),
    Kind.ARTICLE: (ArticleTopic, "article_id"),
}


def put_into_topic(kind: Kind, record_id: int, *, topic_id: int, by: User) -> Revision:
    """Let an event or article belong to a topic, and save a version that says so.

    Raises:
        NotPermitted: the role does not edit.
        TransitionNotAllowed: it belongs to the topic already, or the topic was taken back.
    """
    require(by, Verb.EDIT)
    links, column = _LINKS[kind]
    with transaction.atomic():
        topic = Topic.objects.get(pk=topic_id)
        record = lock(kind, record_id)
        if topic.state == EditorialState.RETRACTED or is_withdrawn(Kind.TOPIC, topic_id):
            raise TransitionNotAllowed(f"The topic “{topic}” was taken back: choose another one.")
        named: dict[str, Any] = {column: record_id, "topic": topic}
        if not links._default_manager.get_or_create(**named)[1]:
            raise TransitionNotAllowed(f"It is in the topic “{topic}” already.")
        revision = save_version(kind, record, by=by, reason=f"Put into the topic “{topic}”"[:500])
        audit.log("put_into_topic", by=by, kind=kind, record=record, topic=topic_id)
    return revision


def take_out_of_topic(kind: Kind, record_id: int, *, topic_id: int, by: User) -> Revision:
    """Let an event or article belong to a topic no longer, and save a version that says so.

    Raises:
        NotPermitted: the role does not edit.
        TransitionNotAllowed: it does not belong to the topic.
    """
    require(by, Verb.EDIT)
    links, column = _LINKS[kind]
    with transaction.atomic():
        topic = Topic.objects.get(pk=topic_id)
        record = lock(kind, record_id)
        if not links._default_manager.filter(**{column: record_id, "topic": topic}).delete()[0]:
            raise TransitionNotAllowed(f"It is not in the topic “{topic}”.")
        revision = save_version(kind, record, by=by, reason=f"Taken out of the topic “{topic}”"[:500])
        audit.log("take_out_of_topic", by=by, kind=kind, record=record, topic=topic_id)
    return revision
