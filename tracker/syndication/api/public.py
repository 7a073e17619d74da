"""What every answer of the API shares."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from tracker.core.cookies import forget_cookies
from tracker.syndication.api.problems import answer_problem


class JsonOnly(BaseContentNegotiation):
    """Everything is JSON, whatever the reader says it accepts."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """No body is ever read."""
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """The one renderer."""
        return renderers[0], renderers[0].media_type


class PublicView(APIView):
    """Reading only, errors as problem documents, open to scripts of other sites."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = JsonOnly

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what nobody would read.

        Raises:
            ParseError: the request has a body.
        """
        super().initial(request, *args, **kwargs)
        has_body = request.META.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in request.META
        if has_body and request.method in ("GET", "HEAD"):
            raise ParseError("A request that reads has no body. Put what you ask for into the query of the address.")

    def get_exception_handler(self) -> Any:
        """Problem documents instead of the framework's errors."""
        return answer_problem

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What a browser asks before it sends a conditional request to another site."""
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let scripts of other sites read the answer, its tag and the link to the next page."""
        forget_cookies(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        return super().finalize_response(request, response, *args, **kwargs)
