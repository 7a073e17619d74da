"""A child of killable that misbehaves as it is told."""

import os
import sys
import time
from typing import Any

from tracker.articles.killable import serve


def answer(request: dict[str, Any]) -> dict[str, Any]:
    match request.get("do"):
        case "echo":
            print("noise on the standard output")
            return {"echo": request["words"], "pid": os.getpid()}
        case "die":
            os._exit(9)
        case "eat":
            return {"size": len(bytearray(8 * 1024**3))}
        case "raise":
            raise ValueError("told to")
        case "nan":
            return {"value": float("nan")}
        case "environment":
            return {"names": sorted(os.environ), "argv": sys.argv}
    time.sleep(60)
    return {}


if __name__ == "__main__":
    serve(answer)
