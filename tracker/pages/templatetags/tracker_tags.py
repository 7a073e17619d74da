"""Words and links for templates."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.defaultfilters import stringfilter

from tracker.core.days import Period, day_words, period_words
from tracker.pages import wording
from tracker.pages.prose import blocks_of

register = template.Library()


@register.filter
@stringfilter
def web_link(address: str) -> str:
    """The address if it is an http or https one with a host, else nothing: never a "javascript:" in a link."""
    if any(char.isspace() or ord(char) < 32 for char in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


@register.filter
@stringfilter
def page_link(address: str) -> str:
    """The address if it is a path of this site, else nothing."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""


@register.filter
def blocks(story: dict[str, Any]) -> list[dict[str, Any]]:
    """The text of a story's document, block by block, its links safe to follow."""
    return blocks_of(story)


@register.filter
def day(value: str | date | None) -> str:
    """29 Aug 2024."""
    return wording.day(value) if value else ""


@register.filter
def said_day(part: dict[str, Any]) -> str:
    """When something was said, as exactly as it is known: 29 Aug 2024, Aug 2024, 2024; empty where no day is given."""
    said_on = part["said_on"]
    return day_words(date.fromisoformat(said_on), part.get("said_precision") or 1) if said_on else ""


@register.filter
def active(force: dict[str, Any]) -> str:
    """From when to when a force existed: since 2014, 2014 – 3 Mar 2020; empty where no day is given."""
    ends = (("starts", "active_from"), ("ends", "active_until"))
    days = {f"{end}_on": force[name] for end, name in ends}
    precise = {f"{end}_precision": force.get(f"{name}_precision") for end, name in ends}
    return period_words(Period.read({**days, **precise}))


@register.filter
def period(part: dict[str, object]) -> str:
    """The days of a part of a document: since 2014, 2014 – 3 Mar 2020, cited 1 Sep 2024; empty without any."""
    return period_words(Period.read(part))


@register.filter
def moment(value: str | datetime | None) -> str:
    """13 Sep 2024, 18:20 UTC."""
    return wording.moment(value) if value else ""


@register.filter
def number(value: int | None) -> str:
    """1,234; "?" where there is none."""
    return "?" if value is None else wording.number(value)


@register.filter
def figure(claim: dict[str, object]) -> str:
    """The figure of a strength: about 900."""
    return wording.claimed_figure({"is_negated": False, "topic": {"code": "strength"}, **claim})


@register.filter
def counted(count: int, word: str) -> str:
    """1 event, 2 events; "person,people" for an uneven plural."""
    one, _, many = word.partition(",")
    return wording.counted(count, one, many)
