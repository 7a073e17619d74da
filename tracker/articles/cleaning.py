"""Bytes or a string in, clean text out. Plain Python, no Django.

HTML is taken apart in a killable child (``markup``), never in this process.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tracker.articles import killable

LONGEST_TEXT = 200_000
LARGEST_SOURCE = 5_000_000
HTML_SECONDS = 20.0
MARKUP_MODULE = "tracker.articles.markup"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|table|p|h1)\b[^>]*>",
    re.I | re.S,
)
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TOO_FEW_LETTERS = 40
_SURE = 0.85


class BadInput(ValueError):  # noqa: N818 - reads as the refusal it is
    """This is not a text the desk can keep; the message is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that offsets may refer to, and what its source said about itself."""

    text: str
    title: str = ""
    published_on: date | None = None
    language: str = ""


def clean(source: str | bytes, *, is_html: bool = False, url: str = "") -> Cleaned:
    """Turn what came in into clean text.

    Raises:
        BadInput: empty, binary, in no known encoding, or too long.
        killable.ChildFailed: taking the HTML apart took too long or broke down.
    """
    if len(source) > LARGEST_SOURCE:
        raise BadInput(f"This is too large: more than {LARGEST_SOURCE:,} bytes.")
    decoded = decode(source) if isinstance(source, bytes) else source
    if is_html or looks_like_html(decoded):
        return _from_html(decoded, url)
    text = tidy(decoded)
    return Cleaned(text, language=language_of(text))


def looks_like_html(source: str) -> bool:
    """Whether the text opens as an HTML page does."""
    return _HTML.match(source[:5000].removeprefix("\ufeff")) is not None


def decode(data: bytes) -> str:
    """Bytes to characters: byte order mark, UTF-16 without one, declared charset, UTF-8, at last cp1252.

    Raises:
        BadInput: binary, or in none of these encodings.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\0" in data[:4000]:
        return _decoded(data, _utf16_without_mark(data))
    declared = _CHARSET.search(data[:4000])
    encodings = [declared.group(1).decode("ascii")] if declared else []
    for encoding in (*encodings, "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return _refuse_binary(_decoded(data, "cp1252"))


def tidy(text: str) -> str:
    """One kind of line end, no control characters, nothing around the text; all else stays as it is.

    Raises:
        BadInput: nothing is left, it is binary or wrongly decoded, or it is too long.
    """
    text = _refuse_binary(text.removeprefix("\ufeff"))
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", _SURROGATES.sub("\ufffd", text))).strip()
    if not any(char.isalnum() for char in text):
        raise BadInput("There is no text here." if not text else "There are no words in this text.")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"This text has {len(text):,} characters; the desk takes up to {LONGEST_TEXT:,}. Cut it up.")
    if text.count("\ufffd") > len(text) * 0.05:
        raise BadInput("This text was decoded wrongly: too many of its characters are unreadable.")
    return text


def language_of(text: str) -> str:
    """BCP 47 code of the text's language; empty when the text is too short or the guess too weak."""
    sample = text[:20_000]
    letters = [char for char in sample if char.isalpha()][:2000]
    if len(letters) < _TOO_FEW_LETTERS:
        return ""
    code, confidence = _identifier().classify(sample)
    if code in {"en", "pcm"}:  # Nigerian Pidgin is what short English with African names is taken for
        return "en"
    is_latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) * 2 > len(letters)
    return str(code) if code != "zxx" and (confidence >= _SURE or not is_latin) else ""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except ValueError as error:
        raise BadInput("This is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8.") from error


def _utf16_without_mark(data: bytes) -> str:
    """Mostly Western text in UTF-16 has a null in every second byte; anything else with nulls is binary."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > len(head) * 0.3 and min(even, odd) < len(head) * 0.02:
        return "utf-16-be" if even > odd else "utf-16-le"
    raise BadInput("This is a binary file, not text.")


def _refuse_binary(text: str) -> str:
    controls = len(_CONTROLS.findall(text[:LARGEST_SOURCE]))
    if controls > 2 and controls > len(text) * 0.01:
        raise BadInput("This is binary data, not text.")
    return text


def _from_html(source: str, url: str) -> Cleaned:
    answer = killable.ask(MARKUP_MODULE, {"html": source, "url": url}, seconds=HTML_SECONDS)
    text = tidy(answer["text"])
    published_on = date.fromisoformat(answer["date"]) if answer["date"] else None
    return Cleaned(text, answer["title"], published_on, language_of(text))
