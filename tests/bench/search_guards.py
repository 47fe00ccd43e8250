"""Searches that are made to cost much, and random ones: what each takes of time and memory, and what was cut.

    .venv/bin/python -m tests.bench search_guards FOLDER [--random 300] [--seed 1]

FOLDER is that of one size, as `search --folder` leaves it (`…/100000`). Every search is asked of the whole page, in one
process; the memory is by how much its peak rises over what the process held before (Linux only). No search may take
more than two seconds or 500 MB; the program says so, and ends with status 1, where one does.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore", SyntaxWarning)  # Whoosh 2.7.4 has some

from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402

from tests.bench.search_corpus import Corpus  # noqa: E402
from tests.bench.search_rows import use_folder  # noqa: E402

MOST_SECONDS = 2.0
MOST_MB = 500
_SHOWN = 15  # random searches, those that took longest
_NOTICES = re.compile(r'<ul class="notices">(.*?)</ul>', re.DOTALL)

_SIGNS = ["OR", "AND", "NOT", "(", ")", '"', "~", "~2", "*", "?", "-", "[", "\\", "é", "Путин", "\x00"]
_SIGNS += ["title:", "person:", "event:", "before:", "on:2017-07", "after:2018", "peson:"]

Parameters = dict[str, list[str]]


@dataclass(frozen=True)
class Taken:
    label: str
    seconds: float
    megabytes: float
    status: int
    notice: str


def hostile(corpus: Corpus) -> Iterator[tuple[str, Parameters]]:
    """Searches that would take long if nothing stopped them."""
    words, people = corpus.words, corpus.people
    common, pair = words[:60], [words[number] for number in corpus.pairs[0]]
    yield "10,000 words", {"q": [" ".join(words[:10_000])]}
    yield "60 common words", {"q": [" ".join(common)]}
    yield "60 common words with OR", {"q": [" OR ".join(common)]}
    yield "a phrase of 60 common words", {"q": [f'"{" ".join(common)}"']}
    yield "the most frequent word, 60 times", {"q": [f'"{" ".join([words[0]] * 60)}"']}
    yield "two common words near each other", {"q": [f'"{words[0]} {words[1]}"~50']}
    yield "*a*", {"q": ["*a*"]}
    yield "a* b* c* d*", {"q": ["a* b* c* d*"]}
    yield "*a* OR *e* OR *i* OR *o*", {"q": ["*a* OR *e* OR *i* OR *o*"]}
    yield "*?*?*?*?*?*k", {"q": ["*?*?*?*?*?*k"]}
    yield "20 patterns", {"q": [" ".join(f"*{word[:2]}*" for word in words[:20])]}
    yield "20 fuzzy words", {"q": [" ".join(f"{word}~" for word in words[:20])]}
    yield "20 words that no article has", {"q": [" ".join(f"qu{word}x" for word in words[:20])]}
    yield "an excluded pattern", {"q": ["-*a*"]}
    yield "brackets and signs", {"q": ["((((((" * 150 + '"' * 99]}
    yield "a megabyte without a space", {"q": ["x" * 1_000_000]}
    yield "a phrase of two common words", {"q": [f'"{" ".join(pair)}"']}
    yield "page 5,000", {"page": ["5000"]}
    yield "page 999,999,999", {"q": [words[0]], "page": ["999999999"]}
    yield "a thousand people", {"person": [person.slug for person in people] * 5}
    yield "a thousand people nobody knows", {"person": [f"nobody-{number}" for number in range(1000)]}
    yield "every value of six facets", {
        "q": [words[0]], "person": [one.slug for one in people], "event": [one.slug for one in corpus.events],
        "source": [one.slug for one in corpus.sources], "year": [str(year) for year in range(2000, 2021)],
        "phase": ["before", "during", "after"], "author": [f"~{one.slug}" for one in corpus.authors],
    }  # fmt: skip
    yield "dates a thousand years apart", {"from": ["1066"], "to": ["2999"]}
    yield "everything, oldest first", {"sort": ["oldest"]}


def at_random(corpus: Corpus, dice: random.Random) -> Parameters:
    """Some words, signs and choices, put together in ways that nobody thought of."""
    parts = [*corpus.words[:400], *corpus.words[50_000:50_100], *_SIGNS]
    chosen = [dice.choice(parts) + dice.choice(["", "", "", "*", "~", '"', "?"]) for _ in range(dice.randint(1, 12))]
    asked = {"q": [("" if dice.random() < 0.05 else " ").join(chosen)]}
    for name, values in (("person", corpus.people), ("event", corpus.events), ("source", corpus.sources)):
        if dice.random() < 0.3:
            asked[name] = [one.slug for one in dice.sample(values, dice.randint(1, 5))]
    if dice.random() < 0.2:
        asked["page"] = [str(dice.randint(1, 400))]
    if dice.random() < 0.2:
        asked["sort"] = [dice.choice(["newest", "oldest", "relevance", "best"])]
    return asked


def take(client: Any, label: str, parameters: Parameters) -> Taken:
    """Ask one search of the page."""
    address = QueryDict(mutable=True)
    for name, values in parameters.items():
        address.setlist(name, values)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted anew
    since = time.perf_counter()
    response = client.get(f"/search/?{address.urlencode()}", follow=True)
    seconds = time.perf_counter() - since
    notices = " ".join(_NOTICES.findall(response.content.decode()))
    words = " ".join(unescape(re.sub("<[^>]*>", " ", notices)).split())
    return Taken(label, seconds, _memory("VmHWM") - before, response.status_code, words)


def _memory(name: str) -> float:
    """Megabytes that the kernel knows of this process under a name."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) / 1000


def is_too_much(taken: Taken) -> bool:
    return taken.seconds > MOST_SECONDS or taken.megabytes > MOST_MB or taken.status not in (200, 404, 414)


def _row(taken: Taken) -> str:
    label = taken.label if len(taken.label) < 60 else f"{taken.label[:59]}…"
    sign = "  TOO MUCH" if is_too_much(taken) else ""
    return f"{label:61} {taken.seconds:6.2f} s {taken.megabytes:7.0f} MB  {taken.status}  {taken.notice[:120]}{sign}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--random", type=int, default=300, help="random searches (300)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    use_folder(given.folder)
    corpus, client, dice = Corpus(), Client(raise_request_exception=False), random.Random(given.seed)
    client.get("/search/")
    made = [take(client, *asked) for asked in hostile(corpus)]
    print("\n".join(map(_row, made)), flush=True)
    drawn = [at_random(corpus, dice) for _ in range(given.random)]
    asked = sorted((take(client, repr(one), one) for one in drawn), key=lambda taken: -taken.seconds)
    print(f"\nof {len(asked)} random searches those that took longest:")
    print("\n".join(map(_row, asked[:_SHOWN])))
    if any(map(is_too_much, made + asked)):
        sys.exit(1)


if __name__ == "__main__":
    main()
