"""Many proposals of one name judged at once. First it is said how many these are; only a second answer does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive.admin.review import remembered
from archive.admin.review.access import may_judge, only
from archive.admin.review.forms import ACCEPT, CHOOSE, REJECT, ManyForm
from archive.admin.review.queue import KINDS
from archive.admin.review.views import back_of, links_of_name, page
from archive.judging import Decision, deciding
from archive.models import Judgement

# Proposals in one go, for others wait meanwhile; what is left is asked about anew.
MOST = 500
MOST_CHOSEN = 100  # each has two links to change


@require_POST
@only(may_judge)
def many(request: HttpRequest, kind: str) -> HttpResponse:
    """Judge those that are `ticked`, or with `all` the first of the name `of`; without `sure` it asks."""
    links, label = links_of_name(request.POST, kind)
    back, form = back_of(request), ManyForm(request.POST, kind=kind)
    waiting = links.awaiting().order_by("article_id", "pk")
    if "all" not in request.POST:
        waiting = waiting.filter(pk__in=form.ticked)
    most = MOST_CHOSEN if form.is_valid() and form.cleaned_data["decision"] == CHOOSE else MOST
    keys = list(waiting.values_list("pk", flat=True)[: most + 1])
    if not keys or not form.is_valid():
        errors = [error for each in form.errors.values() for error in each] or [_("Nothing was ticked.")]
        messages.error(request, " ".join([*errors, _("Nothing was changed.")]))
        return HttpResponseRedirect(back)
    if "sure" not in request.POST:
        left = waiting.count() - most if len(keys) > most else 0
        context = {
            "form": form,
            "kind": kind,
            "of": request.POST["of"],
            "keys": keys[:most],
            "left": left,
            "back": back,
        }
        return page(request, "many", label, record=form.cleaned_data["record"], **context)
    with deciding() as decision:
        keys = list(waiting.values_list("pk", flat=True)[:most])  # others may have judged some by now
        _judge(decision, kind, keys, form.cleaned_data)
    said = _words(len(keys), len(form.ticked) - len(keys))
    remembered.keep(request.session, decision, said, back)
    messages.success(request, said)
    return HttpResponseRedirect(back)


def _judge(decision: Decision, kind: str, keys: Sequence[int], said: dict[str, Any]) -> None:
    model = KINDS[kind].model
    if said["decision"] == CHOOSE:
        for item in model._default_manager.filter(pk__in=keys).select_related("article"):
            decision.choose(item, said["record"])
    elif said["decision"] == REJECT:
        decision.judge(model, keys, Judgement.REJECTED, said["reason"])
    elif said["decision"] == ACCEPT:
        decision.judge(model, keys, Judgement.CONFIRMED)


def _words(number: int, missed: int) -> str:
    words = ngettext("%(number)d proposal was judged.", "%(number)d proposals were judged.", number)
    words %= {"number": number}
    if missed > 0:
        left = ngettext(
            "%(number)d had been judged meanwhile, and was left as it is.",
            "%(number)d had been judged meanwhile, and were left as they are.",
            missed,
        )
        words += " " + left % {"number": missed}
    return words
