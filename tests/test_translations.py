"""The catalogues: complete, compiled, and true to what they translate."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from lxml import html

from tests.conftest import REPO_ROOT

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
Key = str | tuple[str, int]
NUMBERS = {"%(number)s", "%(shown)s", "%(articles)s", "%(counter)s", "%(page)s", "%(pages)s"}

needs_gettext = pytest.mark.skipif(
    not (shutil.which("msgfmt") and shutil.which("xgettext")), reason="The programs of GNU gettext are not installed."
)


def catalogue(language: str) -> Path:
    return REPO_ROOT / "archive" / "locale" / language / "LC_MESSAGES" / "django.po"


def compiled(path: Path) -> dict[Key, str]:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each message with each of its translations."""
    blocks = re.split(r"\n\n+", catalogue(language).read_text(encoding="utf-8"))
    for block in blocks[1:]:
        said = {
            name: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text)).replace('\\"', '"').replace("\\n", "\n")
            for name, text in re.findall(r'^(msg[a-z_]+(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)', f"{block}\n", re.M)
        }
        for name, text in said.items():
            if name.startswith("msgstr"):
                yield said["msgid" if name in ("msgstr", "msgstr[0]") else "msgid_plural"], text


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%%", text))


def elements(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    found = html.fragment_fromstring(text, create_parent="div").iterdescendants() if "<" in text else ()
    return sorted((element.tag, sorted(element.items())) for element in found)


def test_all_languages_are_there() -> None:
    assert LANGUAGES == ["fr"]
    assert sum(1 for _ in pairs("fr")) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated_or_doubtful(language: str) -> None:
    assert [message for message, translation in pairs(language) if not translation.strip()] == []
    assert "#, fuzzy" not in catalogue(language).read_text(encoding="utf-8")
    assert "\n#~" not in catalogue(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_markup(language: str) -> None:
    differing = [
        (message, translation)
        for message, translation in pairs(language)
        if elements(message) != elements(translation)
        # A singular may do without its number, in either language.
        or (placeholders(message) ^ placeholders(translation)) - NUMBERS
    ]
    assert differing == []


def test_french_is_set_as_french_is() -> None:
    told = [re.sub(r"<[^>]*>|%\(\w+\)[sd]", "", translation) for _, translation in pairs("fr")]
    loose = re.compile(r"(?<!\u202f)[;!?](?=\s|$)|(?<!\u00a0):(?= |$)|'|[“”]|« | »")
    assert [text for text in told if loose.search(text) and ": »" not in text] == []


@needs_gettext
@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_that_of_the_text(language: str, tmp_path: Path) -> None:
    path = catalogue(language)
    subprocess.run(["msgfmt", "--check", "-o", tmp_path / "django.mo", path], check=True)
    assert compiled(path.with_suffix(".mo")) == compiled(tmp_path / "django.mo")


@needs_gettext
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_code_and_templates_is_in_the_catalogue(language: str, tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    shutil.copytree(REPO_ROOT / "archive", copied / "archive", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copytree(REPO_ROOT / "templates", copied / "templates")
    shutil.copy(REPO_ROOT / "manage.py", copied)
    subprocess.run([sys.executable, "manage.py", "makemessages"], cwd=copied, check=True, capture_output=True)

    def messages(path: Path) -> list[str]:
        return sorted(re.findall(r"^msg(?:id|ctxt|id_plural) .*(?:\n\".*)*", path.read_text(encoding="utf-8"), re.M))

    gathered = copied / catalogue(language).relative_to(REPO_ROOT)
    assert messages(gathered) == messages(catalogue(language)), "`make messages`, then translate what is new."
