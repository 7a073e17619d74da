"""Lists and details of published records, as the documents that were published."""

import json
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
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
    RecordKind,
)
from tracker.published.successors import successor_of
from tracker.syndication.api import conditional, paging, serializers
from tracker.syndication.api.descriptions import documented
from tracker.syndication.api.exports import export
from tracker.syndication.api.filters import (
    ArticleFilter,
    EventFilter,
    ForceFilter,
    PersonFilter,
    PlaceFilter,
    TopicFilter,
)
from tracker.syndication.api.parameters import misused
from tracker.syndication.api.problems import InvalidParameters, ParameterError, refuse
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.representations import Wanted, select, wanted
from tracker.syndication.api.versions import as_of, identity
from tracker.syndication.formats.columns import COPY_COLUMNS, TABLES
from tracker.syndication.formats.entries import Entry, Selection, narrowed
from tracker.syndication.formats.known import Representation

LAYOUT = "1"
MEDIA_TYPE = "application/json"
_Answer = TypeVar("_Answer", bound=HttpResponseBase)


class Collection(ViewSetMixin, PublicView):
    """One kind of record: a list in pages and a detail by UUID. Documents go out byte for byte as stored."""

    slug: ClassVar[str]
    model: ClassVar[type[PublishedRecord]]
    filterset_class: ClassVar[type[FilterSet]]
    orders: ClassVar[paging.Orders] = paging.RECORD_ORDERS
    keys: ClassVar[frozenset[str]]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """One page of live documents, or with ``count=exact`` their number. At most three queries.

        In other forms than JSON every live record as a stream, unless a page is asked for.
        """
        query, kind = request.query_params, self.model.kind
        form = wanted(request, kind, suffix=kwargs.get("suffix"))
        tag = tag_of(request, form)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return varied(unchanged)
        rows = self.narrowed(query)
        order = paging.read_order(query, self.orders)
        asked = Wanted(form, select(query, form, kind=kind, keys=self.keys))
        response: HttpResponseBase
        if paging.wants_count(query):
            refuse(faults_of_count(form))
            response = count_answer(rows)
        elif form is None:
            page = paging.read_page(rows, query, order=order, collection=self.slug)
            response = page_answer(request, page, asked.selection.keys)
        else:
            response = export(request, rows, asked, form, order=order, collection=self.slug)
        return varied(conditional.keep(response, tag))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """One document; the tombstone with 301 where it was merged, with 410 where it was retracted or withdrawn."""
        query, kind = request.query_params, self.model.kind
        form = wanted(request, kind, suffix=kwargs.get("suffix"), single=True)
        tag = tag_of(request, form)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return varied(unchanged)
        refuse(misused(query, single={"as_of", "format"}, several=set()))
        public_id = identity(kwargs["public_id"])
        if "as_of" in query:
            return varied(conditional.keep(as_it_stood(kind, public_id, query["as_of"], form), tag))
        columns = COPY_COLUMNS.get(kind, ())
        rows = self.model._default_manager.filter(public_id=public_id)
        row = rows.only("status", "document", "successor", *columns).first()
        if row is None:
            raise Http404(f"No published {kind.label.lower()} has the id {public_id}.")
        if row.status == PublicStatus.LIVE:
            entry = Entry(bytes(row.document), {name: getattr(row, name) for name in columns})
            return varied(conditional.keep(written(entry, kind, form), tag))
        tombstone = buried(bytes(row.document), kind, form)
        stands = successor_of(row)
        if stands is None:
            tombstone.status_code = HTTPStatus.GONE
            return tombstone
        tombstone.status_code = HTTPStatus.MOVED_PERMANENTLY
        tombstone["Location"] = request.build_absolute_uri(stands.body["api_url"])
        return varied(conditional.keep(tombstone, tag))

    def narrowed(self, query: QueryDict) -> QuerySet[Any]:
        """The rows that match the query's filters.

        Raises:
            InvalidParameters: unknown, empty, repeated or unreadable parameters.
        """
        rows: QuerySet[Any] = self.model._default_manager.all()
        filters = self.filterset_class.base_filters
        many = {name for name, each in filters.items() if each.takes_many} | {"fields", "omit"}
        single = set(filters) - many | {*paging.PAGING, "order", "format", "raw"}
        refuse(misused(query, single=single, several=many))
        if not any(name in filters for name in query):
            return rows
        filterset = self.filterset_class(query, queryset=rows)
        refuse(ParameterError(name, " ".join(found)) for name, found in filterset.errors.items())
        refuse(backwards(filterset.form.cleaned_data))
        return filterset.qs


def tag_of(request: Request, form: Representation | None) -> str:
    """The entity tag of the answer in this form."""
    layout = f"{LAYOUT}.{form.name}" if form else LAYOUT
    return conditional.entity_tag(request, change=conditional.last_change(), layout=layout)


def varied(response: _Answer) -> _Answer:
    """Say that the same address has other forms for other readers."""
    patch_vary_headers(response, ["Accept"])
    return response


