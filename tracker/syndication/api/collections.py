"""Lists and details of published records, as the documents that were published."""

import json
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.viewsets import ViewSetMixin

from tracker.published.models import (
    PublicStatus,
    PublishedArticle,
    PublishedEvent,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTopic,
)
from tracker.published.successors import successor_of
from tracker.syndication.api import conditional, paging, serializers
from tracker.syndication.api.descriptions import documented
from tracker.syndication.api.filters import ArticleFilter, EventFilter, PersonFilter, PlacedNameFilter, TopicFilter
from tracker.syndication.api.parameters import as_uuid, misused
from tracker.syndication.api.problems import ParameterError, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.versions import as_of

LAYOUT = "1"
MEDIA_TYPE = "application/json"


class Collection(ViewSetMixin, PublicView):
    """One kind of record: a list in pages and a detail by UUID. Documents go out byte for byte as stored."""

    slug: ClassVar[str]
    model: ClassVar[type[PublishedRecord]]
    filterset_class: ClassVar[type[FilterSet]]
    order: ClassVar[paging.Order] = paging.NewestNumber()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """One page of live documents, or with ``count=exact`` their number. At most three queries."""
        tag = conditional.entity_tag(request, change=conditional.last_change(), layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        query = request.query_params
        rows = self.narrowed(query)
        if paging.wants_count(query):
            return conditional.keep(count_answer(rows), tag)
        page = paging.read_page(rows, query, order=self.order, collection=self.slug)
        return conditional.keep(page_answer(request, page), tag)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """One document; the tombstone with 301 where it was merged, with 410 where it was retracted or withdrawn."""
        tag = conditional.entity_tag(request, change=conditional.last_change(), layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        query = request.query_params
        refuse(misused(query, single={"as_of"}, several=set()))
        given = kwargs["public_id"]
        public_id = as_uuid(given)
        if public_id is None:
            raise Http404(f"“{shortened(given)}” is not a UUID. Records are addressed by their UUID.")
        if "as_of" in query:
            return conditional.keep(as_of(self.model.kind, public_id, query["as_of"]), tag)
        rows = self.model._default_manager.filter(public_id=public_id)
        row = rows.only("status", "document", "successor").first()
        if row is None:
            raise Http404(f"No published {self.model.kind.label.lower()} has the id {public_id}.")
        if row.status == PublicStatus.LIVE:
            return conditional.keep(HttpResponse(row.document, content_type=MEDIA_TYPE), tag)
        stands = successor_of(row)
        if stands is None:
            return HttpResponse(row.document, status=HTTPStatus.GONE, content_type=MEDIA_TYPE)
        moved = HttpResponse(row.document, status=HTTPStatus.MOVED_PERMANENTLY, content_type=MEDIA_TYPE)
        moved["Location"] = request.build_absolute_uri(stands.body["api_url"])
        return conditional.keep(moved, tag)

    def narrowed(self, query: QueryDict) -> QuerySet[Any]:
        """The rows that match the query's filters.

        Raises:
            InvalidParameters: unknown, empty, repeated or unreadable parameters.
        """
        rows: QuerySet[Any] = self.model._default_manager.all()
        filters = self.filterset_class.base_filters
        single = {name for name, each in filters.items() if not each.takes_many} | set(paging.PAGING)
        refuse(misused(query, single=single, several=set(filters) - single))
        if not any(name in filters for name in query):
            return rows
        filterset = self.filterset_class(query, queryset=rows)
        refuse(ParameterError(name, " ".join(found)) for name, found in filterset.errors.items())
        refuse(backwards(filterset.form.cleaned_data))
        return filterset.qs


def backwards(values: dict[str, Any]) -> list[ParameterError]:
    """The fault of a first day that lies after the last."""
    first, last = values.get("from"), values.get("to")
    if first and last and first > last:
        return [ParameterError("to", f"The last day, {last}, lies before the first, {first}.")]
    return []


def count_answer(rows: QuerySet[Any]) -> HttpResponse:
    """How many documents match; ``is_at_least`` says that counting stopped at the cap."""
    count, is_at_least = paging.count_up_to_cap(rows)
    return HttpResponse(json.dumps({"count": count, "is_at_least": is_at_least}), content_type=MEDIA_TYPE)


def page_answer(request: Request, page: paging.Page) -> HttpResponse:
    """A page: the stored bytes, joined; nothing is parsed or written anew."""
    count_query = request.query_params.copy()
    for name in paging.PAGING:
        count_query.pop(name, None)
    count_query["count"] = "exact"
    here = request.build_absolute_uri(request.path)
    links = {"next": None, "count": f"{here}?{count_query.urlencode()}"}
    if page.next_cursor:
        next_query = request.query_params.copy()
        next_query["cursor"] = page.next_cursor
        links["next"] = f"{here}?{next_query.urlencode()}"
    head = json.dumps(links).encode()[:-1]
    response = HttpResponse(
        b"".join((head, b', "results": [', b",".join(page.documents), b"]}")), content_type=MEDIA_TYPE
    )
    if links["next"]:
        response["Link"] = f'<{links["next"]}>; rel="next"'
    return response


@documented(serializers.Event, one="event", order="Newest day first.")
class Events(Collection):
    """Events, newest day first."""

    slug, model, filterset_class, order = "events", PublishedEvent, EventFilter, paging.NewestDay()


@documented(serializers.Person, one="person", order="The last published first.")
class Persons(Collection):
    """Persons named in public, the last published first."""

    slug, model, filterset_class = "persons", PublishedPerson, PersonFilter


@documented(serializers.Force, one="force", order="The last published first.")
class Forces(Collection):
    """Forces, the last published first."""

    slug, model, filterset_class = "forces", PublishedForce, PlacedNameFilter


@documented(serializers.Place, one="place", order="The last published first.")
class Places(Collection):
    """Places that events name, the last published first."""

    slug, model, filterset_class = "places", PublishedPlace, PlacedNameFilter


@documented(serializers.Article, one="article", order="The last published first.")
class Articles(Collection):
    """Articles: stories in full, reports by title, outlet, date and link; the last published first."""

    slug, model, filterset_class = "articles", PublishedArticle, ArticleFilter


@documented(serializers.Topic, one="topic", order="The last published first.")
class Topics(Collection):
    """Conflicts, dyads, campaigns, theatres and themes, the last published first."""

    slug, model, filterset_class = "topics", PublishedTopic, TopicFilter


COLLECTIONS: tuple[type[Collection], ...] = (Events, Persons, Forces, Places, Articles, Topics)
