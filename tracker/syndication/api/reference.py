"""The schema told for people: what the page of the API shows."""

from typing import Any

Part = dict[str, Any]


def reference(schema: Part) -> Part:
    """Operations and shapes of an OpenAPI description, as lists that a template can walk through."""
    return {
        "title": schema["info"]["title"],
        "version": schema["info"]["version"],
        "operations": [
            operation(path, methods["get"]) for path, methods in schema["paths"].items() if "get" in methods
        ],
        "shapes": [shape(name, part) for name, part in schema["components"]["schemas"].items()],
    }


def operation(path: str, described: Part) -> Part:
    """One address: its parameters and what it answers."""
    return {
        "id": described["operationId"],
        "path": path,
        "summary": described.get("summary", ""),
        "description": words(described.get("description", "")),
        "parameters": [
            {
                "name": each["name"],
                "description": words(each.get("description", "")),
                "kind": kind(each["schema"]),
            }
            for each in described.get("parameters", ())
        ],
        "answers": [
            {
                "status": status,
                "kinds": [kind(content["schema"]) for content in contents(each, with_shape=True).values()],
                "also": [*contents(each, with_shape=False)],
                "description": words(each.get("description", "")),
            }
            for status, each in described["responses"].items()
        ],
    }


def contents(answer: Part, *, with_shape: bool) -> dict[str, Part]:
    """The forms of an answer by media type: those with a shape of ours, or those that a standard describes."""
    found = answer.get("content", {})
    return {name: content for name, content in found.items() if bool(kind(content["schema"])["shape"]) == with_shape}


def shape(name: str, described: Part) -> Part:
    """One shape with its keys, or what it may be instead."""
    required = set(described.get("required", ()))
    return {
        "name": name,
        "description": words(described.get("description", "")),
        "instead": [kind(each) for each in described.get("oneOf") or described.get("anyOf", ())],
        "keys": [
            {
                "name": key,
                "kind": kind(part),
                "is_optional": key not in required,
                "description": words(part.get("description", "")),
            }
            for key, part in described.get("properties", {}).items()
        ],
    }


def words(text: str) -> list[Part]:
    """The text in pieces; what stood between backticks is code."""
    return [{"text": piece, "is_code": bool(at % 2)} for at, piece in enumerate(text.split("`")) if piece]


def kind(part: Part) -> Part:
    """What a value is: ``text`` to read, and the ``shape`` it links to, if any."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return {"text": name, "shape": name}
    for alternatives in ("oneOf", "allOf", "anyOf"):
        if alternatives in part:
            found = [kind(each) for each in part[alternatives]]
            named = next((each["shape"] for each in found if each["shape"]), "")
            return {"text": " or ".join(each["text"] for each in found), "shape": named}
    if part.get("type") == "array":
        inner = kind(part["items"])
        return {"text": f"list of {inner['text']}", "shape": inner["shape"]}
    names = part.get("type", "any value")
    text = " or ".join(names) if isinstance(names, list) else str(names)
    text += f" ({part['format']})" if "format" in part else ""
    text += ": " + ", ".join(map(str, part["enum"])) if "enum" in part else ""
    return {"text": text, "shape": ""}
