from django.urls import path

from archive.search.views import SearchJsonView, SearchView

urlpatterns = [
    path("search/", SearchView.as_view(), name="search"),
    path("search.json", SearchJsonView.as_view(), name="search-json"),
]
