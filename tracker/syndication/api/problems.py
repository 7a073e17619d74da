"""Refusals: every error under ``/api/`` is a problem document (RFC 9457)."""

import difflib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
_LONGEST_ECHO = 60
_MOST_ERRORS = 20


@dataclass(frozen=True)
class ParameterError:
    """What is wrong with one query parameter, in a sentence."""

    parameter: str
    detail: str


class InvalidParameters(APIException):
    """The query cannot be answered as written; ``errors`` says why, one entry a fault."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, errors: Iterable[ParameterError]) -> None:
        self.errors = list(errors)
        super().__init__(" ".join(error.detail for error in self.errors))


def refuse(errors: Iterable[ParameterError]) -> None:
    """Nothing where there are no errors.

    Raises:
        InvalidParameters: there are some.
    """
    listed = [*errors]
    if listed:
        raise InvalidParameters(listed)


def shortened(text: str) -> str:
    """What somebody sent, short enough to be repeated to them."""
    return text if len(text) <= _LONGEST_ECHO else text[: _LONGEST_ECHO - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Did you mean …?" when a known word is near, else nothing."""
    close = difflib.get_close_matches(word[:_LONGEST_ECHO], list(known), n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""


def problem(status: int, detail: str, errors: Iterable[ParameterError] = ()) -> HttpResponse:
    """A problem document; it is never kept by caches."""
    listed = [{"parameter": shortened(each.parameter), "detail": each.detail} for each in errors]
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    if listed:
        body["errors"] = listed[:_MOST_ERRORS]
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def answer_problem(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """The problem document for whatever a view raised. What nobody foresaw is logged and says nothing."""
    if isinstance(error, InvalidParameters):
        return problem(error.status_code, "The query has parameters that cannot be used.", error.errors)
    if isinstance(error, APIException):
        return problem(error.status_code, str(error.detail))
    if isinstance(error, Http404):
        return problem(HTTPStatus.NOT_FOUND, str(error) or "There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return problem(HTTPStatus.FORBIDDEN, "This is not public.")
    if isinstance(error, SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, "The request cannot be read: it has too many parameters.")
    path = context["request"].path
    if isinstance(error, OperationalError):
        logger.warning("The database could not answer %s", path, exc_info=error)
        response = problem(HTTPStatus.SERVICE_UNAVAILABLE, "The database is busy. Try again in a moment.")
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    logger.error("Unforeseen error at %s", path, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The desk's server made an error. It has been logged.")
