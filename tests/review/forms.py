"""What a browser would send from an admin form as it was shown."""

from typing import Any


def filled(response: Any) -> dict[str, Any]:
    """The values of every field of the form and its parts, in the page's own words."""
    form = response.context["adminform"].form
    forms = [form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    found: dict[str, Any] = {}
    for each in forms:
        for bound in each:
            value = bound.value()
            if value is None or value is False:
                continue
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            if hasattr(widget, "decompress") and hasattr(widget, "widgets"):
                parts = widget.decompress(value)
                found |= {f"{bound.html_name}_{number}": part or "" for number, part in enumerate(parts)}
            elif isinstance(value, list):
                found[bound.html_name] = value
            else:
                found[bound.html_name] = "on" if value is True else str(value)
    return found
