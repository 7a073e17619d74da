"""One walk over the text that finds every name: forces, bodies, persons, places."""

from dataclasses import dataclass, field, replace

from tracker.extraction.extractors import contexts, forces, local_names, persons, places, shapes
from tracker.extraction.extractors.claim_words import SAYING_VERBS
from tracker.extraction.extractors.cues import PREPOSITIONS, cue_before
from tracker.extraction.extractors.dates import DateMention
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.generics import generic_at
from tracker.extraction.extractors.lookup import Gazetteer, Lookup, areas_named, article_country
from tracker.extraction.extractors.mentions import (
    COMPASS,
    FORCE_HEADS,
    NAMED_FORCE_HEADS,
    NAMED_SITE_HEADS,
    ORG_HEADS,
    TITLES,
    Mention,
)
from tracker.extraction.extractors.numbers import figure_at
from tracker.extraction.extractors.register import Register

_RECENT = 40
_AUXILIARIES = frozenset({"has", "had", "have", "will", "would", "did", "does", "is", "was"})


@dataclass(slots=True)
class Names:
    """Every mention in reading order; ``generic`` ones are common nouns for a force."""

    mentions: list[Mention] = field(default_factory=list)
    generics: list[Mention] = field(default_factory=list)
    country_code: str | None = None
    at: dict[int, Mention] = field(default_factory=dict)
    dated: set[int] = field(default_factory=set)

    def all(self) -> list[Mention]:
        """Names and generic words for forces, in reading order."""
        return sorted([*self.mentions, *self.generics], key=lambda mention: mention.first)


@dataclass(slots=True)
class _Walk:
    document: Document
    register: Register
    blocked: set[int]
    fenced: set[int]
    known: dict[int, Mention]
    lookup: Lookup
    names: Names
    local: local_names.LocalNames = field(default_factory=local_names.LocalNames)
    surnames: dict[str, str] = field(default_factory=dict)
    owner: Mention | None = None


def find_names(document: Document, register: Register, atlas: Gazetteer, dates: list[DateMention]) -> Names:
    """Find the names of one text; dates are left out of them."""
    blocked = {index for mention in dates for index in range(mention.first, mention.last)}
    known = _known(document, register, blocked)
    code = article_country(list(known.values()), document, atlas, blocked | set(known))
    names = Names(country_code=code, dated=blocked)
    codes = {mention.country_code for mention in known.values()}
    lookup = Lookup(atlas, code, codes, areas_named(document, atlas, code, blocked))
    fenced = blocked | {index for index, mention in known.items() if mention.kind != "PERSON"}
    walk = _Walk(document, register, blocked, fenced, known, lookup, names)
    index = 0
    while index < len(document.tokens):
        mention = None if index in blocked else _mention_at(walk, index)
        if mention is None:
            index += 1
            continue
        _keep(walk, mention)
        index = mention.last
    names.at = {at: mention for mention in names.all() for at in range(mention.first, mention.last)}
    return names


