"""Addresses of attachment cases."""

from django.urls import path

from samverkan.web.enforcement.views import (
    aside,
    cases,
    executions,
    forfeitures,
    krona,
    lists,
    money,
    outcomes,
    papers,
)

app_name = "enforcement"
ROW = "utmatning/forrattning/<str:number>/"
urlpatterns = [
    path("utmatning/", lists.cases, name="list"),
    path("utmatning/filer/", lists.imports, name="imports"),
    path("utmatning/filer/las-in/", lists.import_file, name="import-file"),
    path("utmatning/filer/<int:pk>/", lists.claim_import, name="import"),
    path("utmatning/avsatt/", aside.waiting, name="aside"),
    path("utmatning/avsatt/<uuid:number>/godkann/", outcomes.approve, name="approve-outcome"),
    path("utmatning/avsatt/<uuid:number>/betala/", outcomes.pay, name="pay-outcome"),
    path(
        "utmatning/avsatt/<uuid:number>/ta-tillbaka/", outcomes.take_back, name="take-back-outcome"
    ),
    path("utmatning/avsatt/<uuid:number>/underratta/", outcomes.notice, name="settlement-notice"),
    path("utmatning/jour/<int:release>/", cases.call, name="call"),
    path("utmatning/jour/<int:release>/ta-upp/", cases.take_up, name="take-up"),
    path("utmatning/fordran/<str:reference>/upphor/", cases.end_claim, name="end-claim"),
    path("utmatning/<uuid:number>/", cases.case, name="case"),
    path("utmatning/<uuid:number>/pagar/", cases.confirm, name="confirm"),
    path("utmatning/<uuid:number>/borja/", executions.begin, name="begin"),
    path("utmatning/<uuid:number>/provisoriskt/", executions.provisional, name="provisional"),
    path(
        "utmatning/<uuid:number>/provisoriskt/underratta/",
        papers.provisional_notice,
        name="provisional-notice",
    ),
    path(f"{ROW}sak/", executions.item, name="item"),
    path(f"{ROW}delge/", executions.serve, name="serve"),
    path(f"{ROW}protokoll/", papers.protocol, name="protocol"),
    path(f"{ROW}underratta/", papers.notice, name="notice"),
    path(f"{ROW}kostnad/", money.cost, name="cost"),
    path(f"{ROW}sjopantratt/", money.lien, name="lien"),
    path(f"{ROW}kungor/", money.announce, name="announce"),
    path(f"{ROW}salj/", money.sell, name="sell"),
    path(f"{ROW}salj/protokoll/", papers.of_sale, name="sale-protocol"),
    path(f"{ROW}fordela/", money.distribute, name="distribute"),
    path(f"{ROW}fordela/langd/", papers.of_distribution, name="list-protocol"),
    path(f"{ROW}godkann/", money.approve, name="approve"),
    path(f"{ROW}betala/", money.pay, name="pay"),
    path(f"{ROW}avsatt/<str:reference>/", aside.outcome, name="outcome"),
    path(f"{ROW}brev/", papers.victim_letters, name="victim-letters"),
    path(f"{ROW}kronan/", krona.krona, name="krona"),
    path(f"{ROW}forverkande/", forfeitures.opened, name="forfeiture"),
    path(f"{ROW}forverkande/dom/", forfeitures.ruling, name="ruling"),
    path(f"{ROW}forverkande/upphort/", forfeitures.lapse, name="lapse"),
    path(f"{ROW}forverkande/salt/", forfeitures.state_sold, name="state-sold"),
    path(f"{ROW}forverkande/godkann/", forfeitures.approve, name="state-approve"),
    path(f"{ROW}forverkande/betala/", forfeitures.pay, name="state-pay"),
    path("utmatning/sak/<int:pk>/battre-ratt/", executions.third_party, name="third-party"),
    path("utmatning/sak/<int:pk>/hav/", executions.correct, name="correct"),
    path("utmatning/sak/<int:pk>/lamna/", executions.give_back, name="give-back"),
    path("utmatning/sak/<int:pk>/lagsta/", money.lowest_price, name="lowest-price"),
    path(
        "utmatning/battre-ratt/<int:pk>/<slug:step>/",
        executions.move_third_party,
        name="move-third-party",
    ),
    path("utmatning/handling/<uuid:number>/", papers.document, name="document"),
    path("malsagande/<str:token>/", krona.victim, name="victim"),
    path("malsagande/<str:token>/brev/", krona.victim_letter, name="victim-letter"),
]
