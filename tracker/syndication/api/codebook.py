"""The codebook: every controlled word that documents use, each with an address of its own."""

import json
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request

from tracker.published.codebook import codebook_stamp
from tracker.published.models import PublishedTerm
from tracker.syndication.api import conditional
from tracker.syndication.api.descriptions import UNCHANGED
from tracker.syndication.api.parameters import misused, split_values
from tracker.syndication.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from tracker.syndication.api.problems import ParameterError, nearest, refuse, shortened
from tracker.syndication.api.public import PublicView
from tracker.syndication.api.serializers import Codebook, Problem, Word

LAYOUT = "codebook-1"
MEDIA_TYPE = "application/json"
_PLAIN = ("scheme", "code", "label")
_NULL_WHERE_EMPTY = ("definition", "parent", "plover_class", "iptc_media_topic")
_DAYS = ("since", "until")


class CodebookView(PublicView):
    """All words, or those of some schemes."""

    @extend_schema(
        operation_id="list_codebook",
        tags=["codebook"],
        summary="List the words of the codebook",
        parameters=[
            OpenApiParameter(
                "scheme",
                {"type": "array", "items": {"type": "string", "minLength": 1}},
                description="Vocabulary, for example event_type. Several: any of them.",
                style="form",
                explode=True,
            )
        ],
        responses={
            200: OpenApiResponse(Codebook, "The words by scheme."),
            304: UNCHANGED,
            (400, PROBLEM_TYPE): OpenApiResponse(Problem, "Parameters that cannot be used."),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        """The words by scheme. Three queries, one of them when there is nothing new."""
        tag = _tag(request)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        query = request.query_params
        refuse(misused(query, single=set(), several={"scheme"}))
        terms: QuerySet[PublishedTerm] = PublishedTerm.objects.all()
        if "scheme" in query:
            wanted = split_values(query.getlist("scheme"))
            known = set(PublishedTerm.objects.order_by().values_list("scheme", flat=True).distinct())
            refuse(
                ParameterError("scheme", f"There is no vocabulary “{shortened(each)}”.{nearest(each, known)}")
                for each in dict.fromkeys(wanted)
                if each not in known
            )
            terms = terms.filter(scheme__in=wanted)
        body = {"results": [word(request, term) for term in terms]}
        return conditional.keep(HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE), tag)


class WordView(PublicView):
    """One word; this is the address that ``definition_url`` gives."""

    @extend_schema(
        operation_id="get_word",
        tags=["codebook"],
        summary="Get one word of the codebook",
        parameters=[
            OpenApiParameter("scheme", OpenApiTypes.STR, OpenApiParameter.PATH, description="Which vocabulary."),
            OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH, description="The code in it."),
        ],
        responses={
            200: OpenApiResponse(Word, "The word."),
            304: UNCHANGED,
            (404, PROBLEM_TYPE): OpenApiResponse(Problem, "The codebook has no such word."),
        },
    )
    def get(self, request: Request, scheme: str, code: str) -> HttpResponse:
        """The word with its definition. Two queries."""
        tag = _tag(request)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        refuse(misused(request.query_params, single=set(), several=set()))
        term = None if "\x00" in scheme + code else PublishedTerm.objects.filter(scheme=scheme, code=code).first()
        if term is None:
            raise Http404(f"The codebook has no “{shortened(code)}” in “{shortened(scheme)}”.")
        body = json.dumps(word(request, term), ensure_ascii=False)
        return conditional.keep(HttpResponse(body, content_type=MEDIA_TYPE), tag)


def word(request: Request, term: PublishedTerm) -> dict[str, Any]:
    """A word as the API tells it."""
    address = request.build_absolute_uri(reverse("api:word", args=[term.scheme, term.code]))
    return {
        **{name: getattr(term, name) for name in _PLAIN},
        "definition_url": address,
        **{name: getattr(term, name) or None for name in _NULL_WHERE_EMPTY},
        **{name: getattr(term, name).isoformat() if getattr(term, name) else None for name in _DAYS},
    }


def _tag(request: Request) -> str:
    """The codebook changes without a numbered publication, so its own words are part of the tag."""
    layout = f"{LAYOUT}.{codebook_stamp()}"
    return conditional.entity_tag(request, change=(1, 0), layout=layout)
