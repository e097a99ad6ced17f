"""The rules about single modules. Each knows where it applies and a snippet that breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.exceptions import LARGE, LATE_IMPORTS, LOOPS
from tests.architecture.source import Function, Source, imports

Finding = tuple[int, str]
Check = Callable[[Source], Iterator[Finding]]

MAX_FILE, MAX_FUNCTION, MAX_CLASS, MAX_METHODS = 400, 50, 250, 25


@dataclass(frozen=True)
class Rule:
    """One rule: what it checks, where it applies, and a module (path, text) that it must find fault with."""

    name: str
    check: Check
    where: Callable[[str], bool]
    bad: tuple[tuple[str, str], ...]
    good: tuple[tuple[str, str], ...] = ()

    def findings(self, source: Source) -> list[str]:
        """Return what is wrong in a module, as `path:line: what`."""
        if not self.where(source.path):
            return []
        return [f"{source.path}:{line}: {what}" for line, what in self.check(source)]


def everywhere(_path: str) -> bool:
    return True


def starts(*prefixes: str) -> Callable[[str], bool]:
    return lambda path: path.startswith(prefixes)


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of names, with `?` for anything else in it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


# Imports -------------------------------------------------------------------------------------------------

REACH = {
    "main": ("main", "ui", "reports", "models", "resources"),
    "ui": ("ui", "reports", "models", "resources"),
    "reports": ("reports", "models", "resources"),
    "models": ("models", "resources"),
    "resources": ("resources",),
}
OUTSIDE = {
    "models": ("PySide6", "shiboken6", "reportlab"),
    "reports": ("PySide6", "shiboken6", "peewee", "playhouse", "sqlite3"),
    "resources": ("PySide6", "shiboken6", "reportlab", "peewee", "playhouse"),
    "ui": ("peewee", "playhouse", "sqlite3", "reportlab"),
    "main": ("peewee", "playhouse", "sqlite3", "reportlab"),
}


def directions(source: Source) -> Iterator[Finding]:
    for item in imports(source):
        top = item.module.split(".")[0]
        if top in REACH and top not in REACH[source.floor]:
            yield item.line, f"{source.floor} imports {item.module}"
        if top in OUTSIDE[source.floor] or top in ("tests", "tools"):
            yield item.line, f"{source.floor} imports {top}"


def plain_core(source: Source) -> Iterator[Finding]:
    for item in imports(source):
        if item.module.split(".")[0] in ("peewee", "playhouse"):
            yield item.line, f"models.core imports {item.module}"


def blind_widgets(source: Source) -> Iterator[Finding]:
    for item in imports(source):
        if item.full.startswith(("models", "reports", "ui.pages")):
            yield item.line, f"a widget imports {item.full}"


def separate_pages(source: Source) -> Iterator[Finding]:
    own = source.module.split(".")[2:3]
    for item in imports(source):
        parts = item.full.split(".")
        if parts[:2] == ["ui", "pages"] and len(parts) > 2 and parts[2:3] != own:
            yield item.line, f"the page {'.'.join(own)} imports {item.full}"


def late_imports(source: Source) -> Iterator[Finding]:
    for item in imports(source):
        if item.function and (source.path, item.module) not in LATE_IMPORTS:
            yield (
                item.line,
                f"{item.function} imports {item.full}; at the top, or in LATE_IMPORTS with a reason",
            )


# Size and docstrings -------------------------------------------------------------------------------------


def _length(node: Function | ast.ClassDef) -> int:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or node.lineno) - first + 1


def sizes(source: Source) -> Iterator[Finding]:
    lines = len(source.text.splitlines())
    if lines > MAX_FILE and source.path not in LARGE:
        yield 1, f"{lines} lines"
    for node in [*source.functions(), *source.classes()]:
        limit = MAX_CLASS if isinstance(node, ast.ClassDef) else MAX_FUNCTION
        if _length(node) > limit and f"{source.path}:{node.name}" not in LARGE:
            yield node.lineno, f"{node.name}: {_length(node)} lines"
    for klass in source.classes():
        methods = sum(isinstance(child, Function) for child in klass.body)
        if methods > MAX_METHODS and f"{source.path}:{klass.name}" not in LARGE:
            yield klass.lineno, f"{klass.name}: {methods} methods"


def docstrings(source: Source) -> Iterator[Finding]:
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield 1, "no module docstring"
    for klass in source.classes():
        if klass.name != "Meta" and not ast.get_docstring(klass):
            yield klass.lineno, f"class {klass.name} has no docstring"


# Writes --------------------------------------------------------------------------------------------------

_ALWAYS = {"insert_from", "bulk_create", "bulk_update", "delete_instance", "get_or_create", "replace_many"}
_ON_TABLES = {
    "create", "insert", "insert_many", "update", "delete", "replace", "save", "raw", "truncate_table",
    "delete_by_id", "set_by_id", "drop_table", "create_table",
}  # fmt: skip
_WRITING_SQL = re.compile(
    r"\s*(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|REPLACE\s+INTO|ALTER\s+TABLE|"
    r"(CREATE|DROP)\s+(TEMP\w*\s+|UNIQUE\s+|VIRTUAL\s+)*(TABLE|INDEX|VIEW|TRIGGER)\b)",
    re.IGNORECASE,
)


def _is_table(node: ast.AST) -> bool:
    """Whether a receiver looks like a class (Complaint, tables.Complaint), not like a dict, set or path."""
    last = dotted(node).rsplit(".", 1)[-1]
    return bool(re.match(r"[A-Z][A-Za-z0-9]*$", last)) and not last.isupper()


def _sql_text(node: ast.AST) -> str:
    """Return the text of a string or the fixed beginning of an f-string."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return _sql_text(node.values[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def one_door(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        if isinstance(call.func, ast.Attribute):
            name, receiver = call.func.attr, call.func.value
            bare_save = (
                source.floor == "models" and name == "save" and not call.args and not _is_table(receiver)
            )
            if name in _ALWAYS or bare_save or (name in _ON_TABLES and _is_table(receiver)):
                yield call.lineno, f"{dotted(call.func)}() writes outside actions"
    for node in source.nodes(ast.Constant, ast.JoinedStr):
        if _WRITING_SQL.match(_sql_text(node)):
            yield getattr(node, "lineno", 1), "SQL that writes outside actions"


