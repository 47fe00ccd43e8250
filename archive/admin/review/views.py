"""The pages of the queue: where to begin, one article, one name across all articles, and one proposal by itself."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from archive.admin.review import remembered
from archive.admin.review.access import may_judge, may_name, may_view, only
from archive.admin.review.forms import DecisionForm, what_of
from archive.admin.review.known import known, search
from archive.admin.review.proposals import Card, card_of, cards, in_order_of_text, rows
from archive.admin.review.queue import KINDS, UP_TO, decided, names, next_article, up_to, waiting
from archive.annotating import isolated_text
from archive.judging import JudgedMeanwhileError, JudgingError, deciding, still_proposed
from archive.models import Article, Judgement, PersonAlias
from archive.models.judgement import JudgedQuerySet

A_PAGE = 15  # cards


class Progress(NamedTuple):
    """How many of what a page shows were judged, and how many are left."""

    done: int
    left: int

    @property
    def total(self) -> int:
        return self.done + self.left


@require_GET
@only(may_view)
def start(request: HttpRequest) -> HttpResponse:
    """`?kind=` of proposal, `q=` a part of the name, `page=`."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else next(iter(KINDS))
    words, number = request.GET.get("q", "").strip(), request.GET.get("page", "1")
    number = int(number) if number.isdecimal() and 0 < int(number) < UP_TO else 1
    shown, has_more = names(kind, words, number)
    tabs = [
        (name, each.label, _counted(waiting(name)), _counted(decided(each.model.objects)))
        for name, each in KINDS.items()
    ]
    context = {"kind": kind, "tabs": tabs, "names": shown, "words": words, "first": next_article(0)}
    context |= {"previous": number - 1, "following": number + 1 if has_more else 0}
    return page(request, "start", _("Review queue"), **context)


def _counted(links: JudgedQuerySet) -> str:
    number = up_to(links)
    return _("over %(number)s") % {"number": intcomma(UP_TO)} if number > UP_TO else intcomma(number)


@require_GET
@only(may_view)
def of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits in an article, in the order of its text."""
    article = get_object_or_404(Article.objects.published().select_related("source"), pk=pk)
    items = [item for kind in KINDS for item in rows(kind).filter(article=article)]
    for item in items:
        item.article = article  # one text for all
    done = [(what_of(item), item) for item in items if item.judgement != Judgement.PROPOSED]
    left = in_order_of_text(item for item in items if item.judgement == Judgement.PROPOSED)
    context = {"article": article, "cards": cards(left), "done": done, "progress": Progress(len(done), len(left))}
    return page(request, "article", isolated_text(article), next=next_article(article.pk), **context)


@require_GET
@only(may_view)
def of_name(request: HttpRequest, kind: str) -> HttpResponse:
    """What waits of one `kind` under the name `?of=`: the key of a record, or words."""
    links, label = links_of_name(request.GET, kind)
    pages = Paginator(links.awaiting().order_by("article_id", "pk"), A_PAGE).get_page(request.GET.get("page"))
    progress = Progress(decided(links).count(), pages.paginator.count)
    shown = cards(pages.object_list)
    choices = {other.key: other.record for card in shown for other in card.others}
    context = {"kind": kind, "of": request.GET["of"], "cards": shown, "pages": pages, "choices": choices}
    return page(request, "name", label, progress=progress, **context)


def links_of_name(sent: Any, kind: str) -> tuple[JudgedQuerySet, str]:
    """All links of a kind under the name that an address or a form asks for, and what it is called. Raises Http404."""
    of = sent.get("of", "")
    if kind not in KINDS or not of:
        raise Http404
    _model, by, _label, records = KINDS[kind]
    record = get_object_or_404(records, pk=int(of) if of.isdecimal() else 0) if records else None
    return rows(kind).filter(**{by: record.pk if record else of}), str(record or of)


@require_http_methods(["GET", "POST"])
@only(may_view)
def of_one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One proposal, with a search for the record that it should be; a POST decides about it and leads back."""
    if kind not in KINDS:
        raise Http404
    if request.method == "POST":
        return _decided(request, kind, pk)
    card = card_of(kind, pk)
    if card is None:
        raise Http404
    return _one(request, card)


@only(may_judge)
def _decided(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    back = back_of(request)
    try:
        with deciding() as decision:
            form = DecisionForm(request.POST, still_proposed(KINDS[kind].model, pk), request.user)
            if not form.is_valid():
                raise JudgingError
            said = form.carry_out(decision)
    except JudgedMeanwhileError as meanwhile:
        messages.error(request, str(meanwhile))
        return HttpResponseRedirect(back)
    except JudgingError:
        (card,) = cards([form.item])
        return _one(request, card, form)
    remembered.keep(request.session, decision, said, f"{back}#{kind}-{pk}")
    messages.success(request, said)
    return HttpResponseRedirect(_onward(back, request.POST.get("following", "")))


def _onward(back: str, following: str) -> str:
    """The page where it was decided, at the next card; from an article without any, to the next article."""
    anchor = f"#{following}" if following.replace("-", "").isalnum() else ""
    pk = back.removeprefix(reverse("review")).removeprefix("articles/").rstrip("/")
    if pk.isdecimal() and not any(waiting(kind).filter(article=int(pk)).exists() for kind in KINDS):
        after = next_article(int(pk))
        return reverse("review-article", args=[after]) if after else reverse("review")
    return f"{back}{anchor}"


def _one(request: HttpRequest, card: Card, form: DecisionForm | None = None) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = list(known(search(words)).values())
    if card.kind == "authorship":
        found = [each for each in found if each.key.startswith("person")]
    of_name = waiting(card.kind).filter(**{KINDS[card.kind].by: card.of}).count() if found else 0
    context = {"card": card, "form": form, "words": words, "found": found, "alias_kinds": PersonAlias.Kind.choices}
    context |= {"of_name": of_name}
    context |= {"may_name": all(may_name(request.user, each.record) for each in found), "new": _new(request, card)}
    return page(request, "one", card.title, back=back_of(request), **context)


def _new(request: HttpRequest, card: Card) -> list[tuple[str, str]]:
    """The kinds of record that a user may make for a proposal, each with its form, filled in."""
    name = card.words[0] if card.words else ""
    given, _space, family = name.rpartition(" ")
    shared = {"name": name, "slug": slugify(name), "proposal": card.key, "back": back_of(request)}
    kinds = {
        "person": shared | {"sort_name": f"{family}, {given}" if given else family},
        "event": shared | {"short_name": name[:100]},
    }
    if card.kind == "authorship":
        del kinds["event"]
    return [
        (kind, f"{reverse(f'admin:archive_{kind}_add')}?{urlencode(values)}")
        for kind, values in kinds.items()
        if request.user.has_perm(f"archive.add_{kind}")
    ]


@require_POST
@only(may_judge)
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one's own last decision."""
    try:
        said, back = remembered.undo(request.session, request.user)
    except JudgingError as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(back_of(request))
    messages.success(request, _("Undone: %(words)s") % {"words": said})
    return HttpResponseRedirect(back)


def back_of(request: HttpRequest) -> str:
    """The page of the queue to return to; its first where the request names none."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    return asked if asked.startswith(reverse("review")) and "\\" not in asked else reverse("review")


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    shared = admin.site.each_context(request) | {
        "title": title,
        "back": request.get_full_path(),
        "may_judge": may_judge(request.user),
        "last": remembered.last(request.session),
    }
    return render(request, f"admin/review/{template}.html", shared | context)
