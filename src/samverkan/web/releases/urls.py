"""Addresses of notes and releases."""

from django.urls import path

from samverkan.web.releases import views

app_name = "releases"
urlpatterns = [
    path("anteckningar/", views.notes, name="notes"),
    path("anteckningar/<int:pk>/", views.note, name="note"),
    path("anteckningar/<int:pk>/lamna-ut/", views.send_note, name="send-note"),
    path("utlamnat/<int:pk>/", views.release, name="release"),
    path("mottaget/<int:pk>/", views.received, name="received"),
]
