"""Hostile text on the desk's pages."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tracker.review.desk import odd

register = template.Library()


@register.filter
@stringfilter
def shown(words: str) -> SafeString:
    """The words with every character that cannot be seen named beside it, so that it has no effect beyond itself.

    The characters stay, so that offsets counted in the page are those of the text.
    """
    pieces = (
        format_html('<span class="odd" data-odd="{}">{}</span>', name, part) if name else conditional_escape(part)
        for part, name in odd.parts(words)
    )
    return mark_safe("".join(pieces))  # noqa: S308 - every piece was escaped above
