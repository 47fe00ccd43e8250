"""What the help page says of the query language. Every example is a search that can be run."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Example(NamedTuple):
    typed: str
    finds: str | Promise


class Section(NamedTuple):
    name: str | Promise
    examples: tuple[Example, ...]
    note: str | Promise = ""


SECTIONS = (
    Section(_("Words"), (
        Example("arms control", _("articles with both words, in any of their forms: “control” finds “controls”")),
        Example('"arms control"', _("the words side by side")),
        Example("Helsinki OR Hamburg", _("either of the two, or both")),
        Example("Putin -Trump", _("the first word, but not the second")),
        Example("(Helsinki OR Hamburg) -Syria", _("parentheses keep together what belongs together")),
    ), _("Capital letters, accents, apostrophes and hyphens make no difference. The forms of a word are those of each "
       "article’s language. A word in the title counts most, then one in the text in exactly the form you typed.")),
    Section(_("Names and places in an article"), (
        Example("title:summit", _("the word in the title")),
        Example('title:"arms control"', _("the phrase in the title")),
        Example("person:putin", _("articles in which a person appears one of whose names fits, in whatever script")),
        Example('person:"donald trump"', _("two words of one name")),
        Example("subject:putin", _("articles about the person: named in the title, or throughout the text")),
        Example("event:helsinki", _("articles about a summit or event of this name")),
        Example("source:gazette", _("articles of a source of this name")),
        Example("author:unknown", _("articles whose author is unknown; the same word works for the other names")),
        Example("event:helsinki phase:before", _("written before that event; or during, after, undetermined")),
    ), _("Instead of a name you can write the last part of a record’s address: person:vladimir-putin.")),
    Section(_("Dates"), (
        Example("before:2018", _("published before 2018")),
        Example("after:2018-07-16", _("published after that day")),
        Example("on:2017-07", _("published in July 2017")),
        Example("on:2017-11-04/2017-11-10", _("published on these days or between them")),
    ), _("Dates are written year first, as in EDTF. An article whose date is uncertain is found wherever it may lie; "
       "one without a date is not found.")),
    Section(_("Parts of words, and words nearly right"), (
        Example("summ*", _("any ending; * stands for any letters, ? inside a word for one")),
        Example("summ?t", _("“summit”, but also “summat”")),
        Example("Helsinky~", _("one or two letters may differ, but not the first; ~1 allows one")),
        Example('"putin trump"~5', _("the two with up to five other words between them, in either order")),
    )),
)  # fmt: skip
