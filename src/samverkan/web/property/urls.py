"""Addresses of property and of decisions by phone."""

from django.urls import path

from samverkan.web.property.views import phone, things

app_name = "property"
urlpatterns = [
    path("egendom/", things.things, name="list"),
    path("egendom/rakna/", things.count, name="count"),
    path("egendom/<uuid:number>/", things.thing, name="thing"),
    path("egendom/<uuid:number>/flytta/", things.move, name="move"),
    path("egendom/<uuid:number>/vardera/", things.value, name="value"),
    path("telefonbeslut/", phone.decisions, name="decisions"),
    path("telefonbeslut/nytt/", phone.decide, name="decide"),
    path("telefonbeslut/mottaget/<int:pk>/", phone.heard, name="heard"),
    path("telefonbeslut/<uuid:number>/", phone.decision, name="decision"),
    path("telefonbeslut/<uuid:number>/ratta/", phone.correct, name="correct"),
]
