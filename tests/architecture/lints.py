"""The project's own lints; each takes source text and returns what is wrong with it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("actions", "admin", "bot", "evaluation", "gateway", "phrasebook", "referrals", "tools")
_NOT_OURS = {".venv", "__pycache__", "versions"}

FORBIDDEN_IN_CLASSES = {"Manager", "Handler", "Helper", "Util", "Utils", "Base"}
FORBIDDEN_MODULES = {"utils", "util", "helpers", "helper", "common", "core", "misc"}

MOST_MODULE_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_ACTION_LINES = 100

_SPOKEN_WORDS = 4
_SILENT_CALLS = {"_setting", "compile", "debug", "info", "warning", "error"}


@dataclass(frozen=True)
class Module:
    """One Python file; `path` is relative to the project, with slashes."""

    path: str
    source: str

    @property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.source)


def modules(*folders: str) -> list[Module]:
    """Return every module of ours below the folders; at least one each."""
    found = []
    for folder in folders:
        paths = [p for p in sorted((ROOT / folder).rglob("*.py")) if not _NOT_OURS & {*p.parts}]
        assert paths, folder
        found += [Module(str(p.relative_to(ROOT)), p.read_text(encoding="utf-8")) for p in paths]
    return found


def too_long(module: Module) -> Iterator[str]:
    """Yield a module, an action or a function above its limit."""
    lines = len(module.source.splitlines())
    if lines > MOST_MODULE_LINES:
        yield f"{module.path}: {lines} lines"
    if lines > MOST_ACTION_LINES and _defines_an_ability(module.tree):
        yield f"{module.path}: an action of {lines} lines"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                yield f"{module.path}: {node.name} has {length} lines"


def without_docstring(module: Module) -> Iterator[str]:
    """Yield a module that does not open with a sentence."""
    opening = (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
    if len(opening.split()) < 3 or not opening.rstrip("`").endswith((".", ":")):
        yield f"{module.path}: {opening!r}"


def forbidden_names(module: Module) -> Iterator[str]:
    """Yield names that promise nothing: of the module, its folders and its classes."""
    for part in Path(module.path).with_suffix("").parts:
        if part in FORBIDDEN_MODULES:
            yield f"{module.path}: {part}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            words = set(re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*", node.name))
            if words & FORBIDDEN_IN_CLASSES:
                yield f"{module.path}: class {node.name}"


def prose(module: Module) -> Iterator[str]:
    """Yield texts of four or more words that a person could be sent.

    Not meant for a person and left out: docstrings, what is raised, logged or printed on standard
    error, the help texts of settings, and patterns.
    """
    yield from _spoken_in(module.tree)


def broad_excepts(module: Module) -> int:
    """Count the places that catch everything."""
    handlers = [node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)]
    return sum(any(_is_broad(kind) for kind in _kinds(handler.type)) for handler in handlers)


def _kinds(caught: ast.expr | None) -> list[ast.expr | None]:
    return list(caught.elts) if isinstance(caught, ast.Tuple) else [caught]


def _is_broad(kind: ast.expr | None) -> bool:
    return kind is None or ast.unparse(kind) in ("Exception", "BaseException")


def _defines_an_ability(tree: ast.Module) -> bool:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return any(ast.unparse(parent) == "Ability" for node in classes for parent in node.bases)


def _spoken_in(node: ast.AST) -> Iterator[str]:
    """Yield the sentences below a node, passing over what no person is sent."""
    if _is_silent(node):
        return
    text = _literal(node)
    if text is not None:
        if sum(any(c.isalpha() for c in word) for word in text.split()) >= _SPOKEN_WORDS:
            yield text
        return
    for child in ast.iter_child_nodes(node):
        yield from _spoken_in(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.Expr):  # a docstring, of whatever it is one
        return isinstance(node.value, ast.Constant)
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    if name == "print":
        return any(word.arg == "file" for word in node.keywords)
    return name.rpartition(".")[2] in _SILENT_CALLS


def _literal(node: ast.AST) -> str | None:
    """Return the text of a literal, also of one put together from parts, else None."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) or "0" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None and right is None else f"{left or 0}{right or 0}"
    return None
