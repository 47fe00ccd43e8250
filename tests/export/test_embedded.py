"""What a page says of an article to programs, read as programs read it: JSON-LD processor, OpenURL, HTML parser."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyld import jsonld

from archive.annotating import data_block
from archive.export import embedded
from archive.export.citing import citation
from tests.export.test_citations import HOSTILE, dated, record

ADDRESS = "http://127.0.0.1:8000/articles/rain-at-helsinki-1234abcd/"
SCHEMA = "https://schema.org/"


def _load(url: str, options: Any) -> dict[str, Any]:
    """What schema.org answers, as far as it matters: all names are its own, those of addresses are addresses."""
    assert url.rstrip("/") == "https://schema.org"
    addresses = dict.fromkeys(("url", "archivedAt", "mainEntityOfPage"), {"@type": "@id"})
    dates = {"datePublished": {"@type": "https://schema.org/Date"}}
    context = {"@vocab": SCHEMA, **addresses, **dates}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": context}}  # fmt: skip


def expanded(**changed: Any) -> dict[str, Any]:
    """The node of the article, as a processor makes it of the page's element."""
    given = record(**changed)
    element = data_block(embedded.schema_org(citation(given), given))
    text = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    [node] = jsonld.expand(json.loads(text), {"documentLoader": _load})
    return dict(node)


def values(node: dict[str, Any], name: str) -> list[str]:
    return [each.get("@value", each.get("@id")) for each in node.get(SCHEMA + name, [])]


def test_json_ld_describes_a_news_article() -> None:
    node = expanded(word_count=200, rights="CC0")
    assert node["@type"] == [f"{SCHEMA}NewsArticle"]
    assert node["@id"] == ADDRESS
    assert values(node, "headline") == ["Rain at Helsinki"]
    assert values(node, "datePublished") == ["2018-07-16"]
    assert (values(node, "url"), values(node, "archivedAt")) == (["https://example.org/a"], [ADDRESS])
    assert values(node[f"{SCHEMA}publisher"][0], "name") == ["The Harbour Gazette"]
    authors = node[f"{SCHEMA}author"]
    assert [(values(each, "name"), each["@type"]) for each in authors] == [
        (["Tobias Renfrew"], [f"{SCHEMA}Person"]),
        (["Rock and Sand, Ltd"], [f"{SCHEMA}Thing"]),
    ]


def test_json_ld_names_confirmed_people_and_summits_only() -> None:
    node = expanded()
    assert [values(each, "name") for each in node[f"{SCHEMA}mentions"]] == [["Sauli Niinistö"]]
    assert f"{SCHEMA}about" not in node


@pytest.mark.parametrize(
    "published",
    [
        None,
        dated("2018-07-16", "2018-07-16", "2018-07-16", "inferred"),
        dated("2018-07-16~", "2018-07-16", "2018-07-16"),
        dated("2018-07", "2018-07-01", "2018-07-31"),
        dated("2018-07-16/..", "2018-07-16", None),
        dated("[2018-07-12,2018-12-07]", "2018-07-12", "2018-12-07"),
    ],
)
def test_day_that_is_not_known_for_certain_stands_nowhere(published: dict[str, Any] | None) -> None:
    given = record(published=published)
    cited = citation(given)
    assert f"{SCHEMA}datePublished" not in expanded(published=published)
    assert not {"citation_publication_date", "DC.date"} & dict(embedded.meta(cited, given)).keys()
    assert "rft.date" not in parse_qs(embedded.coins(cited))


def test_coins_is_an_open_url() -> None:
    found = parse_qs(embedded.coins(citation(record())), strict_parsing=True, encoding="utf-8", errors="strict")
    assert found["ctx_ver"] == ["Z39.88-2004"]
    assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert found["rft.atitle"] == ["Rain at Helsinki"]
    assert found["rft.jtitle"] == ["The Harbour Gazette"]
    assert found["rft.date"] == ["2018-07-16"]
    assert (found["rft.aulast"], found["rft.aufirst"]) == (["Renfrew"], ["Tobias"])
    assert found["rft.au"] == ["Renfrew, Tobias", "Rock and Sand, Ltd"]
    assert found["rft_id"] == [ADDRESS]


def test_meta_elements_for_scholars_and_libraries() -> None:
    given = record(rights="CC0")
    found = embedded.meta(citation(given), given)
    assert ("citation_author", "Renfrew, Tobias") in found
    assert ("DC.creator", "Rock and Sand, Ltd") in found
    assert ("citation_publication_date", "2018/07/16") in found
    assert ("DC.date", "2018-07-16") in found
    assert ("DC.rights", "CC0") in found
    assert [text for name, text in found if name == "DC.subject"] == ["Sauli Niinistö"]
    assert all(text for _, text in found)


def test_markup_in_a_title_stays_a_title() -> None:
    assert values(expanded(title=HOSTILE), "headline") == [HOSTILE]
    assert parse_qs(embedded.coins(citation(record(title=HOSTILE))))["rft.atitle"] == [HOSTILE]
