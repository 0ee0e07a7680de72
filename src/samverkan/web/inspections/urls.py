"""Addresses of checks."""

from django.urls import path

from samverkan.web.inspections.views import (
    aboard,
    answers,
    asking,
    likeness,
    listing,
    page,
    receipt,
    writing,
)

app_name = "inspections"
ONE = "kontroller/<str:home>/<uuid:number>/"
urlpatterns = [
    path("kontroller/", listing.checks, name="list"),
    path("kontroller/rutin/", writing.routine, name="routine"),
    path("kontroller/insats/", writing.in_operation, name="in-operation"),
    path(ONE, page.check, name="check"),
    path(f"{ONE}versioner/", page.versions, name="versions"),
    path(f"{ONE}lade-ut/", page.left, name="left"),
    path(f"{ONE}godkann/", page.approve, name="approve"),
    path(f"{ONE}befal/", writing.report_long, name="report-long"),
    path(f"{ONE}befal/beslut/", page.decide_long, name="decide-long"),
    path(f"{ONE}person/", writing.person, name="person"),
    path(f"{ONE}person/<int:pk>/", writing.correct_person, name="correct-person"),
    path(f"{ONE}farkost/", writing.craft, name="craft"),
    path(f"{ONE}anteckning/", writing.note, name="note"),
    path(f"{ONE}avsluta/", writing.end, name="end"),
    path(f"{ONE}ratta/", writing.correct, name="correct"),
    path(f"{ONE}fraga/<int:pk>/", asking.person, name="ask"),
    path(f"{ONE}instamma/<int:pk>/", asking.agree, name="agree"),
    path(f"{ONE}fraga/farkost/", asking.craft, name="ask-craft"),
    path(f"{ONE}fraga/alla/", aboard.everybody, name="ask-aboard"),
    path(f"{ONE}svar/", answers.answers, name="answers"),
    path(f"{ONE}likhet/<int:pk>/", likeness.person, name="ask-like"),
    path(f"{ONE}likhet/farkost/", likeness.craft, name="ask-like-craft"),
    path(f"{ONE}kvitto/<int:pk>/", receipt.page, name="receipt-page"),
    path(f"{ONE}kvitto/<int:pk>/<slug:language>.pdf", receipt.paper, name="receipt"),
]
