"""Addresses of questions, of candidates to review, and of our own list."""

from django.urls import path

from samverkan.web.questions.views import asked, likeness, lists, reviewing

app_name = "questions"
urlpatterns = [
    path("fragor/", asked.questions, name="list"),
    path("fragor/likhet/", likeness.how, name="likeness"),
    path("fragor/<int:pk>/", asked.card, name="card"),
    path("fragor/<int:pk>/igen/", asked.ask_again, name="ask-again"),
    path("fragor/provning/<int:pk>/", reviewing.candidate, name="candidate"),
    path("forteckning/", lists.entries, name="entries"),
    path("forteckning/ny/", lists.add_entry, name="add"),
    path("forteckning/register/", lists.read_register, name="register"),
    path("forteckning/<int:pk>/", lists.entry, name="entry"),
]