def written(entry: Entry, kind: RecordKind, form: Representation | None) -> HttpResponse:
    """A single record: as stored, or in another form."""
    if form is None or form.one is None:
        return HttpResponse(entry.stored, content_type=MEDIA_TYPE)
    selection = Selection(kind, columns=TABLES[kind] if form.is_table else ())
    return HttpResponse(form.one(entry, selection), content_type=form.content_type)


def buried(stored: bytes, kind: RecordKind, form: Representation | None) -> HttpResponse:
    """A tombstone: ninjs has a word for what was cancelled, every other form is answered by the document."""
    entry = Entry(stored)
    return written(entry, kind, form if form is not None and form.name == "ninjs" else None)


def as_it_stood(kind: RecordKind, public_id: UUID, when: str, form: Representation | None) -> HttpResponse:
    """The document of a date or a change, which is given as stored only.

    Raises:
        InvalidParameters: another form is asked for.
    """
    if form is not None:
        detail = f"“as_of” gives the stored document only, not “{form.name}”. Leave one of them out."
        raise InvalidParameters([ParameterError("as_of", detail)])
    return as_of(kind, public_id, when)


def faults_of_count(form: Representation | None) -> list[ParameterError]:
    """The fault of a number in another form than JSON."""
    return [ParameterError("count", f"A count is given as JSON, not as “{form.name}”.")] if form else []


def backwards(values: dict[str, Any]) -> list[ParameterError]:
    """The faults of a first day after the last, and of a lowest figure above the highest."""
    found = []
    first, last = values.get("from"), values.get("to")
    if first and last and first > last:
        found.append(ParameterError("to", f"The last day, {last}, lies before the first, {first}."))
    for name in [name for name in values if name.endswith("_min")]:
        other = name.replace("_min", "_max")
        low, high = values[name], values.get(other)
        if low is not None and high is not None and low > high:
            found.append(ParameterError(other, f"“{other}”, {high}, is less than “{name}”, {low}."))
    return found


def count_answer(rows: QuerySet[Any]) -> HttpResponse:
    """How many documents match; ``is_at_least`` says that counting stopped at the cap."""
    count, is_at_least = paging.count_up_to_cap(rows)
    return HttpResponse(json.dumps({"count": count, "is_at_least": is_at_least}), content_type=MEDIA_TYPE)


def page_answer(request: Request, page: paging.Page, keys: frozenset[str] | None = None) -> HttpResponse:
    """A page: the stored bytes, joined; nothing is parsed or written anew unless only some ``keys`` are wanted."""
    count_query = request.query_params.copy()
    for name in (*paging.PAGING, "order", "fields", "omit", "format"):
        count_query.pop(name, None)
    count_query["count"] = "exact"
    here = request.build_absolute_uri(request.path)
    links = {"next": None, "count": f"{here}?{count_query.urlencode()}"}
    if page.next_cursor:
        next_query = request.query_params.copy()
        next_query["cursor"] = page.next_cursor
        links["next"] = f"{here}?{next_query.urlencode()}"
    head = json.dumps(links).encode()[:-1]
    documents = page.documents if keys is None else [narrowed(Entry(each), keys) for each in page.documents]
    response = HttpResponse(b"".join((head, b', "results": [', b",".join(documents), b"]}")), content_type=MEDIA_TYPE)
    if links["next"]:
        response["Link"] = f'<{links["next"]}>; rel="next"'
    return response


@documented(serializers.Event, one="event", order="Newest day first.")
class Events(Collection):
    """Events, newest day first."""

    slug, model, filterset_class, orders = "events", PublishedEvent, EventFilter, paging.EVENT_ORDERS


@documented(serializers.Person, one="person", order="The last published first.")
class Persons(Collection):
    """Persons named in public, the last published first."""

    slug, model, filterset_class = "persons", PublishedPerson, PersonFilter


@documented(serializers.Force, one="force", order="The last published first.")
class Forces(Collection):
    """Forces, the last published first."""

    slug, model, filterset_class = "forces", PublishedForce, ForceFilter


@documented(serializers.Place, one="place", order="The last published first.")
class Places(Collection):
    """Places that events name, the last published first."""

    slug, model, filterset_class = "places", PublishedPlace, PlaceFilter


@documented(serializers.Article, one="article", order="The last published first.")
class Articles(Collection):
    """Articles: stories in full, reports by title, outlet, date and link; the last published first."""

    slug, model, filterset_class = "articles", PublishedArticle, ArticleFilter


@documented(serializers.Topic, one="topic", order="The last published first.")
class Topics(Collection):
    """Conflicts, dyads, campaigns, theatres and themes, the last published first."""

    slug, model, filterset_class = "topics", PublishedTopic, TopicFilter


COLLECTIONS: tuple[type[Collection], ...] = (Events, Persons, Forces, Places, Articles, Topics)


def unlisted(collection: type[Collection]) -> type[Collection]:
    """The same under an address with a suffix, which the description leaves out: ``format`` says the same."""
    hidden = extend_schema(exclude=True)
    return extend_schema_view(list=hidden, retrieve=hidden)(type(f"Other{collection.__name__}", (collection,), {}))
