"""Who may import whom: the rules of the design, read off the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent

# The modules of ingest that know models: the gazetteer, and the loader with those it was divided into. All others are
# pure: text in, frozen dataclass out.
INGEST_WITH_MODELS = (
    "archive.ingest.gazetteer",
    "archive.ingest.loader",
    "archive.ingest.fields",
    "archive.ingest.links",
    "archive.ingest.addresses",
    "archive.ingest.duplicates",
    "archive.ingest.known",
    "archive.ingest.noting",
    "archive.ingest.records",
    "archive.ingest.rows",
    "archive.ingest.storing",
    "archive.ingest.suggesting",
    "archive.ingest.updating",
)
# The outermost layer: found by Django, named by urls.py, imported by nobody else.
ALSO_VIEWS = ("archive.templatetags",)  # what the templates of the views call
OUTERMOST = ("archive.management", "archive.admin", "archive.views")


def is_within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def imports_of(source: str) -> Iterator[str]:
    """Every name that is imported, wherever it stands, as far down as it is named: `from a import b` is `a.b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def broken_rule(module: str, imported: str) -> str:
    """The rule that this import breaks, or nothing."""
    ours = is_within(imported, "archive")
    if imported.startswith("."):
        return "imports are absolute"
    if is_within(imported, "tests"):
        return "the archive knows nothing of its tests"
    if is_within(module, "archive.models") and ours and not is_within(imported, "archive.models", "archive.edtf"):
        return "models imports nothing of ours but archive.models and archive.edtf"
    if is_within(module, "archive.ingest") and not is_within(module, *INGEST_WITH_MODELS):
        if is_within(imported, "django", "archive.models"):
            return "the pure half of ingest imports neither Django nor models"
        if is_within(imported, *INGEST_WITH_MODELS):
            return "the pure half of ingest does not import the other"
    if is_within(module, "archive.ingest") and is_within(imported, "archive.search"):
        return "ingest and search never import each other"
    if is_within(module, "archive.search") and is_within(imported, "archive.ingest"):
        return "ingest and search never import each other"
    if is_within(module, "archive.search.engine") and ours and not is_within(imported, "archive.search.engine"):
        return "search/engine imports nothing of archive"
    if is_within(imported, "archive.checking") and not is_within(module, "archive.checking", "archive.management"):
        return "only commands check the whole archive"
    for layer in OUTERMOST:
        if is_within(imported, layer) and not is_within(module, layer, "archive.urls", *ALSO_VIEWS):
            return "nothing imports commands, admin or views but urls.py"
    return ""


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted((REPO_ROOT / "archive").rglob("*.py")):
        parts = path.relative_to(REPO_ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def test_imports_keep_to_the_design() -> None:
    broken = [
        f"{module} imports {imported}: {rule}"
        for module, path in modules().items()
        for imported in imports_of(path.read_text(encoding="utf-8"))
        if (rule := broken_rule(module, imported))
    ]
    assert broken == []


def test_modules_named_in_the_rules_exist() -> None:
    found = modules()
    packages = {"archive.models", "archive.search.engine", "archive.checking", "archive.urls"}
    assert {*packages, *INGEST_WITH_MODELS, *OUTERMOST} <= set(found)


def test_archive_reads_nothing_beside_its_repository() -> None:
    shared = [
        f"{module}: {node.value[:60]!r}"
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value == "shared" or "../shared" in node.value
    ]
    assert shared == []


@pytest.mark.parametrize(
    ("module", "line", "rule"),
    [
        ("archive.models.article", "from archive.search import facets", "models imports nothing"),
        ("archive.models.article", "def late():\n    import archive.ingest.dates", "models imports nothing"),
        ("archive.models.article", "from . import person", "imports are absolute"),
        ("archive.ingest.dates", "from django.db import models", "neither Django nor models"),
        ("archive.ingest.dates", "import django", "neither Django nor models"),
        ("archive.ingest.dates", "from archive import models", "neither Django nor models"),
        ("archive.ingest.dates", "from archive.ingest import loader", "does not import the other"),
        ("archive.ingest.loader", "from archive.search.indexing import rebuild", "never import each other"),
        ("archive.search.indexing", "import archive.ingest.loader", "never import each other"),
        ("archive.search.engine.backend", "from archive import edtf", "imports nothing of archive"),
        ("archive.tasks", "from archive.views.home import HomeView", "but urls.py"),
        ("archive.views.home", "from archive import admin", "but urls.py"),
        ("archive.export.csv", "from archive.management.commands import export", "but urls.py"),
        ("archive.views.pages", "from archive.checking import whole", "only commands check"),
        ("archive.ingest.loader", "import archive.checking.originals", "only commands check"),
        ("archive.checking.rows", "from archive.admin import blocks", "but urls.py"),
        ("archive.export.csv", "from tests import conftest", "knows nothing of its tests"),
    ],
)
def test_forbidden_import_is_found(module: str, line: str, rule: str) -> None:
    assert [rule in broken_rule(module, imported) for imported in imports_of(line)] == [True]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("archive.models.article", "from archive.models.records import FormerSlug"),
        ("archive.models.article", "from archive.edtf import parse_edtf"),
        ("archive.ingest.loader", "from archive.models import Article"),
        ("archive.ingest.dates", "from archive.ingest.sentences import split_sentences"),
        ("archive.search.engine.backend", "from archive.search.engine.columns import read"),
        ("archive.search.engine.backend", "from django.conf import settings"),
        ("archive.urls", "from archive.views import home"),
        ("archive.checking.rows", "from archive.ingest.decoding import decode"),
        ("archive.management.commands.check_archive", "from archive.checking.whole import Examination"),
        ("archive.admin.articles", "from archive.admin.curation import AddressedAdmin"),
    ],
)
def test_allowed_import_is_allowed(module: str, line: str) -> None:
    assert [broken_rule(module, imported) for imported in imports_of(line)] == [""]
