from django.urls import path

from archive.search.value_views import ValueListView
from archive.search.views import SearchHelpView, SearchJsonView, SearchView

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("search/help/", SearchHelpView.as_view(), name="search-help"),
    path("search/values/<slug:facet>/", ValueListView.as_view(), name="search-values"),
    path("search.json", SearchJsonView.as_view(), name="search-json"),
]
