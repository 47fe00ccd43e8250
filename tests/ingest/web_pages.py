"""A web page for tests, and what is read of it."""

from __future__ import annotations

import json
from datetime import datetime

from archive.ingest.authority import Gazetteer
from archive.ingest.html_pages import read_page
from archive.ingest.understanding import Given, Reading, understand

PARAGRAPHS = (
    "The two presidents met in the old customs house on Monday and talked for two hours about the border.",
    "Their ministers had prepared a text of eleven points, of which nine were agreed before the doors were closed.",
    "Both sides said that they would meet again in the autumn, in a town that is still to be named by the hosts.",
)
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "NewsMediaOrganization", "@id": "#house", "name": "The Harbour Courier"},
        {"@type": "Person", "@id": "#author", "name": "Ada Lindqvist"},
        {
            "@type": ["NewsArticle"],
            "headline": "Nine points agreed at the customs house",
            "author": [{"@id": "#author"}, {"@type": "Person", "name": "Jon Berg"}],
            "publisher": {"@id": "#house"},
            "datePublished": "2018-07-16T23:30:00-05:00",
        },
    ],
}


def page(head: str = "", top: str = "<h1>Nine points agreed at the customs house</h1>") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a>"
        f" <a href='/w'>World</a></nav><article>{top}<div class='text'>{body}</div></article>"
        "<footer>© 2018 The Harbour Courier</footer></body></html>"
    ).encode()


def read(
    data: bytes,
    given: Given | None = None,
    gazetteer: Gazetteer | None = None,
    url: str = "",
    captured_at: datetime | None = None,
) -> Reading:
    found = read_page(data, url=url, captured_at=captured_at)
    return understand(found.text, gazetteer or Gazetteer(), given, found)


def json_ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"
