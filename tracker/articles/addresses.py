"""Web addresses in one spelling, so that a page is known again."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

LONGEST = 1000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "hsa_")
_TRACKING = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "twclid", "ttclid"),
        *("igshid", "igsh", "li_fat_id", "_ga", "_gl", "_hsenc", "_hsmi", "ref_src", "ref_url", "cmpid"),
        *("ocid", "smid", "s_cid", "ncid", "mkt_tok", "vero_id", "oly_enc_id", "oly_anon_id", "wt_mc"),
    )
)
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]"
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


class BadAddress(ValueError):  # noqa: N818 - reads as the refusal it is
    """Not an address of a web page; the message is a sentence for the editor."""


def canonical(url: str) -> str:
    """The one spelling of a web address.

    Scheme and host in lower case; no user name, default port, fragment or
    tracking parameter; no slash at the end of a path but for the root. The order
    of the other parameters is kept, since a server may care about it.

    Raises:
        BadAddress: not http or https, no host, spaces inside, or longer than ``LONGEST``.
    """
    url = url.strip()
    if _FORBIDDEN.search(url):
        raise BadAddress("This web address has spaces or characters that no address may have.")
    parts, host, port = _split(url)
    if parts.scheme not in _DEFAULT_PORTS:
        raise BadAddress("Write a web address that starts with http:// or https://.")
    if not host.strip("."):
        raise BadAddress("This web address names no site.")
    site = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        site = f"{site}:{port}"
    path = quote(parts.path, safe=_KEPT_IN_PATH).rstrip("/") or "/"
    result = urlunsplit((parts.scheme, site, path, _without_tracking(parts.query), ""))
    if len(result) > LONGEST:
        raise BadAddress(f"This web address is longer than {LONGEST} characters.")
    return result


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    """The parts, with the host in ASCII and lower case."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        return parts, host if host.isascii() else host.encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise BadAddress("This is not a web address.") from error


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower())]
    return quote("&".join(kept), safe=_KEPT_IN_QUERY)


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
