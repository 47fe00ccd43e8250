"""The expectation and outcome board of a summit, and the pinning of a passage to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.generic import CreateView

from archive.models import Article, Coverage, Event, PinnedPassage, Topic
from archive.rights import quotable, shown_of
from archive.views.relative_days import relative_words

PERMISSION = "archive.add_pinnedpassage"
_OPENING = 70  # code points of a paragraph, to choose it by


@dataclass(frozen=True)
class Pin:
    """A pinned passage as the board prints it; `when` says its article's day against the summit's."""

    passage: PinnedPassage
    quotation: str
    phase: str
    when: str


@dataclass
class BoardRow:
    """What was expected of a topic, and what was reported of it: during the summit, after it, or nobody knows when."""

    topic: Topic
    expected: list[Pin] = field(default_factory=list)
    reported: list[Pin] = field(default_factory=list)


def board(event: Event) -> list[BoardRow]:
    """The rows of a summit's board, in the order of the topics; passages in the order of their articles' days."""
    passages = list(event.pinned_passages.for_board())
    if not passages:
        return []
    links = Coverage.objects.shown().filter(event=event, article__in={passage.article_id for passage in passages})
    phases = dict(links.values_list("article", "phase"))
    rows: dict[int, BoardRow] = {}
    for passage in passages:
        row = rows.setdefault(passage.topic_id, BoardRow(passage.topic))
        phase = phases.get(passage.article_id) or phase_by_date(passage.article, event)
        quotation = quotable(passage.quotation, shown_of(passage.article))
        pin = Pin(passage, quotation, phase, relative_words(passage.article, event))
        (row.expected if phase == Coverage.Phase.BEFORE else row.reported).append(pin)
    return list(rows.values())


def phase_by_date(article: Article, event: Event) -> str:
    """The phase of an article that is not about the summit, such as one that looks back on it."""
    first, last = article.published_earliest, article.published_latest
    if event.start and last and last < event.start:
        return Coverage.Phase.BEFORE
    if event.end and first and first > event.end:
        return Coverage.Phase.AFTER
    if event.start and event.end and first and last and event.start <= first and last <= event.end:
        return Coverage.Phase.DURING
    return Coverage.Phase.UNDETERMINED


class PinForm(forms.ModelForm):
    """A passage of one article; only the summits it covers can be chosen, and only paragraphs it has."""

    class Meta:
        model = PinnedPassage
        fields = ("event", "topic", "paragraph", "quotation", "verdict", "note")
        widgets = {"quotation": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article = article
        covered = Coverage.objects.shown().filter(article=article)
        self.fields["event"].queryset = Event.objects.published().filter(pk__in=covered.values("event"))
        subject = covered.subjects().order_by("event__start", "pk").first()
        self.fields["event"].initial = subject and subject.event_id
        self.fields["event"].label_from_instance = lambda event: event.short_name
        self.fields["paragraph"] = forms.ChoiceField(
            label=self.fields["paragraph"].label,
            choices=[
                (number, f"{number} · {Truncator(text).chars(_OPENING)}") for number, text, _start in article.paragraphs
            ],
        )
        for name, bound in self.fields.items():
            bound.widget.attrs["class"] = "field field--area" if name == "quotation" else "field"


class PinCreateView(PermissionRequiredMixin, CreateView):
    """`?paragraph=7` chooses the paragraph. Anonymous visitors are led to the log-in, others refused."""

    permission_required = PERMISSION
    login_url = reverse_lazy("admin:login")
    form_class = PinForm
    template_name = "events/pin.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.article = get_object_or_404(Article.objects.published(), slug=kwargs["slug"])

    def get_initial(self) -> dict[str, Any]:
        return {"paragraph": self.request.GET.get("paragraph", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"article": self.article, "prefix": "pin"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"article": self.article}

    def form_valid(self, form: PinForm) -> HttpResponse:
        form.instance.pinned_by = self.request.user
        pinned = super().form_valid(form)
        words = _("Paragraph %(number)s is pinned to the board of %(summit)s, under %(topic)s.")
        messages.success(
            self.request,
            words
            % {"number": self.object.paragraph, "summit": self.object.event.short_name, "topic": self.object.topic},
        )
        return pinned
