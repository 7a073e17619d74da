"""Where to put labels on a map so that they neither touch one another nor cover a circle. Plain Python."""

from dataclasses import dataclass

LETTER = 0.6
GAP = 3.0


@dataclass(frozen=True)
class Spot:
    """A circle on the map and the words that belong to it."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True)
class Label:
    """Words with the point they are anchored to."""

    x: float
    y: float
    anchor: str
    text: str


_Box = tuple[float, float, float, float]


def place_labels(spots: list[Spot], *, size: float, width: float, height: float, most: int = 99) -> list[Label]:
    """Labels for as many spots as there is room for, the first ones first.

    At most ``most`` of them. ``size`` is the height of the letters; a label stands right, left, above or
    below its circle, wholly inside the map. A spot without room gets none: the
    table has its number.
    """
    taken: list[_Box] = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    labels = []
    for index, spot in enumerate(spots[:most]):
        others = [box for other, box in enumerate(taken) if other != index]
        for label, box in _choices(spot, size):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_touch(box, other) for other in others):
                labels.append(label)
                taken.append(box)
                break
    return labels


def centre_labels(
    spots: list[Spot],
    *,
    size: float,
    width: float,
    height: float,
    note: Label | None = None,
    circle: Spot | None = None,
) -> list[Label]:
    """Names written across their spots, the first ones first, where they touch neither ``note`` nor ``circle``."""
    taken: list[_Box] = []
    if note:
        taken.append(_extent(note.x, note.y, note.anchor, note.text, size))
    if circle:
        taken.append(
            (circle.x - circle.radius, circle.y - circle.radius, circle.x + circle.radius, circle.y + circle.radius)
        )
    labels = []
    for spot in spots:
        box = _extent(spot.x, spot.y, "middle", spot.text, size)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
        if inside and not any(_touch(box, other) for other in taken):
            labels.append(Label(spot.x, spot.y, "middle", spot.text))
            taken.append(box)
    return labels


def _extent(x: float, y: float, anchor: str, text: str, size: float) -> _Box:
    long = len(text) * size * LETTER
    left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    return left, y - size * 0.8, left + long, y + size * 0.25


def _choices(spot: Spot, size: float) -> list[tuple[Label, _Box]]:
    half = size * 0.35
    beside = spot.radius + GAP
    places = [
        (spot.x + beside, spot.y + half, "start"),
        (spot.x - beside, spot.y + half, "end"),
        (spot.x, spot.y - beside, "middle"),
        (spot.x, spot.y + beside + size * 0.75, "middle"),
    ]
    return [
        (Label(round(x, 1), round(y, 1), anchor, spot.text), _extent(x, y, anchor, spot.text, size))
        for x, y, anchor in places
    ]


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
