"""The child that reads texts. Plain Python, no Django; run by ``tracker.articles.killable``."""

import time
from datetime import date
from typing import Any

from tracker.articles.killable import serve
from tracker.extraction.extractors.register import KnownName, Register
from tracker.extraction.reading import ArticleInput, read
from tracker.places.atlas import Atlas


class Reader:
    """Reads with the shipped register and the desk's names, kept from one request to the next."""

    def __init__(self) -> None:
        self.names_key: str | None = None
        self.register = Register.shipped()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reader's output and the seconds it took, or a request for the desk's names."""
        if request["names_key"] != self.names_key:
            if request["names"] is None:
                return {"wants_names": True}
            known = [KnownName(**{**row, "aliases": tuple(row["aliases"])}) for row in request["names"]]
            self.register = Register.shipped().extended(known)
            self.names_key = request["names_key"]
        article = request["article"]
        day = date.fromisoformat(article["published_on"]) if article["published_on"] else None
        started = time.perf_counter()
        output = read(ArticleInput(**{**article, "published_on": day}), self.register, Atlas.shipped())
        return {"output": output, "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    serve(Reader().answer)
