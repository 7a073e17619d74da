"""Answers to clients of ACLED's interface: reading tables, tokens, and the ping they begin with."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from tracker.core.cookies import forget_cookies
from tracker.syndication.api import conditional
from tracker.syndication.api.problems import RETRY_SECONDS, InvalidParameters
from tracker.syndication.compat.acled import tokens
from tracker.syndication.compat.acled.answers import Answer, answer, refusal
from tracker.syndication.compat.acled.asked import parameters, read
from tracker.syndication.compat.acled.tables import TABLES

logger = logging.getLogger(__name__)
LAYOUT = "acled-1"
_BEARER = "bearer "
_PRIVATE = "private, no-store"
_CREDENTIALS = ("key", "email", "access_token")


@method_decorator(csrf_exempt, name="dispatch")
class AcledView(View):
    """Open to everybody and to scripts of other sites; every refusal is in the envelope that clients read."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, or say in a sentence why not. What nobody foresaw is logged without the query."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except InvalidParameters as error:
            response = refusal(HTTPStatus.BAD_REQUEST, [f"{each.parameter}: {each.detail}" for each in error.errors])
        except SuspiciousOperation:
            response = refusal(HTTPStatus.BAD_REQUEST, ["The request cannot be read: it has too many parameters."])
        except OperationalError as error:
            logger.warning("The database could not answer %s", request.path, exc_info=error)
            response = refusal(HTTPStatus.SERVICE_UNAVAILABLE, ["The database is busy. Try again in a moment."])
            response["Retry-After"] = str(RETRY_SECONDS)
        except Exception:
            logger.exception("Unforeseen error at %s", request.path)
            response = refusal(HTTPStatus.INTERNAL_SERVER_ERROR, ["The desk's server made an error. It was logged."])
        forget_cookies(request)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """405, in the envelope."""
        response = refusal(HTTPStatus.METHOD_NOT_ALLOWED, [f"{request.method} means nothing here."])
        response["Allow"] = ", ".join(name.upper() for name in self.http_method_names if hasattr(self, name))
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a browser asks before a script of another site may send a token."""
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response


class PingView(AcledView):
    """The root, which clients ask before anything else."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Which tables there are and where tokens are given. No query."""
        reads = {name: request.build_absolute_uri(reverse("acled:read", args=[name])) for name in TABLES}
        body = {
            "status": int(HTTPStatus.OK),
            "success": True,
            "messages": ["The desk's own data in the columns of another house; it is not that house's data."],
            "read": reads,
            "token": request.build_absolute_uri(reverse("acled:token")),
        }
        return JsonResponse(body)

    post = get


class ReadView(AcledView):
    """One table."""

    def get(self, request: HttpRequest, table: str, suffix: str = "") -> Answer:
        """The rows that match, in pages, or all of them. Events: at most six queries for a page of a thousand."""
        expired = _refused_token(request)
        if expired:
            return expired
        query = parameters(request)
        change = conditional.last_change()
        asked = read(query, TABLES[table].columns, format_suffix=suffix)
        is_shared = request.method != "POST" and "Authorization" not in request.headers
        if not is_shared or any(name in query for name in _CREDENTIALS):
            response = answer(TABLES[table], asked, change=change)
            response["Cache-Control"] = _PRIVATE
            return response
        tag = conditional.entity_tag(request, change=change, layout=LAYOUT)
        unchanged = conditional.not_modified(request, tag)
        if unchanged:
            return unchanged
        response = answer(TABLES[table], asked, change=change)
        response["ETag"], response["Cache-Control"] = tag, conditional.CACHE_CONTROL
        return response

    post = get


class TokenView(AcledView):
    """OAuth's token endpoint (RFC 6749, grants ``password`` and ``refresh_token``)."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Tokens for whoever names itself, or for a refresh token of ours. Nothing that was sent is kept."""
        query = parameters(request)
        grant = query.get("grant_type", "")
        if grant == "password":
            named = (query.get("username") or query.get("email")) and query.get("password")
            if not named:
                return _no_token("invalid_request", "Give a username and a password; any will do, reading is free.")
        elif grant == "refresh_token":
            if not tokens.is_refresh(query.get("refresh_token", "")):
                return _no_token("invalid_grant", "The refresh token is not one of ours, or has run out.")
        else:
            return _no_token("unsupported_grant_type", "The grants are “password” and “refresh_token”.")
        return _untold(JsonResponse(tokens.issue()))


class NowhereView(AcledView):
    """Any other address below."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404 with the tables there are."""
        return refusal(HTTPStatus.NOT_FOUND, [f"There is no such table. There are {', '.join(TABLES)}."])

    post = get


def _refused_token(request: HttpRequest) -> HttpResponse | None:
    """401 for a bearer token that is not good; other ways to name oneself are not needed and not looked at."""
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith(_BEARER) or tokens.is_access(header[len(_BEARER) :].strip()):
        return None
    response = refusal(HTTPStatus.UNAUTHORIZED, ["The token is not one of ours, or has run out. Ask for a new one."])
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def _no_token(error: str, sentence: str) -> HttpResponse:
    body = {"error": error, "error_description": sentence, "success": False}
    return _untold(JsonResponse(body, status=HTTPStatus.BAD_REQUEST, json_dumps_params={"ensure_ascii": False}))


def _untold(response: HttpResponse) -> HttpResponse:
    """Kept by no cache."""
    response["Cache-Control"], response["Pragma"] = "no-store", "no-cache"
    return response
