"""Addresses of disclosures and requests."""

from django.urls import path

from samverkan.web.disclosure.views import guided, incoming, requests, room

app_name = "disclosure"
urlpatterns = [
    path("utlamnanden/", room.disclosures, name="list"),
    path("utlamnanden/nytt/", guided.new, name="new"),
    path("utlamnanden/avslag/", room.refusals, name="refusals"),
    path("utlamnanden/<int:pk>/", room.sent, name="sent"),
    path("utlamnanden/mottaget/<int:pk>/", incoming.received, name="received"),
    path("utlamnanden/begar/", requests.ask, name="ask"),
    path("utlamnanden/begaran/<int:pk>/", requests.request_page, name="request"),
    path("utlamnanden/begaran/<int:pk>/avsla/", requests.refuse, name="refuse"),
    path("utlamnanden/begaran/<int:pk>/andra/", requests.review, name="review"),
    path("utlamnanden/begaran/<int:pk>/omprova/", requests.ask_review, name="ask-review"),
]
