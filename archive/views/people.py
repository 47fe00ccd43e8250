"""People: leaders first, then the others; and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr, Upper

from archive.models import Article, Event, Person, Tenure
from archive.views import charts
from archive.views.articles import NEWEST, with_links
from archive.views.figures import named_together, phases_of_people, sources_of_articles, summits_of_articles
from archive.views.lists import Order, RecordDetailView, RecordListView

ARTICLE_LIMIT = 50


class PersonListView(RecordListView):
    """People who are named in articles; the others of the authority file on demand."""

    template_name = "people/list.html"
    context_object_name = "people"
    orders = (
        Order("name", "name", ("-is_leader", "sort_name", "pk")),
        Order("articles", "articles", ("-article_count", "sort_name", "pk")),
    )

    def get_queryset(self) -> QuerySet[Person]:
        self.show_all = self.choice("show", {"all": True}, "choice of people")
        highest = Tenure.objects.filter(person=OuterRef("pk"), is_highest=True)
        people = Person.objects.with_article_count().annotate(
            is_leader=Exists(highest), letter=Upper(Substr("sort_name", 1, 1))
        )
        self.without_articles = people.filter(article_count=0).count()
        if not self.show_all:
            people = people.filter(article_count__gt=0)
        letters = {letter: letter for letter in people.order_by("letter").values_list("letter", flat=True).distinct()}
        self.letters = list(letters)
        self.letter = self.choice("letter", letters, "letter")
        if self.letter:
            people = people.filter(letter=self.letter)
        return people.order_by(*self.order.fields)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        people = list(context["page_obj"])
        phases = phases_of_people([person.pk for person in people])
        for person in people:
            person.phases = phases.get(person.pk, charts.PhaseCounts())
        return context | {
            "people": people,
            "show_all": self.show_all,
            "letters": self.letters,
            "letter": self.letter,
            "without_articles": 0 if self.show_all else self.without_articles,
            "largest_total": charts.largest_total(person.phases for person in people),
            "by_name": self.order.value == "name",
        }


class PersonDetailView(RecordDetailView):
    model = Person
    template_name = "people/detail.html"
    context_object_name = "person"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.object
        named = person.appearances.shown()
        articles = Article.objects.published().filter(pk__in=named.values("article"))
        listed = with_links(articles).order_by(*NEWEST)[:ARTICLE_LIMIT]
        roles = dict(named.filter(article__in=[article.pk for article in listed]).values_list("article", "role"))
        proposed = set(named.filter(judgement="proposed").values_list("article", flat=True))
        for article in listed:
            article.role, article.is_proposed = roles.get(article.pk), article.pk in proposed
        signed = person.authorships.shown()
        return super().get_context_data(**kwargs) | {
            "tenures": person.tenures.all(),
            "aliases": person.aliases.filter(is_blocked=False),
            "articles": listed,
            "article_count": articles.count(),
            "subject_count": named.filter(role="subject").count(),
            "written": with_links(Article.objects.published().filter(pk__in=signed.values("article"))),
            "matrix": summits_of_articles(articles),
            "attended": Event.objects.filter(Q(participants=person) | Q(host=person)).distinct(),
            "together": named_together(person),
            "sources": sources_of_articles(articles),
        }
