"""Tokens, sentences, paragraphs and quotations of one text, found in linear time."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

Span = tuple[int, int]

# Every alternative starts with a different kind of character or is possessive in effect: no backtracking.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 2,500 / 110th
    r"|[^\W_][\w\u0300-\u036f]*(?:[-'’‑][^\W_][\w\u0300-\u036f]*)*"  # Abd-al-Jalil
    r"|\n[ \t\r]*(?:\n[ \t\r]*)?"  # line ends, for paragraphs
    r"|[^\s]"
)
# an acronym tied to what is said of it: "SDF-run", "defeat-ISIS"
_TIED_NAME = re.compile(
    r"(?P<head>[A-Z]{3,7})-(?:run|held|controlled|linked|affiliated|aligned|inspired|claimed)"
    r"|(?P<prefix>anti|pro|defeat|counter)-[A-Z]{3,7}"
)
# two ends of a way or a border: "the Shwebo-Myitkyina highway"
_BETWEEN = re.compile(
    r"[A-Z][^\W\d_]{2,30}-[A-Z][^\W\d_]{2,30} (?:highway|road|border|railway|motorway|frontier|line|axis|corridor)\b"
)
_ABBREVIATIONS = frozenset(
    "gen lt col maj capt sgt brig cmdr adm dr mr mrs ms prof st rev hon gov sen rep pres lieut cpl pvt spc jr sr "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "no vs etc inc ltd corp co dept approx mt ft staff-sgt brig-gen lt-gen maj-gen lt-col".split()
)
_NEVER_ABBREVIATED_AT_END = frozenset({"no", "co", "mar", "sat", "sun", "mon", "apr", "jun", "jul", "spc", "wed"})
_OPENERS = "“«„‘"
_CLOSERS = "”»’"
_MAX_QUOTE = 3000
_LONGEST_SENTENCE = 250  # longer ones are cut, so that work on a sentence stays bounded


@dataclass(slots=True)
class Token:
    """One word or mark; ``sentence`` is the index of its sentence."""

    text: str
    low: str
    start: int
    end: int
    is_capital: bool
    sentence: int = 0


@dataclass(slots=True)
class Sentence:
    """Tokens ``first`` to ``last``, the end exclusive."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Document:
    """One text cut into tokens, sentences and quotations."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    is_upper: bool = False
    starts: list[int] = field(default_factory=list)

    def words(self, first: int, last: int) -> str:
        """The text between two tokens, as written, the end exclusive."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        """Character offsets of tokens ``first`` to ``last``, the end exclusive."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def low(self, index: int) -> str:
        """The lower-case word at an index; empty outside the text."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def token_at(self, offset: int) -> int:
        """The index of the first token that ends after a character offset."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        while index < len(self.tokens) and self.tokens[index].end <= offset:
            index += 1
        return index

    def quote_at(self, offset: int) -> Span | None:
        """The quotation that holds a character offset, with its marks."""
        index = bisect_right(self.quotes, (offset, len(self.text) + 1)) - 1
        if index >= 0 and self.quotes[index][0] <= offset < self.quotes[index][1]:
            return self.quotes[index]
        return None


def parse(text: str) -> Document:
    """Cut a text; every text is accepted, an empty one has no tokens."""
    document = Document(text)
    letters = [char for char in text[:2000] if char.isalpha() and (char.isupper() or char.islower())]
    document.is_upper = len(letters) > 40 and sum(map(str.isupper, letters)) > 0.85 * len(letters)
    breaks = _tokenise(document)
    document.starts = [token.start for token in document.tokens]
    document.quotes = _quotes(text)
    _sentences(document, breaks)
    return document


def _tokenise(document: Document) -> set[int]:
    """Fill the tokens; the result names the tokens before which a line ends."""
    tokens, breaks, text = document.tokens, set[int](), document.text
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        first = word[0]
        if first == "\n":
            breaks.add(len(tokens) if word.count("\n") == 1 else -len(tokens) - 1)
            continue
        if first.isalpha() and len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
            _add(tokens, word[:-2], start)
            _add(tokens, word[-2:], end - 2)
        elif "-" in word and _BETWEEN.match(text, start):
            _split(tokens, word, start)
        elif (tie := _TIED_NAME.fullmatch(word)) is not None:
            cut = tie.end("head") if tie["head"] else tie.end("prefix") + 1
            _add(tokens, word[:cut], start)
            _add(tokens, word[cut:], start + cut)
        elif word == "." and tokens and tokens[-1].end == start and _is_abbreviation(tokens):
            last = tokens[-1]
            last.text, last.end = last.text + ".", end
        elif not first.isalnum() and unicodedata.category(first) == "Cf":
            continue
        else:
            _add(tokens, word, start)
    return breaks


