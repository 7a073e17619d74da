"""The noun phrase that speaks: before a saying verb, behind it, or a pronoun for either."""

from dataclasses import dataclass

from tracker.extraction.extractors.casualty_words import PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.claim_words import SPEAKING_NOUNS
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.mentions import ORG_HEADS, TITLES, Mention
from tracker.extraction.extractors.names import Names

_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "who"})
_ADVERBS = frozenset(
    {
        "then",
        "also",
        "later",
        "has",
        "had",
        "have",
        "earlier",
        "however",
        "meanwhile",
        "repeatedly",
        "again",
        "publicly",
        "reportedly",
        "initially",
    }
)
_STOPS = frozenset(
    {
        "that",
        "which",
        "while",
        "but",
        "as",
        "because",
        "when",
        "after",
        "although",
        "though",
        "what",
        ";",
        ":",
        "—",
        "–",
        "”",
        '"',
        "“",
        "and",
        "where",
    }
)
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_SILENT = frozenset("dead wounded bodies deaths casualties injuries victims attackers bomber attacker gunmen".split())
_TALKERS = SPEAKING_NOUNS | ((PEOPLE | PERSON_NOUNS | ORG_HEADS | {"analyst", "expert", "researcher"}) - _SILENT)
_VERBS = frozenset({"is", "was", "were", "are", "had", "has", "have", "killed", "fled", "died", "came", "went"})


@dataclass(slots=True)
class Speaker:
    """Who speaks: the words, their tokens, and the name among them."""

    name: str
    first: int
    last: int
    mention: Mention | None = None


def before_cue(
    document: Document, names: Names, sentence: Sentence, cue: int, recent: Speaker | None, *, strict: bool
) -> Speaker | None:
    """The subject of a saying verb."""
    last = cue
    while last > sentence.first and document.low(last - 1) in _ADVERBS:
        last -= 1
    if document.low(last - 1) in {"”", '"'}:
        return None
    if document.low(last - 1) == ",":
        return _apposed(document, names, sentence, last - 1)
    pronoun = document.low(last - 1)
    if pronoun in _PRONOUNS:
        return _antecedent(document, names, sentence, last - 1, recent)
    first = _phrase_start(document, names, sentence, last)
    return _speaker(document, names, first, last, strict=strict)


def after_cue(document: Document, names: Names, first: int, limit: int) -> Speaker | None:
    """The phrase behind "said" or "according to", up to its comma or its name."""
    at = first
    while at < limit:
        mention = names.at.get(at)
        if mention and mention.first == at:
            at = mention.last
            if mention.kind == "PERSON":
                break
            continue
        behind = names.at.get(at + 1)
        if document.low(at) == "," and document.low(at - 1) in TITLES and behind and behind.kind == "PERSON":
            at = behind.last
            break
        if (
            document.low(at) in {",", ".", ";", "who", "in", "on", "”", '"', "while", "that", "which", "(", "here"}
            or document.low(at) in _VERBS
        ):
            break
        at += 1
    if document.low(at) == "(" and document.low(at + 2) == ")":
        at += 3
    return _speaker(document, names, first, at, strict=False)


def _phrase_start(document: Document, names: Names, sentence: Sentence, last: int) -> int:
    """Walk back to where the noun phrase begins."""
    at = last
    while at > sentence.first:
        mention = names.at.get(at - 1)
        if mention:
            at = max(mention.first, sentence.first)
            continue
        low = document.low(at - 1)
        if low == "and" and at - 2 >= sentence.first and document.low(at - 2) in SPEAKING_NOUNS:
            at -= 1
            continue
        if (
            low == ","
            or at - 1 in names.dated
            or low in _STOPS
            or low in _VERBS
            or document.low(at - 1) in {"and", "on"}
        ):
            break
        at -= 1
    return at


def opening(document: Document, names: Names, sentence: Sentence, before: int) -> Speaker | None:
    """The phrase a sentence opens with, up to its verb: "A relief committee gave a higher toll, saying"."""
    for at in range(sentence.first + 1, min(before, sentence.first + 8)):
        low = document.low(at)
        if low in {"gave", "issued", "published", "released", "offered", "put", "responded", "replied"}:
            return _speaker(document, names, sentence.first, at, strict=False)
        if low in _STOPS or low in _VERBS or low == ",":
            return None
    return None


def as_named_before(document: Document, speaker: Speaker, earlier: list[Speaker]) -> Speaker:
    """ "the services" after "Iraq's intelligence services" are the same; the words of the speaker stay."""
    noun = speaker.name.lower()
    if speaker.mention is not None or " " in noun:
        return speaker
    for other in reversed(earlier):
        full = other.mention.text(document).lower() if other.mention else other.name.lower()
        if " " in full and full.rpartition(" ")[2] == noun:
            return Speaker(other.name, speaker.first, speaker.last, other.mention)
    return speaker