def _known(document: Document, register: Register, blocked: set[int]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    index = 0
    while index < len(document.tokens):
        mention = None if index in blocked else forces.known_at(document, register, index)
        if mention:
            found[index] = mention
        index = mention.last if mention else index + 1
    return found


def _mention_at(walk: _Walk, index: int) -> Mention | None:
    document, token = walk.document, walk.document.tokens[index]
    low = token.low
    known = walk.known.get(index)
    if low in COMPASS or low == "country":
        region = _region(walk, index)
        if region:
            return region
    local = local_names.local_at(document, index, walk.local)
    if local:
        return local
    if not token.is_capital and not (token.text[0].isdigit() and low[-2:] in {"st", "nd", "rd", "th"}):
        return known or generic_at(document, index, walk.names, walk.owner)
    if low in persons.NOT_NAMES and low not in COMPASS and known is None:
        return None
    return _capitalised(walk, index, known)


def _region(walk: _Walk, index: int) -> Mention | None:
    region = places.compass_state(walk.document, index, walk.known.get(index + 1))
    if region:
        return region
    code = walk.names.country_code
    return places.worded_region(walk.document, index, code, walk.register.country_name(code or ""))


def _capitalised(walk: _Walk, index: int, known: Mention | None) -> Mention | None:
    document = walk.document
    low = document.low(index)
    if known and known.is_state_name and document.low(known.last) in {"'s", "'"}:
        return known
    unit = None if document.is_upper else _unit(walk, index, known)
    if unit and (known is None or unit.last > known.last):
        if contexts.is_armed_context(document, index):
            unit.kind, unit.force_kind = "FORCE", "non-state"
        return shapes.numbered(document, shapes.with_unit_word(document, unit))
    if known:
        return _as_speaker(walk, known)
    alias = _also_known(walk, index) or _shaped(walk, index) or _armed_group(walk, index)
    if alias:
        return alias
    previous = walk.names.mentions[-1] if walk.names.mentions else None
    person = persons.person_at(document, walk.register, index, walk.fenced, walk.surnames)
    person = person or persons.listed_at(document, index, walk.fenced, previous)
    cue = cue_before(document, index)
    if person and not _is_place(walk, person, cue):
        return person
    if person and person.rank_last > index:
        return places.place_at(document, person.rank_last, walk.blocked, walk.lookup)
    generic = generic_at(document, index, walk.names, walk.owner)
    if generic or low in TITLES or (low in FORCE_HEADS and not cue):
        return generic
    place_mention = (
        None if document.is_upper and not cue else places.place_at(document, index, walk.blocked, walk.lookup)
    )
    return place_mention or contexts.organisation(document, index)


def _shaped(walk: _Walk, index: int) -> Mention | None:
    """A force or body told by the shape of its name."""
    document = walk.document
    if document.is_upper:
        return None
    shaped = shapes.military_area(document, index, walk.blocked) or shapes.bracketed(document, index, walk.fenced)
    following = walk.known.get(index + 1)
    if shaped is None and following is not None and _is_town(walk, index):
        shaped = shapes.local_branch(document, index, following)
    outlet = None if shaped else shapes.outlet(document, index, walk.fenced)
    return shaped or (None if outlet and _is_town(walk, index) else outlet)


def _is_town(walk: _Walk, index: int) -> bool:
    word = walk.document.tokens[index].text
    return walk.lookup.best(word) is not None or any(word == name.key for name in walk.names.mentions[-_RECENT:])


def _is_place(walk: _Walk, person: Mention, cue: str) -> bool:
    """Whether what looks like a person is a place: a known place beats the shape of a name."""
    document = walk.document
    place = walk.lookup.best(document.words(person.rank_last, person.last))
    if person.rank_last > person.first:
        at_home = place is not None and place.country_code == walk.names.country_code
        return at_home and persons.is_post_of_place(document, person)
    if cue == "strong" or document.low(person.last - 1) in NAMED_SITE_HEADS - {"cape", "field", "bay", "camp", "road"}:
        return True
    return place is not None and any(word in person.reason for word in ("given name", "particle", "list of"))


def _armed_group(walk: _Walk, index: int) -> Mention | None:
    """An armed group by its context, unless the word is a place."""
    previous = walk.names.mentions[-1] if walk.names.mentions else None
    group = None if walk.document.is_upper else contexts.armed_group_at(walk.document, index, walk.blocked, previous)
    return None if group and walk.lookup.best(group.key) else group


def _also_known(walk: _Walk, index: int) -> Mention | None:
    """ "known in Russian as Ravnopol", "widely known as Hemedti": another name for what was just named."""
    document = walk.document
    words = {document.low(at) for at in range(index - 5, index - 1)}
    before = document.low(index - 1) if document.tokens[index - 1].text not in '"“' else document.low(index - 2)
    as_known = before == "as" and words & {"known", "called", "spelled", "spelt"}
    if not (as_known or before in {"alias", "aka", "nicknamed"}) or not walk.names.mentions:
        return None
    owner = next((m for m in reversed(walk.names.mentions[-6:]) if m.kind in {"PERSON", "LOCATION"}), None)
    if (
        owner is None
        or index - owner.last > 8
        or document.tokens[owner.first].sentence != document.tokens[index].sentence
    ):
        return None
    if any(walk.document.low(at) in TITLES for at in range(owner.last, index)):
        return None
    last = persons.name_end(document, index, walk.blocked)
    alias = Mention(
        index, max(last, index + 1), owner.kind, owner.key, "another name given in the text", 0.8, owner.country_code
    )
    alias.value, alias.rank_last = owner.value, index
    return alias


def _unit(walk: _Walk, index: int, known: Mention | None) -> Mention | None:
    """A named unit, unless its first word is only capital because the sentence starts."""
    document = walk.document
    low = document.low(index)
    if figure_at(document.tokens, index) and low[-2:] not in {"st", "nd", "rd", "th"}:
        return None
    starts = document.sentences[document.tokens[index].sentence].first == index
    if (
        starts
        and (low in FORCE_HEADS or document.low(index + 1) in {"of", "in", "for"})
        and low not in ORG_HEADS | NAMED_FORCE_HEADS - FORCE_HEADS
    ):
        return None
    unit = forces.named_unit(document, index, walk.blocked)
    if unit and known and known.kind != "ORG":
        unit.country_code = known.country_code
    elif unit and walk.owner:
        unit.country_code = walk.owner.country_code
    return unit


def _as_speaker(walk: _Walk, known: Mention) -> Mention:
    """A capital that acts ("Washington announced") is a government, else it is a town."""
    document = walk.document
    if known.branch != "seat":
        return known
    after = document.low(known.last)
    acts = after in SAYING_VERBS or after in _AUXILIARIES or after == "dismissed"
    if acts and document.low(known.first - 1) not in PREPOSITIONS:
        known.kind, known.key, known.reason = (
            "ORG",
            f"{known.country_code} government",
            "seat of a government that acts",
        )
        return known
    return _town(walk, known)


def _town(walk: _Walk, known: Mention) -> Mention:
    """A seat of government as the town it is."""
    name = walk.document.words(known.first, known.last)
    found = walk.lookup.atlas.find(name, country_code=known.country_code)
    towns = [place for place in found if place.kind == "town" and place.country_code == known.country_code]
    place = towns[0] if towns else walk.lookup.best(name)
    town = Mention(known.first, known.last, "LOCATION", name, f"atlas: {name}", 0.9, known.country_code)
    town.value = place
    return town


def _introduce(walk: _Walk, mention: Mention) -> None:
    """Remember a name and its acronym; an acronym that the register knows says whose name it is."""
    document = walk.document
    if (
        document.low(mention.last) == "("
        and mention.reason.startswith("name")
        and mention.last + 1 < len(document.tokens)
    ):
        known = forces.known_at(document, walk.register, mention.last + 1)
        if known is not None and known.kind == mention.kind and known.branch == mention.branch:
            mention.country_code, mention.force_kind = known.country_code, known.force_kind
            walk.local.names.setdefault(document.tokens[mention.first].text, replace(mention))
            mention.key = known.key
    local_names.introduce(document, mention, walk.local)
    if mention.kind == "FORCE" and mention.reason.startswith(("name before", "behind a word")):
        walk.local.names.setdefault(document.tokens[mention.first].text, mention)


def _keep(walk: _Walk, mention: Mention) -> None:
    document, names = walk.document, walk.names
    before = document.low(mention.first - 1)
    previous = names.mentions[-1] if names.mentions else None
    if mention.kind == "GENERIC":
        names.generics.append(mention)
        return
    owns = before in {"'s", "'"} and previous is not None and previous.last == mention.first - 1
    is_listed = mention.kind == "FORCE" and mention.reason.startswith("register")
    if owns and previous and previous.kind == "FORCE" and is_listed:
        names.mentions.pop()
        mention = local_names.merge_command(document, previous, mention)
    elif owns and previous and previous.is_state_name and not mention.country_code:
        mention.country_code = previous.country_code
    if mention.kind == "PERSON":
        listed = walk.known.get(mention.rank_last)
        if listed is not None and listed.last == mention.last:
            mention.key, mention.reason = listed.key, listed.reason
        walk.surnames.setdefault(mention.key.split()[-1].lower(), mention.key)
    if mention.kind in {"FORCE", "ORG"}:
        _introduce(walk, mention)
    names.mentions.append(mention)
    walk.owner = mention if mention.is_state_name else None
