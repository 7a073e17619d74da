"""Whether a title is the command of a force: "commander" and "chief of" the force are, "head of operations" is not."""

from collections.abc import Iterable

from tracker.core.names import fold

_COMMANDS = (
    "commander in chief", "commanding officer", "commanding general", "officer commanding", "commander", "commandant",
    "leader", "chief", "head", "emir", "amir", "caliph", "warlord",
)  # fmt: skip
_ANY_FORCE = frozenset("the of its their group groups organisation organization movement force forces unit".split())
_ANY_COMMANDER = frozenset("supreme overall acting interim current new top general".split())


def commands(title: str, force_names: Iterable[str]) -> bool:
    """Whether who bears ``title`` in a force commands the whole of it.

    Whatever else the title says has to be the force's own name, or words that
    narrow nothing: "commander in Iraq", "deputy leader" and "chief of staff" do
    not command; "brigade commander" does, in a brigade.
    """
    words = f" {fold(title)} "
    found = next((key for key in _COMMANDS if f" {key} " in words), "")
    if not found:
        return False
    before, _, after = words.partition(f" {found} ")
    own = {word for name in force_names for word in fold(name).split()} | _ANY_FORCE
    return set(before.split()) <= own | _ANY_COMMANDER and set(after.split()) <= own
