"""The page of one paragraph: it is divided or joined with the next here, and words of it are marked as mentions."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin.blocks import BlockError
from archive.admin.reshaping import divide, join
from archive.ingest.moving import apart, united
from archive.ingest.sentences import split_sentences
from archive.models import Appearance, Article, Coverage, Event, Judgement, Person
from archive.tasks import request_indexing


class Mark(NamedTuple):
    """Words of a paragraph that name a record; `value` tells it from the others in the form."""

    link: Any
    words: str
    value: str

    @property
    def record(self) -> Any:
        return self.link.person if isinstance(self.link, Appearance) else self.link.event


class MentionForm(forms.Form):
    """Words of one paragraph, and whom or what they name."""

    words = forms.CharField(label=_("Words of the paragraph"), max_length=300)
    which = forms.IntegerField(
        label=_("Which of them"), min_value=1, initial=1, help_text=_("2 where the second of the same words is meant.")
    )
    person = forms.ModelChoiceField(
        Person.objects.filter(trashed_at=None), required=False, label=_("The person they name")
    )
    event = forms.ModelChoiceField(
        Event.objects.filter(trashed_at=None), required=False, label=_("or the event they name")
    )

    def __init__(self, article: Article, number: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.text, self.start = next((text, start) for name, text, start in article.paragraphs if name == number)
        for name, model in (("person", Appearance), ("event", Coverage)):
            field = self.fields[name]
            field.widget = AutocompleteSelect(model._meta.get_field(name), admin.site, choices=field.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("person")) == bool(cleaned.get("event")) and not self.errors:
            self.add_error("person", gettext("Choose either a person or an event."))
        words, which = " ".join(cleaned.get("words", "").split()), cleaned.get("which")
        if words and which:
            places = [found.start() + self.start for found in re.finditer(re.escape(words), self.text)]
            if len(places) < which:
                told = (
                    gettext("These words stand in the paragraph %(number)d times.")
                    if places
                    else gettext("These words do not stand in the paragraph.")
                )
                self.add_error("which" if places else "words", told % {"number": len(places)})
            else:
                cleaned["span"] = [places[which - 1], places[which - 1] + len(words)]
                self._refuse_overlap(cleaned["span"])
        return cleaned

    def _refuse_overlap(self, span: list[int]) -> None:
        for mark in marks_in(self.article, *span):
            told = {"words": mark.words, "record": mark.record}
            self.add_error(
                "words", gettext("“%(words)s” is already a mention of %(record)s. Take that mark away first.") % told
            )

    @transaction.atomic
    def save(self) -> None:
        """A mark is a curator's decision: the link is confirmed, and no reading takes the words from it."""
        name = "person" if self.cleaned_data["person"] else "event"
        model = Appearance if name == "person" else Coverage
        values = {"article": self.article, name: self.cleaned_data[name]}
        link = model.objects.filter(**values).first() or model(**values)
        if link.judgement == Judgement.REJECTED:  # its other places stay what they were: not of this record
            link.spans, link.title_spans, link.judgement_reason = [], [], ""
        link.spans = united([*link.spans, self.cleaned_data["span"]])
        link.barred_spans = apart(link.barred_spans, [self.cleaned_data["span"]])
        link.judgement = Judgement.CONFIRMED
        link.save()
        words = self.article.body[slice(*self.cleaned_data["span"])]
        self.article.unresolved_names.filter(text=words, judgement=Judgement.PROPOSED).update(
            judgement=Judgement.CONFIRMED
        )
        request_indexing(Article.objects.filter(pk=self.article.pk))


def marks_in(article: Article, start: int, end: int) -> list[Mark]:
    """The mentions, but for rejected ones, that overlap a half-open range of the body; in its order."""
    links = [*article.appearances.shown().select_related("person"), *article.coverages.shown().select_related("event")]
    found = [
        (first, Mark(link, article.body[first:last], f"{link._meta.model_name}-{link.pk}-{first}-{last}"))
        for link in links
        for first, last in link.spans
        if first < end and start < last
    ]
    return [mark for _first, mark in sorted(found, key=lambda pair: pair[0])]


