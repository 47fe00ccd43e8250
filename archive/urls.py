from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from archive.admin import trash
from archive.search.completion_views import SuggestView
from archive.views import (
    article_files,
    articles,
    board,
    compare,
    corrections,
    events,
    exports,
    home,
    pages,
    people,
    sitemaps,
    sources,
    timeline,
)

admin.autodiscover()

handler400 = pages.bad_request
handler500 = pages.server_error

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("articles/", articles.ArticleListView.as_view(), name="article-list"),
    path("articles/<slug:slug>/", articles.ArticleDetailView.as_view(), name="article-detail"),
    path("articles/<slug:slug>/pin/", board.PinCreateView.as_view(), name="pin-create"),
    path("articles/<slug:slug>/report/", corrections.ReportCreateView.as_view(), name="report-create"),
    path("articles/<slug:slug>/original", article_files.OriginalView.as_view(), name="article-original"),
    path(
        "articles/<slug:slug>/original/<slug:sha256>",
        article_files.OriginalView.as_view(),
        name="article-earlier-original",
    ),
    *(
        path(
            f"articles/<slug:slug>.{each.ending}",
            article_files.ArticleCitationView.as_view(format=each),
            name=each.route,
        )
        for each in article_files.FORMATS
    ),
    path("summits/", events.EventListView.as_view(), name="event-list"),
    path("summits/<slug:slug>/", events.EventDetailView.as_view(), name="event-detail"),
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/<slug:slug>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("sources/", sources.SourceListView.as_view(), name="source-list"),
    path("sources/<slug:slug>/", sources.SourceDetailView.as_view(), name="source-detail"),
    path("timeline/", timeline.TimelineView.as_view(), name="timeline"),
    re_path(r"^timeline/(?P<year>[0-9]{4})s/$", timeline.DecadeView.as_view(), name="timeline-decade"),
    re_path(r"^timeline/(?P<year>[0-9]{4})/$", timeline.PeriodView.as_view(), name="timeline-year"),
    re_path(
        r"^timeline/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", timeline.PeriodView.as_view(), name="timeline-month"
    ),
    path("compare/", compare.CompareView.as_view(), name="compare"),
    path("corrections/", corrections.CorrectionListView.as_view(), name="correction-list"),
    path("about/", pages.AboutView.as_view(), name="about"),
    path("healthz", pages.healthz, name="healthz"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", pages.robots, name="robots"),
    path("", include("archive.search.urls")),
    path("search/suggest", SuggestView.as_view(), name="search-suggest"),
    path("search.atom", exports.SearchAtomView.as_view(), name="search-atom"),
    path("search.csl", exports.SearchCslView.as_view(), name="search-csl"),
    path("search.csv", exports.SearchCsvView.as_view(), name="search-csv"),
    path("search.jsonl", exports.SearchJsonLinesView.as_view(), name="search-jsonl"),
    path("search.ris", exports.SearchRisView.as_view(), name="search-ris"),
    path("search.bib", exports.SearchBibtexView.as_view(), name="search-bib"),
    # Without a token, which would put a cookie on every page: it changes nothing but the language of the pages, and
    # leads back to where it was asked from.
    path("language/", csrf_exempt(set_language), name="set-language"),
    path("admin/review/", include("archive.admin.review.urls")),
    path("admin/trash/", admin.site.admin_view(trash.trash_view), name="trash"),
    path("admin/", admin.site.urls),
]
