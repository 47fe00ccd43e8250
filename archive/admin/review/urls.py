from django.urls import path

from archive.admin.review import many, views

urlpatterns = [
    path("", views.start, name="review"),
    path("articles/<int:pk>/", views.of_article, name="review-article"),
    path("names/<slug:kind>/", views.of_name, name="review-name"),
    path("proposals/<slug:kind>/<int:pk>/", views.of_one, name="review-one"),
    path("many/<slug:kind>/", many.many, name="review-many"),
    path("undo/", views.undo, name="review-undo"),
]
