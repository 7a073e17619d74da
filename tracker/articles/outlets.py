"""Verbs over outlets."""

from tracker.articles.cleaning import BadInput
from tracker.articles.models import Outlet
from tracker.core.names import fold

_LONGEST = 200


def outlet_called(name: str) -> Outlet | None:
    """The outlet of that name, made when there is none; null for an empty name. Capitals do not matter.

    Raises:
        BadInput: the name is only punctuation, or too long.
    """
    name = " ".join(name.replace("\0", "").split())
    if not name:
        return None
    if not fold(name):
        raise BadInput(f"“{name[:40]}” is not the name of an outlet.")
    if len(name) > _LONGEST:
        raise BadInput(f"The name of the outlet is longer than {_LONGEST} characters.")
    known = Outlet.objects.filter(name__iexact=name).order_by("pk").first()
    return known or Outlet.objects.get_or_create(name=name)[0]
