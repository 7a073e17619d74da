"""A child that stands in for the reader: it does what the text says."""

import time
from typing import Any

from tracker.articles.killable import serve

WORDS = "Ithawi"


def output_for(text: str) -> dict[str, Any]:
    def item(words: str, **fields: Any) -> dict[str, Any]:
        at = text.find(words)
        spans = [[at, at + len(words)]] if at >= 0 else []
        return {**fields, "spans": spans, "score": 0.9, "reasons": ["scripted"]}

    casualties = [
        item("14 members were killed", kind="killed", min=14, max=14, who="members", event="e1", part_of=None),
        item("four leaders", kind="killed", min=4, max=4, who="leaders", event="e1", part_of=0),
    ]
    return {
        "country_code": "IQ",
        "events": [item("raid", id="e1", type="raid", date="2024-08-29")],
        "persons": [item("Ahmad al-Ithawi", name="Ahmad al-Ithawi", aliases=[])],
        "forces": [item("Centcom", name="Centcom", aliases=["US Central Command"], kind="state")],
        "places": [item("Iraq", name="Iraq", country="Iraq")],
        "casualties": casualties,
        "strengths": [item("2,500 troops", kind="troops", min=2500, max=2500, who="United States")],
        "claims": [item("“We did it”", speaker="Centcom", cue="said", kind="quote", event="e1")],
    }


class Script:
    def __init__(self) -> None:
        self.names_key: str | None = None
        self.names: list[dict[str, Any]] = []

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["names_key"] != self.names_key:
            if request["names"] is None:
                return {"wants_names": True}
            self.names_key, self.names = request["names_key"], request["names"]
        text = request["article"]["text"]
        if "HANG" in text:
            time.sleep(60)
        if "SLOW" in text:
            time.sleep(1)
        if "DIE" in text:
            raise SystemExit(3)
        if "RAISE" in text:
            raise ValueError("scripted")
        output = output_for(text)
        if "MANY" in text:
            output["claims"] = [dict(output["claims"][0]) for _ in range(1000)]
        if "ECHO" in text:
            output["persons"][0]["known"] = [known["name"] for known in self.names]
        if "ASTRAY" in text:
            output["forces"][0]["spans"] = [[5, 5], [-1, 3], [0, len(text) + 1]]
            output["casualties"][0]["spans"] = []
        return {"output": output, "seconds": 0.01}


if __name__ == "__main__":
    serve(Script().answer)
