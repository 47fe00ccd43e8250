"""What the help page says of the query language. Every example is a search that can be run."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    typed: str
    finds: str


class Section(NamedTuple):
    name: str
    examples: tuple[Example, ...]
    note: str = ""


SECTIONS = (
    Section("Words", (
        Example("arms control", "articles with both words, in any of their forms: “control” finds “controls”"),
        Example('"arms control"', "the words side by side"),
        Example("Helsinki OR Hamburg", "either of the two, or both"),
        Example("Putin -Trump", "the first word, but not the second"),
        Example("(Helsinki OR Hamburg) -Syria", "parentheses keep together what belongs together"),
    ), "Capital letters, accents, apostrophes and hyphens make no difference. The forms of a word are those of each "
       "article’s language. A word in the title counts most, then one in the text in exactly the form you typed."),
    Section("Names and places in an article", (
        Example("title:summit", "the word in the title"),
        Example('title:"arms control"', "the phrase in the title"),
        Example("person:putin", "articles in which a person appears one of whose names fits, in whatever script"),
        Example('person:"donald trump"', "two words of one name"),
        Example("event:helsinki", "articles about a summit or event of this name"),
        Example("source:gazette", "articles of a source of this name"),
        Example("author:unknown", "articles whose author is unknown; the same word works for the other names"),
        Example("event:helsinki phase:before", "written before that event; or during, after, undetermined"),
    ), "Instead of a name you can write the last part of a record’s address: person:vladimir-putin."),
    Section("Dates", (
        Example("before:2018", "published before 2018"),
        Example("after:2018-07-16", "published after that day"),
        Example("on:2017-07", "published in July 2017"),
        Example("on:2017-11-04/2017-11-10", "published on these days or between them"),
    ), "Dates are written year first, as in EDTF. An article whose date is uncertain is found wherever it may lie; one "
       "without a date is not found."),
    Section("Parts of words, and words nearly right", (
        Example("summ*", "any ending; * stands for any letters, ? inside a word for one"),
        Example("summ?t", "“summit”, but also “summat”"),
        Example("Helsinky~", "one or two letters may differ, but not the first; ~1 allows one"),
        Example('"putin trump"~5', "the two with up to five other words between them, in either order"),
    )),
)  # fmt: skip
