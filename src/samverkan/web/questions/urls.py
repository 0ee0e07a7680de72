"""Addresses of questions and of our own list."""

from django.urls import path

from samverkan.web.questions import views

app_name = "questions"
urlpatterns = [
    path("fragor/", views.questions, name="list"),
    path("fragor/<int:pk>/", views.card, name="card"),
    path("fragor/<int:pk>/igen/", views.ask_again, name="ask-again"),
    path("forteckning/", views.entries, name="entries"),
    path("forteckning/ny/", views.add_entry, name="add"),
    path("forteckning/register/", views.read_register, name="register"),
    path("forteckning/<int:pk>/", views.entry, name="entry"),
]
