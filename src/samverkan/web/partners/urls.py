"""Addresses of the partners' room and of the exchange."""

from django.urls import path

from samverkan.web.partners import views

app_name = "partners"
urlpatterns = [
    path("parter/", views.partners, name="list"),
    path("exchange/inbox", views.inbound, name="inbox"),
    path("exchange/question", views.question, name="question"),
]
