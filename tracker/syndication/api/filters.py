"""What lists can be narrowed by, declared once for the query and for the schema."""

import django_filters

from tracker.published.models import (
    PublishedArticleTopic,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedEventTopic,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedTopic,
)
from tracker.syndication.api.event_narrowing import (
    AreaFilter,
    ChangedFilter,
    OutcomeFilter,
    OutletFilter,
    RoleFilter,
    TollFilter,
)
from tracker.syndication.api.narrowing import (
    TEXT,
    AnyOf,
    CodeFilter,
    NameFilter,
    RecordFilter,
    SpelledFilter,
    TitledFilter,
    VerificationFilter,
    WordsFilter,
    country,
    day,
)
from tracker.syndication.api.parameters import as_code
from tracker.syndication.api.spatial import BoxFilter, NearFilter

TOLLS = ("killed", "wounded", "missing", "captured", "abducted", "held")


class RecordFilterSet(django_filters.FilterSet):
    """What every list can be narrowed by."""

    changed_since = ChangedFilter()


class EventFilter(RecordFilterSet):
    """What events can be narrowed by; ``from`` and ``to`` are added below."""

    type = CodeFilter(
        field_name="event_type",
        scheme="event_type",
        parameter="type",
        help_text="Type of event, with its narrower ones.",
    )
    country = country()
    area = AreaFilter()
    bbox = BoxFilter()
    near = NearFilter()
    place = RecordFilter(model=PublishedPlace, help_text="The place, by UUID or number.")
    force = RecordFilter(
        model=PublishedForce, links=PublishedEventForce, help_text="A force that took part, by UUID or number."
    )
    person = RecordFilter(
        model=PublishedPerson, links=PublishedEventPerson, help_text="A person named, by UUID or number."
    )
    role = RoleFilter(
        scheme="role", parameter="role", help_text="Role of the force or person asked for, or of anybody where none is."
    )
    outcome = OutcomeFilter(scheme="outcome", parameter="outcome", help_text="Events with a figure of this outcome.")
    grade = CodeFilter(field_name="grade", scheme="grade", parameter="grade", help_text="Whether it happened.")
    outlet = OutletFilter()
    topic = RecordFilter(
        model=PublishedTopic,
        links=PublishedEventTopic,
        help_text="A topic that the event belongs to, by UUID or number.",
    )
    verification = VerificationFilter(help_text="Whether the desk is still checking the event, or has checked it.")
    q = WordsFilter(field_name="search_text", help_text="Words in title, summary, place and names; all must occur.")


# "from" cannot be the name of a class attribute.
EventFilter.base_filters = {
    "from": day(
        field_name="latest",
        lookup_expr="gte",
        help_text="Events that may have happened on this day or later (YYYY-MM-DD).",
    ),
    "to": day(
        field_name="earliest",
        lookup_expr="lte",
        help_text="Events that may have happened on this day or earlier (YYYY-MM-DD).",
    ),
    **EventFilter.base_filters,
    **{f"{outcome}_{end}": TollFilter(outcome=outcome, end=end) for outcome in TOLLS for end in ("min", "max")},
}


class NamedFilter(RecordFilterSet):
    """What people, forces and places can be narrowed by."""

    q = SpelledFilter(
        help_text="Words in any public spelling of the name, all of which must occur, or a name that sounds like it."
    )
    name = NameFilter(help_text="A name in any spelling and any script: records whose name sounds like it.")


class PersonFilter(NamedFilter):
    """What persons can be narrowed by."""

    fate = CodeFilter(
        field_name="fate", scheme="fate", parameter="fate", help_text="What is said to have become of the person."
    )


class ForceFilter(NamedFilter):
    """What forces can be narrowed by."""

    country = country()
    kind = CodeFilter(
        field_name="force_kind", scheme="force_kind", parameter="kind", help_text="Kind of force, by its code."
    )


class PlaceFilter(NamedFilter):
    """What places can be narrowed by."""

    country = country()
    kind = CodeFilter(
        field_name="place_kind", scheme="place_kind", parameter="kind", help_text="Kind of place, by its code."
    )
    bbox = BoxFilter()
    near = NearFilter()


class TopicFilter(RecordFilterSet):
    """What topics can be narrowed by."""

    q = WordsFilter(field_name="names", help_text="Words in the name; all must occur.")
    kind = AnyOf(field_name="topic_kind", read=as_code, schema=TEXT, help_text="Kind, for example conflict or theme.")


class ArticleFilter(RecordFilterSet):
    """What articles can be narrowed by; ``from`` and ``to`` are added below."""

    kind = AnyOf(field_name="article_kind", read=as_code, schema=TEXT, help_text="Kind, for example report or story.")
    outlet = TitledFilter(field_name="outlet", help_text="Who published it, by the whole name.")
    topic = RecordFilter(
        model=PublishedTopic,
        links=PublishedArticleTopic,
        owner="article",
        help_text="A topic that the article belongs to, by UUID or number.",
    )


ArticleFilter.base_filters = {
    "from": day(field_name="published_on", lookup_expr="gte", help_text="Published on this day or later (YYYY-MM-DD)."),
    "to": day(field_name="published_on", lookup_expr="lte", help_text="Published on this day or earlier (YYYY-MM-DD)."),
    **ArticleFilter.base_filters,
}
