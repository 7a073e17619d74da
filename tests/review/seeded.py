"""One article in our own words, with the suggestions that a reader would make of it, written by hand."""

from datetime import date

from tests.factories import make_article, make_event_type, make_outlet, make_place
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.extraction.models import Run, Suggestion, SuggestionKind

TEXT = (
    "US forces and Iraqi security forces raided hideouts in the desert on August 29.\n"
    "Centcom said on Friday that 14 members of the Islamic State group (ISIS) were killed in the raid in the west of "
    "Iraq. Washington announced that four leaders of the group were among them.\n"
    "“The operation weakened the group,” said Centcom chief Gen. Erik Kurilla.\n"
    "Two days later the US military announced that seven American soldiers had been wounded in the west of Iraq.\n"
    "Iraqi intelligence services claimed it was likely that the men met in three reception houses.\n"
    "According to Centcom, those killed were Ahmad al-Ithawi, head of operations in Iraq, Abu Hammam, head of "
    "operations in the west of Iraq, Abu-Ali al-Tunisi, head of technical development, and Shakir al-Issawi, head of "
    "military operations.\n"
    "The United States keeps about 2,500 troops in Iraq and nearly 900 in Syria. Medics said nothing."
)
LEADERS = {
    "p2": ("Ahmad al-Ithawi", "head of operations in Iraq"),
    "p3": ("Abu Hammam", "head of operations in the west of Iraq"),
    "p4": ("Abu-Ali al-Tunisi", "head of technical development"),
    "p5": ("Shakir al-Issawi", "head of military operations"),
}
REGION = {"compass": "west", "country": "Iraq", "country_code": "IQ"}


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def seed_article(**fields) -> Article:
    """The article, waiting for an editor, its gazetteer and codebook in place."""
    for name, code in (("Iraq", "IQ"), ("Syria", "SY")):
        make_place(name, country_code=code)
    make_event_type("raid")
    fields.setdefault("outlet", make_outlet("Desert Gazette", kind="newspaper"))
    article = make_article(TEXT, processing=Processing.EXTRACTED, published_on=date(2024, 9, 14), **fields)
    run = Run.objects.create(text=article.texts.get(), extractor="rules", extractor_version="1", seconds=0.1)
    for kind, key, event_key, payload, found in _items():
        Suggestion.objects.create(
            run=run,
            kind=kind,
            key=key,
            event_key=event_key,
            payload=payload,
            spans=found,
            score=0.9,
            reasons=["by hand"],
        )
    return article


def suggestion(article: Article, key: str) -> Suggestion:
    return Suggestion.objects.get(run__text__article=article, key=key)


def suggestions(article: Article):
    return Suggestion.objects.filter(run__text__article=article).order_by("pk")


def _items():
    yield from _event()
    yield from _actors()
    yield from _figures()
    yield from _claims()


def _event():
    payload = {
        "type": "raid",
        "date": "2024-08-29",
        "date_end": "2024-08-29",
        "date_precision": 1,
        "date_inferred": True,
        "place": "western Iraq",
        "place_as_worded": "in the west of Iraq",
        "region": REGION,
        "roles": {
            "attacker": [["US military", "US forces"]],
            "partner": [["Iraqi security forces"]],
            "victim": [["Islamic State", "ISIS"], *([name] for name, _ in LEADERS.values())],
            "target": [["three reception houses"]],
            "weapon": [["helicopters"]],
        },
    }
    yield SuggestionKind.EVENT, "e1", "", payload, spans("raided")


