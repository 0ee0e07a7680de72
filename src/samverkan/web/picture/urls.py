"""Addresses of the situation picture."""

from django.urls import path

from samverkan.web.picture.views import reading, writing

app_name = "picture"
urlpatterns = [
    path("lagesbild/", reading.pictures, name="list"),
    path("lagesbild/ny/", writing.new, name="new"),
    path("lagesbild/<int:pk>/", reading.picture, name="picture"),
    path("lagesbild/<int:pk>/stycke/", writing.paragraph, name="paragraph"),
    path("lagesbild/<int:pk>/stycke/<str:key>/", writing.paragraph, name="rewrite"),
    path("lagesbild/<int:pk>/stycke/<str:key>/ta-bort/", writing.remove, name="remove"),
    path("lagesbild/<int:pk>/faststall/", writing.adopt, name="adopt"),
    path("lagesbild/<int:pk>/lamna/", writing.release, name="release"),
    path("lagesbild/<int:pk>/ny-version/", writing.new_version, name="new-version"),
    path("lagesbild/mottagen/<int:pk>/", reading.received, name="received"),
    path("lagesbild/handling/<path:record>/", reading.record, name="record"),
]
