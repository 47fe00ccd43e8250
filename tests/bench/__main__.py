"""The measurements there are, by name.

    python -m tests.bench [NAME [ARGUMENTS]]

Without a name they are listed, and the search is measured in half a minute.
"""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

MODULES = {
    "search": "search_run",
    "search_guards": "search_guards",
    "pages": "pages",
    "curation": "curation",
    "ingest_speed": "ingest_speed",
    "duplicates": "duplicates",
    "bodies": "bodies",
    "html_metadata": "html_metadata",
    "dump_metadata": "dump_metadata",
    "kremlin_people": "kremlin_people",
    "kremlin_events": "kremlin_events",
}
QUICK = ["--articles", "100", "--questions", "20", "--seconds", "1"]


def purpose(name: str) -> str:
    """The first line of a measurement's docstring; the module is read and not run."""
    source = (Path(__file__).parent / f"{MODULES[name]}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def main() -> None:
    name, *arguments = sys.argv[1:] or ["search", *QUICK]
    if len(sys.argv) == 1:
        print("python -m tests.bench NAME [ARGUMENTS]; what there is:\n")
        print("\n".join(f"  {known:15} {purpose(known)}" for known in MODULES), end="\n\n", flush=True)
    if name not in MODULES:
        sys.exit(f"There is no measurement called {name}; there are: {', '.join(MODULES)}.")
    sys.argv = [f"python -m tests.bench {name}", *arguments]
    runpy.run_module(f"tests.bench.{MODULES[name]}", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