def may_write(path: str) -> bool:
    return path.endswith("/actions.py") or "/actions/" in path or path.startswith("models/store/")


def dialect(source: Source) -> Iterator[Finding]:
    docs = {id(node.body[0].value) for node in ast.walk(source.tree)
            if isinstance(node, (ast.Module, ast.ClassDef, Function)) and node.body
            and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    for node in source.nodes(ast.Constant):
        assert isinstance(node, ast.Constant)
        if isinstance(node.value, str) and id(node) not in docs:
            found = re.search(r"sqlite|\bPRAGMA\b|fts5|\bMATCH\s+\?|\browid\b", node.value, re.IGNORECASE)
            if found:
                yield node.lineno, f"{found.group()} belongs into models/store"
    for item in imports(source):
        if "sqlite" in item.full.lower() or item.module.startswith("psycopg"):
            yield item.line, f"{item.full} belongs into models/store"


def the_clock(source: Source) -> Iterator[Finding]:
    banned = re.compile(r"(^|\.)(datetime|date|dt)\.(now|utcnow|today)$|^time\.time(_ns)?$")
    for call in source.calls():
        if banned.search(dotted(call.func)):
            yield call.lineno, f"{dotted(call.func)}(): the time comes from the clock"


# The window ----------------------------------------------------------------------------------------------


def no_process_events(source: Source) -> Iterator[Finding]:
    for node in source.nodes(ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == "processEvents":
            yield node.lineno, "processEvents"


def one_voice(source: Source) -> Iterator[Finding]:
    for item in imports(source):
        if item.name == "QMessageBox":
            yield item.line, "QMessageBox outside ui/messages"
    for node in source.nodes(ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == "QMessageBox":
            yield node.lineno, "QMessageBox outside ui/messages"


def no_lambda_slots(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        wires = isinstance(call.func, ast.Attribute) and call.func.attr in ("connect", "singleShot", "link")
        if wires and any(isinstance(argument, ast.Lambda) for argument in call.args):
            yield call.lineno, f"a lambda in {dotted(call.func)}()"


def lasting_keys(source: Source) -> Iterator[Finding]:
    """Qt drops a button's own shortcut with the next words of the button."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "setShortcut":
            yield call.lineno, f"{dotted(call.func)}(): a Command, or on_key of a dialog"


def open_not_exec(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("exec", "exec_"):
            yield call.lineno, f"{dotted(call.func)}(): dialogs open(), menus popup()"


def quick_data(source: Source) -> Iterator[Finding]:
    for function in source.functions():
        if function.name in ("data", "multiData", "headerData", "paint", "sizeHint", "flags"):
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and re.fullmatch(r"Qt\.\w+Role", dotted(node)):
                    yield node.lineno, f"{dotted(node)} in {function.name}(): keep the role in a constant"


# Words and dangers ---------------------------------------------------------------------------------------


def whole_words(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        last = dotted(call.func).rsplit(".", 1)[-1]
        if last in ("t", "n", "p", "N_", "NN_", "P_"):
            for argument in call.args[:2]:
                if isinstance(argument, (ast.JoinedStr, ast.BinOp)) and _has_text(argument):
                    yield call.lineno, f"{last}() takes one whole message; placeholders are filled afterwards"


def _has_text(node: ast.AST) -> bool:
    return any(isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
               for part in ast.walk(node))  # fmt: skip


_DANGERS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "tempfile.mktemp"}


def no_dangers(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        if dotted(call.func) in _DANGERS:
            yield call.lineno, f"{dotted(call.func)}()"
        for keyword in call.keywords:
            if keyword.arg == "shell" and not (
                isinstance(keyword.value, ast.Constant) and not keyword.value.value
            ):
                yield call.lineno, "shell=True"
    for item in imports(source):
        if item.module.split(".")[0] in ("pickle", "marshal", "shelve", "dill"):
            yield item.line, f"{item.module}: a stranger's file could run code"


# Tests ---------------------------------------------------------------------------------------------------


def honest_tests(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        if dotted(call.func) in ("time.sleep", "sleep", "QTest.qSleep"):
            yield call.lineno, "a test sleeps; wait for what must happen"
    for item in imports(source):
        if item.full.startswith(("unittest.mock", "mock")):
            yield item.line, "a mock; use the real thing, or a small honest stand-in"


def _not_store(path: str) -> bool:
    return path.startswith(("models/", "ui/", "reports/", "main")) and not path.startswith("models/store/")


RULES = (
    Rule("imports point down", directions, everywhere, (
        ("models/a/rules.py", "from ui import context"), ("reports/a.py", "import PySide6.QtCore"),
        ("resources/a.py", "from models.core import clock"), ("ui/a.py", "import peewee"),
        ("models/a.py", "from reportlab.lib import colors"), ("ui/b.py", "from tests.x import y")),
        (("ui/a.py", "from models.core.errors import UserProblem\nfrom resources import texts"),)),
    Rule("the core is plain Python", plain_core, starts("models/core/"), (("models/core/a.py", "import peewee"),)),
    Rule("widgets know nothing of the domain", blind_widgets, starts("ui/widgets/"), (
        ("ui/widgets/a.py", "from models.complaints import kinds"), ("ui/widgets/a.py", "from ui import pages"))),
    Rule("pages stand alone", separate_pages, starts("ui/pages/"), (
        ("ui/pages/intake/form.py", "from ui.pages.handling import rail"),
        ("ui/pages/intake/form.py", "from ..handling import rail"),
        ("ui/pages/intake.py", "from ui.pages import handling")),
        (("ui/pages/intake/form.py", "from ui.pages.intake import fields\nfrom . import more"),)),
    Rule("imports stand at the top", late_imports, everywhere, (
        ("ui/a.py", "def f():\n    import reports"),
        ("ui/a.py", "class A:\n    def f(self):\n        from x import y"))),
    Rule("rooms stay small", sizes, everywhere, (
        ("ui/a.py", "x = 1\n" * 401), ("ui/a.py", "def f():\n" + "    x = 1\n" * 50),
        ("ui/a.py", "class A:\n" + "    x = 1\n" * 250),
        ("ui/a.py", "class A:\n" + "".join(f"    def f{i}(self): ...\n" for i in range(26)))),
        (("ui/a.py", "def f():\n" + "    x = 1\n" * 49),)),
    Rule("modules and classes say what they are", docstrings, everywhere, (
        ("ui/a.py", "x = 1"), ("ui/a.py", '"""A."""\nclass A:\n    x = 1'))),
    Rule("one door for every write", one_door,
         lambda path: path.startswith(("models/", "ui/", "reports/", "main")) and not may_write(path), (
        ("models/a/queries.py", "Complaint.create(x=1)"), ("models/a/rules.py", "row.save()"),
        ("models/a/queries.py", "tables.Complaint.update(x=1).where(y).execute()"),
        ("models/a/queries.py", "Complaint.insert_many(rows)"), ("models/a/queries.py", "row.delete_instance()"),
        ("ui/a.py", "store.execute('UPDATE complaint SET x = 1')"),
        ("models/a/queries.py", "db.execute_sql(f'delete from {table}')")),
        (("models/a/queries.py", "known.update(a=1)\nfound.insert(0, 1)\nseen = text.replace('a', 'b')\n"
          "picture.save(path)\nwork.update(Complaint, 1, None)\nx = 'Update the resident'\ny = 'Drop a draft'"),
         ("models/a/actions.py", "Complaint.create(x=1)"))),
    Rule("one dialect, one place", dialect, _not_store, (
        ("models/a/queries.py", "db.execute_sql('PRAGMA x')"), ("models/a/queries.py", "import sqlite3"),
        ("models/a/queries.py", "x = 'SELECT * FROM fts5_table'"),
        ("ui/a.py", "from playhouse.sqlite_ext import FTS5Model")),
        (("models/a/queries.py", '"""Not tied to SQLite."""\ndef f():\n    """PRAGMA."""'),)),
    Rule("the time comes from the clock", the_clock,
         lambda path: path.startswith("models/") and path != "models/core/clock.py", (
        ("models/a/rules.py", "x = datetime.now(UTC)"), ("models/a/rules.py", "x = dt.date.today()"),
        ("models/a/rules.py", "x = time.time()")), (("models/a/rules.py", "x = session.clock.now()"),)),
    Rule("no processEvents", no_process_events, everywhere, (("ui/a.py", "QApplication.processEvents()"),)),
    Rule("one voice", one_voice, lambda path: not path.startswith("ui/messages"), (
        ("ui/a.py", "from PySide6.QtWidgets import QMessageBox"), ("ui/a.py", "QtWidgets.QMessageBox.about(a)"))),
    Rule("no lambda slots", no_lambda_slots, starts("ui/"), (
        ("ui/a.py", "button.clicked.connect(lambda: go(1))"), ("ui/a.py", "QTimer.singleShot(0, lambda: go())")),
        (("ui/a.py", "button.clicked.connect(partial(go, 1))"),)),
    Rule("keys outlast a change of language", lasting_keys, starts("ui/"), (
        ("ui/a.py", "self.ok.setShortcut(QKeySequence('Ctrl+S'))"),)),
    Rule("dialogs open, they do not exec", open_not_exec,
         lambda path: path.startswith("ui/") and not path.startswith("ui/application") and path not in LOOPS, (
        ("ui/a.py", "dialog.exec()"),)),
    Rule("data() is quick", quick_data, starts("ui/"), (
        ("ui/a.py", "class M:\n    def data(self, i, role):\n        return 1 if role == Qt.DisplayRole else 2"),),
        (("ui/a.py", "class M:\n    def data(self, i, role):\n        return role == DISPLAY"),)),
    Rule("whole messages are translated", whole_words, lambda path: not path.startswith("resources/texts/"), (
        ("ui/a.py", "texts.t(f'Hello {name}')"), ("ui/a.py", "n('a', 'b' + c, 2)"), ("ui/a.py", "N_('a %s' % b)")),
        (("ui/a.py", "texts.t('Hello {name}', name=f'{a}')\nn(a + b, c)"),)),
    Rule("nothing dangerous", no_dangers, everywhere, (
        ("ui/a.py", "eval(x)"), ("ui/a.py", "import pickle"), ("ui/a.py", "os.system('ls')"),
        ("ui/a.py", "subprocess.run(x, shell=True)"), ("ui/a.py", "exec(x)"))),
)  # fmt: skip

TEST_RULES = (
    Rule("tests are honest", honest_tests, starts("tests/"), (
        ("tests/a.py", "time.sleep(1)"), ("tests/a.py", "from unittest.mock import patch"))),
)  # fmt: skip
