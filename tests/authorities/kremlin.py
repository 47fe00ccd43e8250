"""Comparing the authority files with the Kremlin's own news: where the president was, and whom he met."""

from __future__ import annotations

import gzip
import json
import re
from calendar import month_name
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.authorities.records import Findings, Record, by_full_name, covers, fold, full_names, resolve_tag

PRESIDENTS = {"vladimir-putin", "dmitry-medvedev"}
HOME = re.compile(r"Kremlin|Moscow|Novo-Ogar|Gorki|Sochi|St\.? Petersburg|Bocharov")
SERIES_WORDS = {
    "apec": r"\bAPEC\b|Asia-Pacific Economic", "brics": r"\bBRICS?\b", "g20": r"\bG20\b|Group of Twenty",
    "g7": r"\bG8\b|Group of Eight|\bG-8\b", "nato": r"\bNATO\b", "normandy": r"Normandy format|Normandy",
    "sco": r"\bSCO\b|Shanghai Cooperation|Shanghai Forum|Shanghai Five", "spief": r"International Economic Forum",
    "us-russia": r"US President|George (?:W\. )?Bush|Barack Obama|Donald Trump|Bill Clinton|Joe Biden|Russia-US",
    "russia-dprk": r"Kim Jong", "us-dprk": r"Kim Jong", "inter-korean": r"inter-Korean",
}  # fmt: skip
COUNTRIES = {
    "Afghanistan": "AF", "Argentina": "AR", "Armenia": "AM", "Austria": "AT", "Azerbaijan": "AZ", "Belarus": "BY",
    "Brazil": "BR", "Bulgaria": "BG", "Canada": "CA", "Chile": "CL", "China": "CN", "Croatia": "HR", "Cuba": "CU",
    "Cyprus": "CY", "Egypt": "EG", "Estonia": "EE", "Finland": "FI", "France": "FR", "Georgia": "GE",
    "Germany": "DE", "Greece": "GR", "Hungary": "HU", "India": "IN", "Indonesia": "ID", "Iran": "IR", "Israel": "IL",
    "Italy": "IT", "Japan": "JP", "Kazakhstan": "KZ", "Kyrgyzstan": "KG", "Latvia": "LV", "Lithuania": "LT",
    "Malaysia": "MY", "Mexico": "MX", "Moldova": "MD", "Mongolia": "MN", "Pakistan": "PK", "Philippines": "PH",
    "Poland": "PL", "Republic of Korea": "KR", "Romania": "RO", "Serbia": "RS", "Slovenia": "SI",
    "South Africa": "ZA", "State of Palestine": "PS", "Syria": "SY", "Tajikistan": "TJ", "Turkey": "TR",
    "Turkmenistan": "TM", "Ukraine": "UA", "United Kingdom": "GB", "United States": "US", "USA": "US",
    "Uzbekistan": "UZ", "Venezuela": "VE", "Vietnam": "VN",
    "People’s Republic of China": "CN", "People's Republic of China": "CN", "Great Britain": "GB",
    "French": "FR", "German": "DE", "British": "GB", "Italian": "IT", "Japanese": "JP", "Canadian": "CA", "US": "US",
    "Chinese": "CN", "Indian": "IN", "Ukrainian": "UA", "Belarusian": "BY", "Kazakh": "KZ", "Uzbek": "UZ",
    "Tajik": "TJ", "Kyrgyz": "KG", "Turkish": "TR", "Turkmen": "TM", "Israeli": "IL", "Iranian": "IR",
    "Egyptian": "EG", "Finnish": "FI", "Polish": "PL", "Brazilian": "BR", "Malaysian": "MY", "Moldovan": "MD",
    "Armenian": "AM", "Azerbaijani": "AZ", "Georgian": "GE", "Hungarian": "HU", "Czech": "CZ", "Serbian": "RS",
    "Venezuelan": "VE", "Estonian": "EE", "Vietnamese": "VN", "Spanish": "ES", "Syrian": "SY", "Mongolian": "MN",
    "American": "US", "Australian": "AU", "South Korean": "KR", "Mexican": "MX", "Greek": "GR", "Austrian": "AT",
}  # fmt: skip
OFFICES = {"President": "President", "Prime Minister": "Prime Minister", "Chancellor": "Federal Chancellor"}
MONTHS = [month_name[month] for month in range(1, 13)]
_DAYS = re.compile(
    rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<days>\d{{1,2}}(?:(?:[-–]| and )\d{{1,2}})?)\b(?:, (?P<year>\d{{4}}))?"
)