def _apposed(document: Document, names: Names, sentence: Sentence, comma: int) -> Speaker | None:
    """A subject that ends in a comma: "its spokesman, Gen. X, told", "Dr. X, who runs the ward, said"."""
    ending = names.at.get(comma - 1)
    if ending and ending.kind == "PERSON" and ending.last == comma:
        start = ending.first
        if (document.low(start - 1) == "," and names.at.get(start - 2) is None) or document.low(start - 2) in TITLES:
            start = _phrase_start(document, names, sentence, start - 1)
        return Speaker(document.words(ending.first, ending.last), start, comma, ending)
    if ending and ending.kind in {"FORCE", "ORG"} and ending.last == comma:
        first = ending.first - (document.low(ending.first - 1) == "the")
        if document.low(first - 1) == "," and names.at.get(first - 2) is None:
            return Speaker(document.words(ending.first, ending.last), first, comma, ending)
    at = comma - 1
    while at > sentence.first and document.low(at) != ",":
        at -= 1
    owner = names.at.get(at - 1) if document.low(at) == "," else None
    if owner and owner.kind in {"PERSON", "ORG", "FORCE", "GENERIC"}:
        start = owner.first if owner.kind == "PERSON" else _phrase_start(document, names, sentence, owner.last)
        return Speaker(document.words(owner.first, owner.last), start, comma, owner)
    if document.low(at) == "," and document.low(at + 1) in {"in", "on", "at", "citing"} and at > sentence.first:
        return _speaker(document, names, _phrase_start(document, names, sentence, at), at, strict=False)
    if owner and owner.kind == "LOCATION":
        return _speaker(document, names, _phrase_start(document, names, sentence, owner.last), owner.last, strict=False)
    return None


def _antecedent(
    document: Document, names: Names, sentence: Sentence, pronoun: int, recent: Speaker | None
) -> Speaker | None:
    """Whom a pronoun means: the subject of its sentence, or who spoke last."""
    word = document.low(pronoun)
    is_tail = pronoun - sentence.first > 2 and document.low(pronoun - 1) == ","
    wanted = {"PERSON"} if word in {"he", "she"} else {"ORG", "FORCE", "GENERIC"}
    if not is_tail or word == "who":
        for index in range(sentence.first, pronoun):
            mention = names.at.get(index)
            if mention and mention.kind in wanted and document.quote_at(document.tokens[index].start) is None:
                return Speaker(mention.text(document), pronoun, pronoun + 1, mention)
    if not is_tail and word != "who":
        earlier = _subject_before(document, names, sentence, wanted)
        if earlier:
            return Speaker(earlier.text(document), pronoun, pronoun + 1, earlier)
    if recent is None and word in {"he", "she"}:
        return _only_person_before(document, names, sentence, pronoun)
    if recent is None or (
        word in {"he", "she"} and recent.mention is not None and recent.mention.kind not in {"PERSON"}
    ):
        return None
    return Speaker(recent.name, pronoun, pronoun + 1, recent.mention)


def _only_person_before(document: Document, names: Names, sentence: Sentence, pronoun: int) -> Speaker | None:
    """The one person whom the sentence before names."""
    number = document.tokens[sentence.first].sentence - 1
    if number < 0:
        return None
    before = document.sentences[number]
    people = {
        mention.key: mention
        for at in range(before.first, before.last)
        if (mention := names.at.get(at)) is not None and mention.kind == "PERSON"
    }
    if len(people) != 1:
        return None
    only = next(iter(people.values()))
    return Speaker(only.text(document), pronoun, pronoun + 1, only)


def _subject_before(document: Document, names: Names, sentence: Sentence, wanted: set[str]) -> Mention | None:
    """The subject of the sentence before, in the same paragraph, when it opens with it."""
    number = document.tokens[sentence.first].sentence - 1
    if number < 0 or document.sentences[number].paragraph != sentence.paragraph:
        return None
    first = document.sentences[number].first
    for index in range(first, min(first + 6, document.sentences[number].last)):
        mention = names.at.get(index)
        if mention and mention.kind in wanted and document.low(mention.first - 1) not in {"in", "on", "at", "of", "to"}:
            return mention
        if document.low(index) in _VERBS | {"said", ","}:
            return None
    return None


def _speaker(document: Document, names: Names, first: int, last: int, *, strict: bool) -> Speaker | None:
    """A phrase as a speaker, when something in it can speak."""
    while first < last and document.low(first) in _ADVERBS:
        first += 1
    mentions = [names.at[at] for at in range(first, last) if at in names.at and names.at[at].first == at]
    person = next((mention for mention in mentions if mention.kind == "PERSON"), None)
    if person:
        return Speaker(person.text(document), first, last, person)
    if (
        first >= last
        or last - first > 16
        or {document.low(first), document.low(first - 1)} & {"no", "neither", "nobody"}
    ):
        return None
    head = next((mention for mention in reversed(mentions) if mention.kind in {"FORCE", "ORG", "GENERIC"}), None)
    state = next((mention for mention in mentions if mention.is_state_name and mention.last == last), None)
    words = {document.low(at) for at in range(first, last)}
    state = state or next((mention for mention in mentions if words & SPEAKING_NOUNS), None)
    nouns = words & (SPEAKING_NOUNS if strict else _TALKERS)
    if head is None and state is None and (not nouns or (strict and document.low(last - 1) not in SPEAKING_NOUNS)):
        return None
    start = first
    while start < last - 1 and document.low(start) in _ARTICLES:
        start += 1
    if head is not None and head.last < last - 4 and not nouns:
        return None
    return Speaker(document.words(start, last), first, last, head or state)