def _split(tokens: list[Token], word: str, start: int) -> None:
    """Two names tied by a hyphen, with the hyphen between."""
    head, _, tail = word.partition("-")
    _add(tokens, head, start)
    _add(tokens, "-", start + len(head))
    _add(tokens, tail, start + len(head) + 1)


def _add(tokens: list[Token], word: str, start: int) -> None:
    first = word[0]
    low = word.lower()
    if len(word) > 3 and word[1] == "." and word[-1] != ".":
        low = low.replace(".", "")
    tokens.append(Token(word, low.replace("’", "'"), start, start + len(word), first.isupper()))


def _is_abbreviation(tokens: list[Token]) -> bool:
    last = tokens[-1]
    if last.low in _ABBREVIATIONS:
        return last.is_capital or last.low not in _NEVER_ABBREVIATED_AT_END
    is_initial = len(last.text) == 1 and last.is_capital
    return is_initial and len(tokens) > 1 and tokens[-2].is_capital and tokens[-2].end + 1 == last.start


def _quotes(text: str) -> list[Span]:
    """Quotations with their marks; a mark left open ends with its line."""
    spans: list[Span] = []
    opened = -1
    straight = False
    for match in re.finditer(r"[“”„«»\"\n]", text):
        char, at = match.group(), match.start()
        if opened >= 0:
            if char == "\n":
                opened = -1
            elif (char == '"') == straight and (straight or char in _CLOSERS or char == "“"):
                if at - opened <= _MAX_QUOTE:
                    spans.append((opened, at + 1))
                opened = -1
        elif char == '"' or char in _OPENERS:
            opened, straight = at, char == '"'
    return spans


_HOURS = frozenset({"a.m.", "p.m."})
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Eastern Pacific Central Greenwich".split()
)
_ENDS = frozenset(".!?…")
_DASHES = frozenset("-–—")
_CLOSING = frozenset("\"”’»)]'")


def _sentences(document: Document, breaks: set[int]) -> None:
    tokens = document.tokens
    first = paragraph = 0
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        after = index + 1
        ends = token.text in _ENDS or (token.low in _HOURS and after < count and _begins(tokens[after]))
        while (
            ends and after < count and tokens[after].text in _CLOSING and tokens[after].start == tokens[after - 1].end
        ):
            after += 1
        new_line = after in breaks or -after - 1 in breaks
        if not ends and first == 0 and token.text in _DASHES and _is_dateline(tokens, index):
            ends = True
        if ends and after < count and not new_line:
            ends = _may_start(document, tokens[after - 1], tokens[after])
        if new_line and not ends:
            ends = -after - 1 in breaks or not (
                tokens[after:] and tokens[after].low == tokens[after].text and tokens[after].text[0].isalpha()
            )
        if ends or after >= count or after - first >= _LONGEST_SENTENCE:
            _close(document, first, after, paragraph)
            first = after
            paragraph += new_line
        index = after


def _is_dateline(tokens: list[Token], dash: int) -> bool:
    """ "KHARTOUM, June 4 (Agency) - ": place, date and agency before a dash that stands alone."""
    if not 0 < dash <= 14 or dash + 1 >= len(tokens) or tokens[dash - 1].end == tokens[dash].start:
        return False
    return all(token.is_capital or not token.text[0].isalpha() for token in tokens[:dash])


def _begins(token: Token) -> bool:
    """Whether a word behind "5:30 a.m." opens a sentence: no day, month or time zone."""
    return token.is_capital and token.low.title() not in _CALENDAR and not token.text.isupper()


def _may_start(document: Document, last: Token, token: Token) -> bool:
    """Whether a sentence may start with ``token`` after the mark ``last``."""
    if token.start == last.end and not token.is_capital and token.text not in '"“«':
        return False
    quote = document.quote_at(last.start)
    if quote and quote[1] - 1 > last.start:  # inside a quotation the whole quotation stays together
        return False
    return not token.text[0].islower() and token.text not in {",", ";", ")"}


def _close(document: Document, first: int, last: int, paragraph: int) -> None:
    if first >= last:
        return
    for token in document.tokens[first:last]:
        token.sentence = len(document.sentences)
    document.sentences.append(Sentence(first, last, paragraph))
