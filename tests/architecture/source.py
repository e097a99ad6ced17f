"""The source of the house as the rules see it: parsed modules, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("main", "ui", "reports", "models", "resources")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One module: its path from the root with slashes, and its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")

    @property
    def floor(self) -> str:
        return self.module.split(".")[0]

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        by_kind = _by_kind(self.text)
        return (node for kind in kinds for node in by_kind.get(kind, ()))

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in self.nodes(ast.Call) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[Function]:
        kinds = self.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        return (node for node in kinds if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in self.nodes(ast.ClassDef) if isinstance(node, ast.ClassDef))


# Only the tree that is being looked at is kept. All of them are millions of objects, which every thorough collection
# of garbage in the same process would walk over, in whatever test comes later.
@lru_cache(maxsize=1)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@lru_cache(maxsize=1)
def _by_kind(text: str) -> dict[type[ast.AST], list[ast.AST]]:
    found: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(_parsed(text)):
        found.setdefault(type(node), []).append(node)
    return found


@cache
def sources(*floors: str) -> tuple[Source, ...]:
    """Return the modules of these floors (all five without a name), in a steady order."""
    found: list[Source] = []
    for floor in floors or FLOORS:
        single = ROOT / f"{floor}.py"
        paths = [single] if single.is_file() else sorted((ROOT / floor).rglob("*.py"))
        found.extend(
            Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths
        )
    return tuple(found)


@dataclass(frozen=True)
class Import:
    """One imported name: from where, what, on which line, and inside which function (or none)."""

    line: int
    module: str
    name: str
    function: str

    @property
    def full(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    """Return the module that a from-import names, relative ones resolved."""
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    keep = len(parts) - node.level + (1 if source.is_package else 0)
    return ".".join([*parts[:keep], *((node.module or "").split(".") if node.module else [])])


@cache
def imports(source: Source) -> tuple[Import, ...]:
    """Return every import of a module, wherever it stands."""
    found: list[Import] = []

    def visit(node: ast.AST, function: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend(Import(child.lineno, alias.name, "", function) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                module = _absolute(source, child)
                found.extend(Import(child.lineno, module, alias.name, function) for alias in child.names)
            visit(child, child.name if isinstance(child, Function) else function)

    visit(source.tree, "")
    return tuple(found)


def import_graph(modules: tuple[Source, ...]) -> dict[str, set[str]]:
    """Return module -> modules of the same set that it imports."""
    known = {source.module for source in modules}
    graph: dict[str, set[str]] = {name: set() for name in known}
    for source in modules:
        for item in imports(source):
            target = item.full if item.full in known else item.module
            if target in known and target != source.module:
                graph[source.module].add(target)
    return graph


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that reach each other (Tarjan's strongly connected components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for following in sorted(graph[node]):
            if following not in order:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in stack:
                low[node] = min(low[node], order[following])
        if low[node] == order[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                groups.append(sorted(group))

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return groups
