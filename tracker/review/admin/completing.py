"""Fields that complete while typing: what each choice says, and which country the form is about."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.urls import Resolver404, resolve


class Completing(AutocompleteJsonView):
    """The choices of a field. An admin with ``choice_label`` words them itself."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """The row's key, and its words."""
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "choice_label", None)
        return {**found, "text": label(obj)} if label else found


def country_in_view(request: HttpRequest, site: Any) -> str:
    """ISO code of the country of the record whose form asks, or of its place; empty when it says none. One query."""
    try:
        match = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except Resolver404:
        return ""
    for model in site._registry:
        if match.url_name == f"{model._meta.app_label}_{model._meta.model_name}_change":
            return _country_of(model, str(match.kwargs.get("object_id", "")))
    return ""


def _country_of(model: type[Model], key: str) -> str:
    names = {field.name for field in model._meta.fields}
    path = "country_code" if "country_code" in names else "place__country_code" if "place" in names else ""
    if not path or not key.isdecimal():
        return ""
    found = model._default_manager.filter(pk=int(key)).values_list(path, flat=True).first()
    return found or ""
