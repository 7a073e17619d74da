"""Tokens for clients that log in before they read.

Reading is free, so a token stands for no account: it is signed, says when it
was given, and nothing of who asked. Whoever sends one learns at once when it
has run out, as the clients expect, and gets another for the same words.
"""

from django.core.signing import BadSignature, TimestampSigner

ACCESS_SECONDS = 86_400
REFRESH_SECONDS = 14 * 86_400
_ACCESS, _REFRESH = "access", "refresh"


def issue() -> dict[str, str | int]:
    """The answer to a client that asks for tokens; times in seconds."""
    return {
        "token_type": "Bearer",
        "access_token": _signer(_ACCESS).sign("public"),
        "expires_in": ACCESS_SECONDS,
        "refresh_token": _signer(_REFRESH).sign("public"),
        "refresh_token_expires_in": REFRESH_SECONDS,
        "scope": "public",
    }


def is_access(token: str) -> bool:
    """Whether it is one of ours for reading, and has not run out."""
    return _is_good(token, _ACCESS, ACCESS_SECONDS)


def is_refresh(token: str) -> bool:
    """Whether it is one of ours for getting others, and has not run out."""
    return _is_good(token, _REFRESH, REFRESH_SECONDS)


def _is_good(token: str, kind: str, seconds: int) -> bool:
    try:
        _signer(kind).unsign(token, max_age=seconds)
    except BadSignature:
        return False
    return True


def _signer(kind: str) -> TimestampSigner:
    return TimestampSigner(salt=f"compat-acled-{kind}-1")
