"""Comparing the authority files with tables of facts that lie beside the repository: leaders and summits."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

from tests.authorities.records import Findings, Record, bounds, covers, fold, full_names, last_day, same_to_precision

G7_COUNTRIES = {
    "Canada": "CA", "European Union": "BE", "France": "FR", "Germany": "DE", "Italy": "IT", "Japan": "JP",
    "Russia": "RU", "United Kingdom": "GB", "United States": "US",
}  # fmt: skip

# Highest offices of the world in leaders.csv that are left out, by name, and why.
LEFT_OUT = {
    "Q27146606": "no name and a start in 2016 that fits no military leader of Burkina Faso",
    "Rodney Williams": "a governor-general, who stands for the head of state",
    "Patrick Allen": "a governor-general, who stands for the head of state",
    "Fernando Vérgez Alzaga": "governs Vatican City for the pope",
    "Jacob Jusu Saffa": "the chief minister of Sierra Leone is no head of government",
    "Osman Hussein Osman": "acting only",
    "Muhammad Sabah Al-Salem Al-Sabah": "prime minister in 2024, by all that is known, and not in 2022",
}
# Not countries with an ISO code; their leaders have no tenure that could be written down.
WITHOUT_CODE = {
    "Republic of Abkhazia", "Republic of Artsakh", "Republika Srpska", "Sahrawi Arab Democratic Republic",
    "Somaliland", "South Ossetia", "Transnistria", "Turkish Republic of Northern Cyprus",
}  # fmt: skip
# Rows of leaders.csv that cannot be right, and what is.
WRONG_ROWS = {
    ("Q57655", "President of the United Arab Emirates"): "acting head of state for a day, between two presidents",
    ("Q57327", "Minister of Foreign Affairs of Brunei"): "foreign minister since 2015, not since 2022",
}
# Tenures that end on another day than the row of leaders.csv that begins with them.
OTHER_ENDS = {
    ("Deputy Prime Minister", "vladislav-surkov"): "two rows, one after the other",
    ("Minister of Sport", "vitaly-mutko"): "two rows, one after the other",
    ("Deputy Prime Minister", "sergei-prikhodko"): "until the government of May 2018; the row ends with his death",
}


def compare_leaders(people: list[Record], path: Path) -> Findings:
    """Wikidata ids, names and tenures of `people` against leaders.csv."""
    rows = _read_csv(path)
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        names[row["qid"]].add(row["name"])
    by_qid = {person["wikidata"]: person for person in people if "wikidata" in person}
    findings = Findings()
    for qid, person in by_qid.items():
        _compare_names(person, names.get(qid, set()), findings)
    for row in rows:
        if row["source"].endswith("/world-leaders-2021"):
            _compare_world_row(row, by_qid.get(row["qid"]), findings)
        elif row["qid"] in by_qid:
            _compare_cabinet_row(row, by_qid[row["qid"]], findings)
    return findings


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _compare_names(person: Record, printed: set[str], findings: Findings) -> None:
    if not printed:
        findings.contradictions.append(f"{person['slug']}: {person['wikidata']} does not stand in leaders.csv")
    elif {fold(name) for name in printed} & {fold(name) for name in full_names(person)}:
        findings.confirmed["Wikidata ids with the name"] += 1
    else:
        findings.contradictions.append(f"{person['slug']}: {person['wikidata']} is {', '.join(sorted(printed))}")


def _compare_world_row(row: dict[str, str], person: Record | None, findings: Findings) -> None:
    if (row["qid"], row["position"]) in WRONG_ROWS or row["name"] in LEFT_OUT or row["country"] in WITHOUT_CODE:
        findings.remarks.append(f"left out: {row['name']}, {row['position']}")
        return
    if person is None:
        findings.contradictions.append(f"missing: {row['name']} ({row['qid']}), {row['position']}")
        return
    collective = row["position"].startswith("Member of the Swiss")  # the seven of them are the head of state
    tenures = [tenure for tenure in person["tenures"] if tenure["highest"] or collective]
    if any(_covers_row(tenure["held"], row) for tenure in tenures):
        findings.confirmed["highest offices of the world"] += 1
    else:
        findings.contradictions.append(f"{person['slug']}: {row['position']}, {row['start']}/{row['end']}")


def _covers_row(held: str, row: dict[str, str]) -> bool:
    """Whether a tenure and a row of leaders.csv can both be right, to the year: the row may tell of a later term."""
    first, last = bounds(held)
    begins = first.year <= int(row["start"][:4])
    ends = last is None or not row["end"] or last.year >= int(row["end"][:4])
    return begins and ends and (last is None or last.year >= int(row["start"][:4]))


def _compare_cabinet_row(row: dict[str, str], person: Record, findings: Findings) -> None:
    """Offices below the highest are compared where one of ours begins on the row's day; other rows say nothing.

    Ends may differ by a month (the last day of one holder and the first of the next, acting or not); a row that ends
    earlier may be followed by another of the same office.
    """
    for tenure in person["tenures"]:
        start, _, end = tenure["held"].partition("/")
        if not same_to_precision(start, row["start"]) or len(start) < len("YYYY-MM") or not row["start"]:
            continue
        findings.confirmed["beginnings of other offices"] += 1
        if row["end"] and end not in ("", ".."):
            _compare_ends(tenure, row, person, findings)
        return


def _compare_ends(tenure: Record, row: dict[str, str], person: Record, findings: Findings) -> None:
    ours, theirs = last_day(tenure["held"].partition("/")[2]), last_day(row["end"])
    same_office = fold(tenure["office"]) in fold(row["position"])
    if abs((ours - theirs).days) < 32 or same_to_precision(ours.isoformat(), row["end"]):
        findings.confirmed["ends of other offices"] += 1
    elif same_office and (tenure["office"], person["slug"]) not in OTHER_ENDS:
        findings.contradictions.append(f"{person['slug']}: {tenure} but leaders.csv says {row['end']}")


def compare_summits(events: list[Record], path: Path) -> Findings:
    """Every row of summits.csv has one event with its series, number, days, place and country."""
    findings = Findings()
    rows = _read_csv(path)
    by_start = {(event["series"], event["start"].isoformat()): event for event in events}
    for row in rows:
        event = by_start.get((row["series"].lower(), row["start"]))
        if event is None:
            findings.contradictions.append(f"missing: {row}")
            continue
        place = row["place"].removeprefix("online (").removesuffix(")")
        ours = (str(event.get("number", "")), event["end"].isoformat(), event["place"], event.get("country", ""))
        theirs = (row["number"], row["end"], place, row["country"])
        _compare(event, ours, theirs, row["place"].startswith("online"), findings)
    return findings


def _compare(event: Record, ours: tuple, theirs: tuple, is_online: bool, findings: Findings) -> None:
    if ours == theirs and event.get("online", False) == is_online:
        findings.confirmed["events: number, days, place and country"] += 1
    else:
        findings.contradictions.append(f"{event['slug']}: {ours} but the table says {theirs}")


def compare_g7(events: list[Record], path: Path) -> Findings:
    """The G7 and G8 summits of 2000 to 2025: numbers, days, countries, places (by their names or aliases)."""
    findings = Findings()
    by_number = {event.get("number"): event for event in events if event["series"] == "g7"}
    wanted = [row for row in json.loads(path.read_text(encoding="utf-8")) if 2000 <= row["year"] <= 2025]
    for row in wanted:
        event = by_number.get(row["number"])
        if event is None:
            findings.contradictions.append(f"missing: {row['id']}")
            continue
        ours = (event["start"].isoformat(), event["end"].isoformat(), event.get("country"))
        theirs = (row["dates"]["start"], row["dates"]["end"], G7_COUNTRIES[row["host_country"]])
        prefix = event["slug"].split("-")[0].upper()
        if ours == theirs and prefix == row["format"] and _same_place(event, row["city"]):
            findings.confirmed["events: number, days, place and country"] += 1
        else:
            findings.contradictions.append(f"{event['slug']}: {ours} but {row['id']} has {theirs}, {row['city']}")
    return findings


def _same_place(event: Record, city: str) -> bool:
    places = {fold(place) for place in (event["place"], *event["place_aliases"])}
    parts = {fold(part.strip()) for part in city.split(",")}
    return bool(places & parts) or (event.get("online", False) and city == "Videoconference")


def covered_days(people: list[Record], events: list[Record]) -> Counter[str]:
    """How many participants of all events held a highest office, another one, or none that is known, on its days."""
    by_slug = {person["slug"]: person for person in people}
    counts: Counter[str] = Counter()
    for event in events:
        for slug in event["participants"]:
            held = [tenure for tenure in by_slug[slug]["tenures"] if covers(tenure["held"], event["start"])]
            counts["highest office" if any(t["highest"] for t in held) else "other" if held else "none known"] += 1
    return counts
