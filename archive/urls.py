from django.contrib import admin
from django.urls import path
from django.views.generic import TemplateView

PENDING = TemplateView.as_view(template_name="base.html")

urlpatterns = [
    path("", PENDING, name="home"),
    path("articles/", PENDING, name="article-list"),
    path("articles/<slug:slug>/", PENDING, name="article-detail"),
    path("summits/", PENDING, name="event-list"),
    path("summits/<slug:slug>/", PENDING, name="event-detail"),
    path("people/", PENDING, name="person-list"),
    path("people/<slug:slug>/", PENDING, name="person-detail"),
    path("sources/", PENDING, name="source-list"),
    path("sources/<slug:slug>/", PENDING, name="source-detail"),
    path("about/", PENDING, name="about"),
    path("search/", PENDING, name="search"),
    path("admin/", admin.site.urls),
]
