"""The shapes of counts, of parts of events, and of the codebook."""

from tracker.syndication.api.serializers.shape import day, link, shape, text, texts, whole

Facet = shape("Facet", "How many events have a value.", {"value": text("A code or an id."), "events": whole()})
Facets = shape(
    "Facets",
    "How many events of a query there are of each sort, the most frequent first.",
    {
        "events": whole(),
        "disputed": whole(),
        **{name: Facet(many=True) for name in ("verification", "type", "country", "grade", "topic", "force")},
    },
)
Cell = shape(
    "SeriesCell",
    "A count; it has the keys that were counted by. Null stands for events without such a value.",
    {
        "month": text("YYYY-MM of the first possible day.", optional=True),
        "type": text(null=True, optional=True),
        "country": text("ISO 3166-1 alpha-2.", null=True, optional=True),
        "admin1": text(null=True, optional=True),
        "events": whole(),
        "events_with_killed": whole("Events among them that have a figure."),
        "killed_low": whole("Null where no event has a figure.", null=True),
        "killed_best": whole(null=True),
        "killed_high": whole("Null also where one is open.", null=True),
    },
)
Series = shape(
    "Series",
    "Counts of events and killed.",
    {"by": texts("What was counted by."), "results": Cell(many=True)},
)
Word = shape(
    "Word",
    "A word of the codebook.",
    {
        "scheme": text("Which vocabulary it is of."),
        "code": text("What documents use."),
        "label": text(),
        "definition": text(null=True),
        "definition_url": link("Where this word is defined; it stays."),
        "parent": text("Code of the wider word.", null=True),
        "since": day("First day on which it may be used; null from the beginning."),
        "until": day("Last day on which it may be used; null where it still is."),
        "plover_class": text(null=True),
        "iptc_media_topic": text(null=True),
    },
)
Codebook = shape("Codebook", "Every controlled word that documents use.", {"results": Word(many=True)})