News = dict[str, Any]


@cache
def read_news(path: Path) -> list[News]:
    """The dated records of kremlin-news.jsonl.gz, read once; `day` is their date, Moscow time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [record | {"day": date.fromisoformat(record["date"])} for record in records if record["date"]]


def read_tags(path: Path) -> Counter[str]:
    """How often each person is tagged, "Trump Donald"."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return Counter(tag for line in lines for kind, tag in json.loads(line)["tags"] if kind == "person")


def compare_tags(people: list[Record], tags: Counter[str]) -> Findings:
    """Every person tag is the name of exactly one record, read with its words moved round."""
    findings = Findings()
    names = by_full_name(people)
    for tag in tags:
        found = resolve_tag(tag, names)
        if len(found) == 1:
            findings.confirmed["person tags"] += 1
        else:
            findings.contradictions.append(f"tag {tag!r} is {', '.join(sorted(found)) or 'nobody'}")
    return findings


def compare_days(events: list[Record], news: list[News]) -> Findings:
    """Events against the Kremlin's records of their days: at the place, about the series, or neither."""
    findings = Findings()
    by_day: dict[date, list[News]] = defaultdict(list)
    for record in news:
        by_day[record["day"]].append(record)
    for event in events:
        days = [event["start"] + timedelta(days) for days in range((event["end"] - event["start"]).days + 1)]
        records = [record for day in days for record in by_day[day]]
        at_place = [record for record in records if _is_at(record, event)]
        about = [record for record in records if _is_about(record, event)]
        if at_place and about:
            findings.confirmed["events: place, days and series"] += 1
        elif at_place or about:
            findings.confirmed["events: place and days" if at_place else "events: series and days"] += 1
        if at_place or about:
            findings.remarks.append(f"{event['slug']}: {len(at_place)} at the place, {len(about)} about the series")
        _check_presence(event, days, by_day, bool(at_place), findings)
    return findings


def _check_presence(
    event: Record, days: list[date], by_day: dict[date, list[News]], is_there: bool, findings: Findings
) -> None:
    """The president cannot have been at home on every day of a summit abroad that he attended."""
    if event.get("online") or not PRESIDENTS & set(event["participants"]) or event.get("country") == "RU":
        return
    placed = [[record for record in by_day[day] if record["place"]] for day in days]
    at_home = all(found and all(HOME.search(record["place"]) for record in found) for found in placed)
    if at_home and not is_there:
        where = {record["place"] for found in placed for record in found}
        findings.contradictions.append(f"{event['slug']}: the president was at {', '.join(sorted(where))}")


def _is_at(record: News, event: Record) -> bool:
    """Places such as "the Finnish capital" are names in sentences, not in a record's place line."""
    parts = [part for place in (event["place"], *event["place_aliases"]) for part in place.split(" and ")]
    names = {fold(part).replace(".", "") for part in parts if not part.startswith("the ")}
    place = fold(record["place"] or "").replace(".", "")
    return any(re.search(rf"\b{re.escape(name)}\b", place) for name in names if name != "online")


def _is_about(record: News, event: Record) -> bool:
    text = " ".join((record["title"], record["lead"] or "", *(tag for _kind, tag in record["tags"])))
    return bool(re.search(SERIES_WORDS[event["series"]], text))