def _actors():
    forces = {
        "f1": ("US military", ["US forces"], "state", "US"),
        "f2": ("US Central Command", ["Centcom"], "state", "US"),
        "f3": ("Iraqi security forces", [], "state", "IQ"),
        "f4": ("Islamic State", ["Islamic State group", "ISIS"], "non-state", "IQ"),
        "f5": ("Iraqi intelligence services", [], "state", "IQ"),
    }
    for key, (name, aliases, kind, code) in forces.items():
        payload = {"name": name, "aliases": aliases, "kind": kind, "country_code": code}
        words = name if name in TEXT else aliases[0]
        yield SuggestionKind.FORCE, key, "", payload, spans(words)
    chief = {
        "name": "Erik Kurilla",
        "aliases": ["Gen. Erik Kurilla"],
        "role": "Centcom chief",
        "rank": "Gen.",
        "affiliation": "Centcom",
        "status": None,
    }
    yield SuggestionKind.PERSON, "p1", "", chief, spans("Erik Kurilla")
    for key, (name, role) in LEADERS.items():
        payload = {"name": name, "aliases": [], "role": role, "affiliation": "ISIS", "status": "killed"}
        yield SuggestionKind.PERSON, key, "", payload, spans(name)
    yield SuggestionKind.PLACE, "l1", "", {"name": "Iraq", "country": "Iraq"}, spans("Iraq")
    yield SuggestionKind.PLACE, "l2", "", {"name": "Syria", "country": "Syria"}, spans("Syria")
    west = {
        "name": "western Iraq",
        "aliases": ["west of Iraq", "in the west of Iraq"],
        "country": "Iraq",
        "region": REGION,
    }
    yield SuggestionKind.PLACE, "l3", "", west, spans("west of Iraq")


def _figures():
    four = {"kind": "killed", "min": 4, "max": 4, "who": "leaders of the group", "attributed_to": "Washington",
            "event": "e1", "event_link": "stated", "part_of": "c2", "standing": "combatant", "group": "leaders",
            "force": "Islamic State", "paraphrase": "Four of those killed were leaders."}  # fmt: skip
    fourteen = {"kind": "killed", "min": 14, "max": 14, "who": "members of the Islamic State group",
                "attributed_to": "Centcom", "event": "e1", "event_link": "stated", "standing": "combatant",
                "force": "ISIS", "said_on": "2024-09-13"}  # fmt: skip
    seven = {"kind": "wounded", "min": 7, "max": 7, "who": "American soldiers", "attributed_to": "the US military",
             "event": "e1", "event_link": "inferred", "standing": "combatant", "force": "US military",
             "said_on": "2024-08-31"}  # fmt: skip
    yield SuggestionKind.CASUALTY, "c1", "e1", four, spans("four leaders of the group")
    yield SuggestionKind.CASUALTY, "c2", "e1", fourteen, spans("14 members of the Islamic State group")
    yield SuggestionKind.CASUALTY, "c3", "e1", seven, spans("seven American soldiers")
    for key, figure, place, words in (("s1", 2500, "Iraq", "about 2,500 troops"), ("s2", 900, "Syria", "nearly 900")):
        payload = {
            "kind": "troops",
            "min": figure,
            "max": figure,
            "who": "United States",
            "place": place,
            "approx": True,
        }
        yield SuggestionKind.STRENGTH, key, "", payload, spans(words)


def _claims():
    told = (
        ("q1", "Centcom", "14 members of the Islamic State group (ISIS) were killed in the raid in the west of Iraq",
         "indirect", "asserted", "e1", "2024-09-13"),
        ("q2", "Gen. Erik Kurilla", "“The operation weakened the group,”", "quote", "asserted", "e1", None),
        ("q3", "Iraqi intelligence services", "it was likely that the men met in three reception houses", "indirect",
         "likely", "e1", None),
        ("q4", "Centcom", "those killed were Ahmad al-Ithawi, head of operations in Iraq, Abu Hammam, head of operations "
         "in the west of Iraq, Abu-Ali al-Tunisi, head of technical development, and Shakir al-Issawi", "indirect",
         "asserted", "e1", None),
        ("q5", "Medics", "Medics said nothing", "indirect", "asserted", None, None),
    )  # fmt: skip
    for key, speaker, text, kind, hedge, event, day in told:
        ((start, end),) = spans(text)
        payload = {"speaker": speaker, "start": start, "end": end, "text": text, "cue": "said", "kind": kind,
                   "hedge": hedge, "event": event, "said_on": day}  # fmt: skip
        yield SuggestionKind.CLAIM, key, event or "", payload, [[start, end]]
