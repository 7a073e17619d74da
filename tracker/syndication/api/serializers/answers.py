"""The shapes of what stands around documents: pages, counts, the index and problems."""

from tracker.syndication.api.serializers.shape import Shape, link, shape, text, whole, yes

Collections = shape(
    "Collections",
    "Address of each collection.",
    {name: link() for name in ("events", "persons", "forces", "places", "articles", "topics")},
)
Feeds = shape("Feeds", "Address of each feed.", {"events": link("Atom, the latest publications of events.")})
LastChange = shape(
    "LastChange",
    "The number of the last publication.",
    {"epoch": whole("Grows when a backup is restored."), "seq": whole("Grows with every publication.")},
)
Index = shape(
    "Index",
    "Everything this API has.",
    {
        "name": text(),
        "licence": text(),
        "schema": link(),
        "documentation": link(),
        "collections": Collections(),
        "codebook": link("Every controlled word, with its definition."),
        "facets": link("Events of a query, counted by what they can be narrowed by."),
        "series": link("Events and killed by month, type and area."),
        "changes": link("The change log."),
        "feeds": Feeds(),
        "last_change": LastChange(),
    },
)
Count = shape(
    "Count",
    "How many documents match.",
    {"count": whole(), "is_at_least": yes("Whether counting stopped at the cap.")},
)
Fault = shape("Fault", "What is wrong with one parameter.", {"parameter": text(), "detail": text()})
Problem = shape(
    "Problem",
    "Why a request was not answered (RFC 9457).",
    {
        "type": text(),
        "title": text(),
        "status": whole(),
        "detail": text(),
        "errors": Fault(many=True, required=False, help_text="Of wrong parameters, one entry a fault."),
    },
)


def page_of(document: Shape) -> Shape:
    """A page of such documents."""
    name = document.__name__
    return shape(
        f"{name}Page",
        f"A page of {name.lower()} documents.",
        {
            "next": link("The next page; null on the last one.", null=True),
            "count": link("Asks for the number of matching documents."),
            "results": document(many=True),
        },
    )
