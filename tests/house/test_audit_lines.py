"""Every verb of the desk leaves a line in the audit log, or stands here with what it leaves instead."""

import ast
from pathlib import Path

TRACKER = Path(__file__).resolve().parent.parent.parent / "tracker"
THE_LOG = ("tracker.accounts.audit", "log")
FACES = {"admin", "views", "management", "migrations", "demo"}
BY_THE_WAY = {("tracker.publishing.editing", "save_version")}  # it logs only what it calls off
LEAVE_SOMETHING_ELSE = {
    "articles.ingest.store": "the article says who obtained it, how and when",
    "publishing.along.copied_along": "the line of the publication that it goes along with",
    "publishing.approvals.require_blur_kept": "nothing: it asks",
    "publishing.approvals.require_second_person": "nothing: it asks",
    "publishing.editing.require": "nothing: it asks",
    "publishing.editing.save_version": "a revision",
    "publishing.embargoes.may_lift": "nothing: it asks",
    "review.bulk.pipeline.choose_columns": "the file's row, and the kept mapping",
    "review.bulk.pipeline.take_file": "the file's row",
    "review.decisions.bulk.count_batch": "nothing: it counts",
    "review.decisions.fates.retell": "a revision of each person, with the line of the save that it belongs to",
    "review.decisions.verbs.sit": "nothing: it loads",
    "review.diff.differences": "nothing: it shows",
    "review.duplicates.preview.facts_of": "nothing: it shows",
    "review.duplicates.preview.outcome": "nothing: it shows",
    "review.imports.ucdp.import_rows": "revisions; its command logs the file",
    "review.presence.leave": "nothing: who looks is no decision",
    "review.presence.look": "nothing: who looks is no decision",
    "review.unsaved.drop": "nothing: what was not saved is nobody else's",
    "review.unsaved.keep": "nothing: what was not saved is nobody else's",
    "review.unsaved.kept_for": "nothing: it loads",
    "review.working.add_note": "the note",
    "revisions.verbs.record": "a revision",
}


def module_name(path):
    return ".".join(("tracker", *path.relative_to(TRACKER).with_suffix("").parts)).removesuffix(".__init__")


class Module:
    """What a module defines, what it imports, and what its functions call."""

    def __init__(self, path):
        self.name = module_name(path)
        self.imported, self.functions = {}, {}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = (node.module, alias.name)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node
            elif isinstance(node, ast.ClassDef):
                for method in node.body:
                    if isinstance(method, ast.FunctionDef):
                        self.functions.setdefault(method.name, method)
                        self.functions.setdefault(node.name, method)

    def verbs(self):
        """Public functions that take the acting user as ``by``."""
        for name, node in self.functions.items():
            if not name.startswith("_") and isinstance(node, ast.FunctionDef) and node.name == name:
                named = {each.arg for each in (*node.args.kwonlyargs, *node.args.args)}
                if "by" in named and "self" not in named:
                    yield name

    def calls(self, name):
        """(Module, name) of whatever a function names: called at once, or handed on to be called."""
        for node in ast.walk(self.functions[name]):
            if isinstance(node, ast.Name):
                yield self.imported.get(node.id, (self.name, node.id))
            elif isinstance(node, ast.Attribute):
                base = self.imported.get(node.value.id) if isinstance(node.value, ast.Name) else None
                yield (".".join(base), node.attr) if base else (self.name, node.attr)
                yield from ((module, node.attr) for module, cls in self.imported.values() if cls[:1].isupper())


MODULES = {module_name(path): Module(path) for path in sorted(TRACKER.rglob("*.py"))}


def leaves_a_line(start):
    """Whether the log is reached from a function by what it calls."""
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == THE_LOG:
            return True
        module = MODULES.get(here[0])
        if here in seen or module is None or here in BY_THE_WAY:
            continue
        seen.add(here)
        if here[1] in module.functions:
            ahead += module.calls(here[1])
        elif here[1] in module.imported:
            ahead.append(module.imported[here[1]])
    return False


def verbs():
    return [
        (module.name, verb)
        for module in MODULES.values()
        if not FACES & set(module.name.split("."))
        for verb in module.verbs()
    ]


def test_every_verb_leaves_a_line_or_says_what_it_leaves_instead():
    silent = {
        f"{module.removeprefix('tracker.')}.{verb}" for module, verb in verbs() if not leaves_a_line((module, verb))
    }

    assert silent == set(LEAVE_SOMETHING_ELSE)


def test_the_search_for_the_log_sees_what_is_silent():
    assert leaves_a_line(("tracker.publishing.workflow", "approve"))
    assert leaves_a_line(("tracker.review.decisions.verbs", "reject"))
    assert not leaves_a_line(("tracker.publishing.editing", "lock"))