@transaction.atomic
def unmark(article: Article, marks: list[Mark]) -> None:
    """Take words from the records they were said to name, for good; the links stay."""
    for mark in marks:
        first, last = map(int, mark.value.split("-")[2:])
        link = type(mark.link).objects.get(pk=mark.link.pk)
        link.spans = [span for span in link.spans if span != [first, last]]
        link.barred_spans = united([*link.barred_spans, [first, last]])
        link.save(update_fields=["spans", "barred_spans"])
    request_indexing(Article.objects.filter(pk=article.pk))


def paragraph_view(model_admin: admin.ModelAdmin, request: HttpRequest, object_id: str, number: str) -> HttpResponse:
    """A POST does what its button is called: `divide`, `join`, `mark` or `unmark`."""
    with transaction.atomic() if request.method == "POST" else nullcontext():  # what is marked is what was read
        return _paragraph(model_admin, request, object_id, number)


def _paragraph(model_admin: admin.ModelAdmin, request: HttpRequest, object_id: str, number: str) -> HttpResponse:
    article = model_admin.get_object(request, object_id)
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if article is None or number not in article.paragraph_numbers:
        raise Http404("There is no such paragraph.")
    form = MentionForm(article, number, request.POST if "mark" in request.POST else None)
    text, start = form.text, form.start
    fault = ""
    if request.method == "POST":
        try:
            done = _done(request, article, number, form)
        except BlockError as error:
            fault = str(error)
        else:
            if done:
                model_admin.log_change(request, article, f"{done} (#p{number})")
                messages.success(request, done)
                return HttpResponseRedirect(_address(article, number))
    context = model_admin.admin_site.each_context(request) | {
        "title": gettext("Paragraph %(number)s") % {"number": number},
        "opts": model_admin.opts,
        "article": article,
        "number": number,
        "text": text,
        "sentences": split_sentences(text)[1:],
        "marks": marks_in(article, start, start + len(text)),
        "is_last": number == article.paragraph_numbers[-1],
        "form": form,
        "fault": fault,
        "media": model_admin.media + form.media,
    }
    return render(request, "admin/archive/article/paragraph.html", context)


def _done(request: HttpRequest, article: Article, number: str, form: MentionForm) -> str:
    """What was done, in words; empty where the form has to be looked at again. Raises BlockError."""
    seen = " ".join(request.POST.get("seen", "").split())
    if "divide" in request.POST:
        at = request.POST.get("at", "")
        if not at.isdecimal():
            raise BlockError(gettext("Choose the sentence that the new paragraph begins with."))
        divide(article, number, seen, int(at))
        return gettext("The paragraph was divided.")
    if "join" in request.POST:
        join(article, number, seen)
        return gettext("The paragraph was joined with the next.")
    if seen != form.text:
        raise BlockError(gettext("The paragraph was changed in the meantime: look at it as it now is."))
    if "unmark" in request.POST:
        chosen = set(request.POST.getlist("taken"))
        marks = [mark for mark in marks_in(article, form.start, form.start + len(form.text)) if mark.value in chosen]
        if not marks:
            raise BlockError(gettext("Choose the marks to be taken away."))
        unmark(article, marks)
        return gettext("The marks were taken away.")
    if "mark" in request.POST and form.is_valid():
        form.save()
        return gettext("The words were marked.")
    return ""


def _address(article: Article, number: str) -> str:
    """The page of the paragraph, or of the one that its words now belong to."""
    numbers = article.paragraph_numbers
    parts = (name for name in numbers if name.startswith(f"{number}.") or name == number.rpartition(".")[0])
    found = number if number in numbers else next(parts, numbers[0])
    return reverse("admin:archive_article_paragraph", args=[article.pk, found])
