"""Chicago, APA and MLA, against entries written by hand after their manuals."""

from __future__ import annotations

from typing import Any

import pytest

from archive.export.citing import citation
from archive.export.styles import printed
from tests.export.test_citations import HOSTILE, dated, record

ADDRESS = "http://127.0.0.1:8000/articles/rain-at-helsinki-1234abcd/"


def authors(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "name_as_printed": "", "person": None, "judgement": "confirmed"} for name in names]


def cited(key: str, **changed: Any) -> str:
    """The citation in one style, with asterisks around what is italic; its address as URL."""
    changed = {"authors": authors("Tobias Renfrew"), "source_kind": "newspaper"} | changed
    [found] = [one for one in printed(citation(record(**changed)), "Summit Archive") if one.key == key]
    marked = "".join(f"*{piece.text}*" if piece.is_italic else piece.text for piece in found.pieces)
    assert found.text == marked.replace("*", "")
    return marked.replace(ADDRESS, "URL")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("chicago-note",
         "Tobias Renfrew, “Rain at Helsinki,” *The Harbour Gazette*, July 16, 2018, Summit Archive, URL."),
        ("chicago",
         "Renfrew, Tobias. “Rain at Helsinki.” *The Harbour Gazette*, July 16, 2018. Summit Archive. URL."),
        ("apa", "Renfrew, T. (2018, July 16). Rain at Helsinki. *The Harbour Gazette*. Summit Archive. URL"),
        ("mla", "Renfrew, Tobias. “Rain at Helsinki.” *The Harbour Gazette*, 16 July 2018. *Summit Archive*, URL."),
    ],
)  # fmt: skip
def test_signed_and_dated_article(key: str, words: str) -> None:
    assert cited(key) == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("chicago-note", "[Rain at Helsinki], [between November 4 and 10, 2017], Summit Archive, URL."),
        ("chicago", "[Rain at Helsinki]. [between November 4 and 10, 2017]. Summit Archive. URL."),
        ("apa", "[Rain at Helsinki]. ([2017, November 4–10]). Summit Archive. URL"),
        ("mla", "[Rain at Helsinki]. [between 4 and 10 Nov. 2017]. *Summit Archive*, URL."),
    ],
)
def test_what_the_archive_supplied_stands_in_brackets(key: str, words: str) -> None:
    inferred = dated("2017-11-04/2017-11-10", "2017-11-04", "2017-11-10", "inferred")
    assert cited(key, title_is_devised=True, source=None, authors=[], published=inferred) == words


@pytest.mark.parametrize("key", ["chicago-note", "chicago", "apa", "mla"])
def test_no_date_is_said(key: str) -> None:
    assert "n.d." in cited(key, published=None)
    assert "n.d.." not in cited(key, published=None)


@pytest.mark.parametrize(
    ("key", "count", "words"),
    [
        ("chicago-note", 2, "Ana Alba and Bo Berg, “"),
        ("chicago-note", 3, "Ana Alba et al., “"),
        ("chicago", 2, "Alba, Ana, and Bo Berg. “"),
        ("chicago", 3, "Alba, Ana, Bo Berg, and Cy Cole. “"),
        ("chicago", 7, "Alba, Ana, Bo Berg, Cy Cole, et al. “"),
        ("apa", 2, "Alba, A., & Berg, B. ("),
        ("apa", 3, "Alba, A., Berg, B., & Cole, C. ("),
        ("apa", 21, f"Alba, A., Berg, B., {'Cole, C., ' * 17}. . . Dahl, D. ("),
        ("mla", 2, "Alba, Ana, and Bo Berg. “"),
        ("mla", 3, "Alba, Ana, et al. “"),
    ],
)
def test_several_authors(key: str, count: int, words: str) -> None:
    names = ["Ana Alba", "Bo Berg", *["Cy Cole"] * 18, "Di Dahl"]
    assert cited(key, authors=authors(*names[:count])).startswith(words)


def test_unsigned_article_begins_as_each_style_wants() -> None:
    assert cited("chicago", authors=[]).startswith("*The Harbour Gazette*. “Rain at Helsinki.” July 16, 2018.")
    assert cited("apa", authors=[]).startswith("Rain at Helsinki. (2018, July 16). *The Harbour Gazette*.")
    assert cited("mla", authors=[]).startswith("“Rain at Helsinki.” *The Harbour Gazette*, 16 July 2018.")


def test_of_a_site_apa_writes_the_title_italic() -> None:
    assert cited("apa", source_kind="agency") == (
        "Renfrew, T. (2018, July 16). *Rain at Helsinki*. The Harbour Gazette. Summit Archive. URL"
    )


def test_signs_and_quotations_in_a_title() -> None:
    assert cited("chicago", title="Who won?").startswith("Renfrew, Tobias. “Who won?” *The")
    assert cited("chicago-note", title="Who won?").startswith("Tobias Renfrew, “Who won?,” *The")
    assert "“The ‘reset’ and ‘talks’.”" in cited("mla", title='The “reset” and "talks"')
    assert "[Rain, and then…]. (n.d.)." in cited("apa", title="Rain, and then…", title_is_devised=True, authors=[],
                                                 published=None)  # fmt: skip
    assert "A “reset”. *The" in cited("apa", title="A “reset”")


@pytest.mark.parametrize(
    ("edtf", "chicago", "apa", "mla"),
    [
        ("2018", "2018", "2018", "2018"),
        ("2018-09", "September 2018", "2018, September", "Sept. 2018"),
        ("2018-05-03~", "ca. May 3, 2018", "ca. 2018, May 3", "ca. 3 May 2018"),
        ("2018-05-03?", "May 3, 2018?", "2018, May 3?", "3 May 2018?"),
        ("2017-11-30/2017-12-02", "between November 30 and December 2, 2017", "2017, November 30–December 2",
         "between 30 Nov. and 2 Dec. 2017"),
        ("2017-12-30/2018-01-02", "between December 30, 2017 and January 2, 2018",
         "2017, December 30–2018, January 2", "between 30 Dec. 2017 and 2 Jan. 2018"),
        ("2018-07-16/..", "July 16, 2018, or later", "2018, July 16, or later", "16 July 2018 or later"),
        ("../2018-07-16", "July 16, 2018, or earlier", "2018, July 16, or earlier", "16 July 2018 or earlier"),
        ("[2018-07-12,2018-12-07]", "July 12, 2018 or December 7, 2018", "2018, July 12 or 2018, December 7",
         "12 July 2018 or 7 Dec. 2018"),
        ("2018-21", "spring 2018", "2018, spring", "spring 2018"),
        ("156X", "156X", "156X", "156X"),
    ],
)  # fmt: skip
def test_dates_of_every_kind(edtf: str, chicago: str, apa: str, mla: str) -> None:
    published = dated(edtf, None, None)
    assert f"*The Harbour Gazette*, {chicago}" in cited("chicago-note", published=published)
    assert f" ({apa}). " in cited("apa", published=published)
    assert f"*The Harbour Gazette*, {mla}" in cited("mla", published=published)


@pytest.mark.parametrize("key", ["chicago-note", "chicago", "apa", "mla"])
def test_nothing_invisible_is_copied_along(key: str) -> None:
    words = cited(key, title=f"\u202e{HOSTILE}", source=HOSTILE, authors=authors(HOSTILE))
    assert words.isprintable()
    assert "<script>" in words  # the page escapes it
