"""Public answers are the same for everybody, whatever cookies come with the question."""

from django.http import HttpRequest


def forget_cookies(request: HttpRequest) -> None:
    """Answer as if no cookie had come.

    Else the middleware of session and forms, on its way out, would take a garbled
    cookie back or replace it, and mark the answer as one that depends on cookies:
    no cache could share it then.
    """
    request.COOKIES.clear()
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
