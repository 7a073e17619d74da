"""Whom a person belongs to when the post does not name it: the body, the place, the force told of before."""

from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.mentions import CIVIL_RANKS, ORG_HEADS, RANKS, TITLES, Mention
from tracker.extraction.extractors.names import Names

_REACH = 60
_ENOUGH = 300  # so many names tell which state or police a text is about
_BODY_LINKS = frozenset({"of", "for", "at", "in"})
_BODIES = (ORG_HEADS - {"times", "post", "news", "nations", "service", "office", "watch"}) | frozenset(
    "army navy police militia cartel gang rangers".split()
)
_OF_LAND = frozenset("governor mayor administrator prefect premier magistrate lieutenant-governor".split())
_OF_STATE = frozenset("president minister premier king queen chancellor emir dictator ombudsman ombudswoman".split())
_HEADS_OF_STATE = frozenset("president premier prime king queen chancellor emir dictator ombudswoman ombudsman".split())
_OF_STATE_ONLY_BEFORE = frozenset({"of", "for", "in", "at"})
_BARE = frozenset(
    "spokesman spokeswoman spokesperson commander leader chief director founder head official "
    "commander-general director-general secretary-general second-in-command".split()
)
_BODY_NOUNS = frozenset(
    "agency organisation organization mission body ministry charity monitor committee union".split()
)
_FORCE_NOUNS = frozenset("group movement militia force front gang cartel faction outfit rebels army brigade".split())
_GROUPS = _FORCE_NOUNS - {"force", "army", "brigade"}
_POLICE_RANKS = frozenset("inspector constable superintendent commissioner".split())
_ADJECTIVES = frozenset({"provincial", "regional", "district", "local", "state", "municipal", "county"})


def belongs_to(document: Document, names: Names, sentence: Sentence, post: tuple[int, int]) -> Mention | None:
    """The body, force or place that a post is held in; nothing when nothing says so."""
    found = _body(document, names, post) or _owned(document, names, post) or _land(document, names, sentence, post)
    ranked = {document.low(at) for at in range(*post)} & _POLICE_RANKS
    return found or (_police(document, names) if ranked else None)


def governs(document: Document, post: tuple[int, int]) -> bool:
    """Whether a post is held over a place: "military governor"."""
    return bool({document.low(at) for at in range(*post)} & _OF_LAND)


def of_police(document: Document, names: Names, mention: Mention) -> Mention | None:
    """The police of the text, for a name with a rank of the police."""
    rank = {document.low(at).rstrip(".") for at in range(mention.first, mention.rank_last)}
    return _police(document, names) if rank & _POLICE_RANKS else None


def told_of(
    document: Document, names: Names, sentence: Sentence, post: tuple[int, int], mention: Mention
) -> Mention | None:
    """For a bare "spokesman" or "commander": the force or body that the sentence, or the one before, tells of."""
    if not _is_bare(document, names, post):
        return None
    owners = {"FORCE", "ORG", "GENERIC"}
    ranked = {document.low(at).rstrip(".") for at in range(mention.first, mention.rank_last)} & RANKS - CIVIL_RANKS
    for at in range(sentence.first, mention.first):
        found = names.at.get(at)
        if found is not None and found.kind in owners and not _is_vague(found):
            return None if ranked and found.force_kind == "non-state" else found
    found = _last_before(names, sentence.first, owners)
    return None if ranked and found is not None and found.force_kind == "non-state" else found


def _body(document: Document, names: Names, post: tuple[int, int]) -> Mention | None:
    """ "Director of the district hospital", "spokesman for Gaza's health ministry", "hospital director"."""
    first, last = post
    for at in range(first, last):
        low = document.low(at)
        behind_link = any(document.low(step) in _BODY_LINKS for step in range(first, at))
        before_title = document.low(at + 1) in TITLES and at + 1 < last
        if low not in _BODIES or at in names.at or not (behind_link or before_title):
            continue
        begin = at
        while begin > first and _belongs_to_name(document, begin - 1):
            begin -= 1
        return Mention(begin, at + 1, "ORG", document.words(begin, at + 1), "body in the post", 0.6)
    return None


def _belongs_to_name(document: Document, at: int) -> bool:
    low = document.low(at)
    return low not in _BODY_LINKS | TITLES | {"the", "a", "an", "'s", "'", ",", "and", "its", "their"} and low.isalpha()


