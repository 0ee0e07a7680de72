"""Addresses of the public results and of the ledger."""

from django.urls import path

from samverkan.web.results.views import figures, ledger, public

app_name = "results"
urlpatterns = [
    path("resultat/", public.front, name="front"),
    path("resultat/matt/", public.definitions, name="definitions"),
    path("resultat/<slug:slug>/", public.report, name="public-report"),
    path("resultat/<slug:slug>/utgava-<int:number>/", public.edition, name="edition"),
    path("resultat/<slug:slug>/utgava-<int:number>/<slug:measure>/", public.figure, name="figure"),
    path(
        "resultat/<slug:slug>/utgava-<int:number>/<slug:measure>.<slug:kind>",
        public.file,
        name="file",
    ),
    path("resultatliggare/", ledger.events, name="list"),
    path("resultatliggare/nytt/", ledger.new_event, name="new-event"),
    path("resultatliggare/<int:pk>/", ledger.event, name="event"),
    path("resultatliggare/<int:pk>/utfall/", ledger.outcome, name="outcome"),
    path("resultatliggare/<int:pk>/knyt/", ledger.link, name="link"),
    path("resultatliggare/<int:pk>/ratta/", ledger.correct, name="correct"),
    path("resultatliggare/<int:pk>/lamna/", ledger.share, name="share"),
    path("resultatliggare/siffror/ny/", figures.new_table, name="new-table"),
    path("resultatliggare/siffror/<int:pk>/", figures.table, name="table"),
    path("resultatliggare/begaran/ny/", figures.new_request, name="new-request"),
    path("resultatliggare/begaran/<int:pk>/", figures.request_page, name="request"),
    path("resultatliggare/rapport/ny/", figures.new_report, name="new-report"),
    path("resultatliggare/rapport/<int:pk>/", figures.report, name="report"),
    path("resultatliggare/rapport/<int:pk>/ge-ut/", figures.publish, name="publish"),
]