def compare_offices(people: list[Record], news: list[News]) -> Findings:
    """ "President of Finland Sauli Niinistö" in a title or lead of a day says who held the office that day."""
    findings = Findings()
    names = {name: person for person in people for name in full_names(person) if name.isascii() or "ö" in name}
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    countries = "|".join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True))
    current = r"(?<!former )(?<!first )\b"
    of = rf"{current}(?P<office>{'|'.join(OFFICES)}) of (?:the )?(?P<country>{countries}),? (?P<name>{alternatives})\b"
    adjective = rf"{current}(?P<country>{countries}) (?P<office>{'|'.join(OFFICES)}) (?P<name>{alternatives})\b"
    for record in news:
        if "ongratulat" in record["title"]:
            continue  # the elected are congratulated before they take office
        for pattern in (of, adjective):
            for match in re.finditer(pattern, f"{record['title']}\n{record['lead'] or ''}"):
                person = names[match["name"]]
                claim = (OFFICES[match["office"]], COUNTRIES[match["country"]], record["day"])
                _check_office(person, claim, findings)
    return findings


def _check_office(person: Record, claim: tuple[str, str, date], findings: Findings) -> None:
    office, country, day = claim
    held = [tenure for tenure in person["tenures"] if tenure["country"] == country and office in tenure["office"]]
    if any(covers(tenure["held"], day) for tenure in held):
        findings.confirmed["offices held on a day"] += 1
    elif held:
        findings.contradictions.append(f"{person['slug']}: {office} of {country} on {day}, but {held}")
    else:
        findings.remarks.append(f"{person['slug']}: {office} of {country} on {day} is no tenure of ours")


def compare_attendance(events: list[Record], people: list[Record], news: list[News]) -> Findings:
    """Whom the president met at the place of a summit on its days, by titles: participants, and others (remarks)."""
    findings = Findings()
    names = {name: person["slug"] for person in people for name in full_names(person)}
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)))
    for event in events:
        met: set[str] = set()
        for record in news:
            if event["start"] <= record["day"] <= event["end"] and _is_at(record, event):
                met |= {names[name] for name in pattern.findall(record["title"])}
        for slug in sorted(met):
            if slug in event["participants"]:
                findings.confirmed["participants seen at the place"] += 1
            elif slug in PRESIDENTS:
                findings.contradictions.append(f"{event['slug']}: {slug} was there and is no participant")
            else:
                findings.remarks.append(f"{event['slug']}: {slug} was at the place, and is no participant")
    return findings


def compare_sentences(events: list[Record], news: list[News]) -> Findings:
    """Days in sentences that name a summit's series and place: "the G20 Summit in Hamburg on July 7–8".

    A year that is not printed is the record's own. Sentences with other days are no contradiction: they may tell of
    anything else that day.
    """
    findings = Findings()
    sentences = [
        (sentence, record["day"])
        for record in news
        for sentence in re.split(r"(?<=[.!?])\s+|\n", f"{record['lead'] or ''}\n{record['text']}")
        if re.search(r"\b(?:summit|meeting)\b", sentence, re.IGNORECASE) and _DAYS.search(sentence)
    ]
    for event in events:
        said = {
            f"{record_day}: {sentence[:160]}"
            for sentence, record_day in sentences
            if _is_named_in(sentence, event) and _is_dated_in(sentence, record_day.year, event)
        }
        if said:
            findings.confirmed["events: days, by a sentence"] += 1
            findings.remarks.append(f"{event['slug']}: {min(said)}")
    return findings


def _is_named_in(sentence: str, event: Record) -> bool:
    names = [part for place in (event["place"], *event["place_aliases"]) for part in place.split(" and ")]
    by_place = any(re.search(rf"\b{re.escape(fold(name))}\b", fold(sentence)) for name in names)
    return by_place and bool(re.search(SERIES_WORDS[event["series"]], sentence))


def _is_dated_in(sentence: str, year: int, event: Record) -> bool:
    for match in _DAYS.finditer(sentence):
        numbers = re.findall(r"\d{1,2}(?!\d)", match["days"])
        month = MONTHS.index(match["month"]) + 1
        if event["start"].year == int(match["year"] or year):
            first = date(event["start"].year, month, 1)
            days = [first + timedelta(int(number) - 1) for number in numbers]
            if all(event["start"] <= day <= event["end"] for day in days):
                return True
    return False