def _owned(document: Document, names: Names, post: tuple[int, int]) -> Mention | None:
    """ "The agency's chief", "the group's spokesman": the body or force told of last."""
    first, last = post
    for at in range(max(0, first - 2), last):
        if document.low(at + 1) not in {"'s", "'"}:
            continue
        low = document.low(at)
        kinds = {"ORG", "FORCE"} if low in _BODY_NOUNS else {"FORCE"} if low in _FORCE_NOUNS else set()
        found = _last_before(names, first, kinds, is_group=low in _GROUPS) if kinds else None
        if found is not None:
            return found
    return None


def _land(document: Document, names: Names, sentence: Sentence, post: tuple[int, int]) -> Mention | None:
    """A governor without a place governs the place told of last; a minister without a state that of the article."""
    words = [document.low(at) for at in range(*post)]
    if set(words) & _OF_STATE and words[0] not in _ADJECTIVES and not _OF_STATE_ONLY_BEFORE & set(words):
        states = [
            mention
            for mention in names.mentions[:_ENOUGH]
            if mention.kind == "NATIONALITY" or (mention.is_state_name and mention.kind == "LOCATION")
        ]
        before = (names.at[at] for at in range(sentence.first, post[0]) if at in names.at)
        near = [
            each for each in before if each.kind == "NATIONALITY" or (each.is_state_name and each.kind == "LOCATION")
        ]
        own = [mention for mention in states if mention.country_code == names.country_code]
        leads = bool(set(words) & _HEADS_OF_STATE) or "country" in words
        if 2 * len(own) <= len(states) or not leads:
            own = []  # two states are told of as much, or a minister may be a guest: nothing says whose
        return next(iter([*reversed(near), *own]), None)
    if not set(words) & _OF_LAND:
        return None
    inside = next((names.at[at] for at in range(*post) if at in names.at and names.at[at].kind == "LOCATION"), None)
    return inside or _unknown_land(document, post) or _last_land(names, post[0])


def _unknown_land(document: Document, post: tuple[int, int]) -> Mention | None:
    """ "The administrator of Ancuabe": a place that no gazetteer knows."""
    for at in range(post[0], post[1] - 1):
        if document.low(at) == "of" and document.tokens[at + 1].is_capital:
            last = next((stop for stop in range(at + 1, post[1]) if not document.tokens[stop].is_capital), post[1])
            return Mention(at + 1, last, "LOCATION", document.words(at + 1, last), "place of a post", 0.5)
    return None


def _last_land(names: Names, index: int) -> Mention | None:
    """The province or district told of last, else the place told of last."""
    near = [names.at[at] for at in range(max(0, index - 5 * _REACH), index) if at in names.at]
    places = [mention for mention in near if mention.kind == "LOCATION" and not mention.is_state_name]
    lands = [mention for mention in places if getattr(mention.value, "kind", "") in {"admin1", "region"}]
    return next(iter([*reversed(lands), *reversed(places)]), None)


def _is_bare(document: Document, names: Names, post: tuple[int, int]) -> bool:
    """Whether a post is only a word such as "spokesman", perhaps with an adjective."""
    words = [document.low(at) for at in range(*post)]
    return words[-1] in _BARE and len(words) <= 3 and not any(at in names.at for at in range(*post))


def _last_before(names: Names, index: int, kinds: set[str], *, is_group: bool = False) -> Mention | None:
    for at in range(index - 1, max(0, index - _REACH) - 1, -1):
        found = names.at.get(at)
        if is_group and found is not None and found.force_kind == "state":
            continue
        if found is not None and found.kind in kinds and not _is_vague(found) and not found.is_state_name:
            return found
    return None


def _is_vague(mention: Mention) -> bool:
    return mention.kind == "GENERIC" and mention.force_kind != "state"


def _police(document: Document, names: Names) -> Mention | None:
    """The police of the text, for an inspector or a constable."""
    forces = [mention for mention in names.mentions[:_ENOUGH] if mention.kind == "FORCE"]
    named = [
        mention
        for mention in forces
        if {"police", "constabulary"} & set(f"{mention.key} {mention.text(document)}".lower().split())
    ]
    return named[0] if named else None
