"""Addresses of the overseer's room."""

from django.urls import path

from samverkan.web.oversight.views import duties, room, samples

app_name = "oversight"
urlpatterns = [
    path("tillsyn/", room.room, name="room"),
    path("tillsyn/post/<int:number>/", room.entry, name="entry"),
    path("tillsyn/post/<int:number>/bevis/", room.proof, name="proof"),
    path("tillsyn/kontrollpunkt/", room.checkpoint, name="checkpoint"),
    path("tillsyn/loggplikt/", room.duty, name="duty"),
    path("tillsyn/likhet/", room.likeness, name="likeness"),
    path("tillsyn/element/", room.element, name="element"),
    path("tillsyn/urval/", samples.samples, name="samples"),
    path("tillsyn/urval/<int:pk>/", samples.sample, name="sample"),
    path("tillsyn/urval/post/<int:pk>/", samples.sampled, name="sampled"),
    path("tillsyn/urval/post/<int:pk>/oppna/", samples.open_entry, name="open"),
    path("tillsyn/begaran/", duties.data_requests, name="data-requests"),
    path("tillsyn/begaran/<int:pk>/", duties.data_request, name="data-request"),
    path("tillsyn/gallring/", duties.runs, name="runs"),
    path("tillsyn/gallring/ny/", duties.list_due, name="list-due"),
    path("tillsyn/gallring/<int:pk>/", duties.run, name="run"),
    path("tillsyn/gallring/<int:pk>/gallra/", duties.erase, name="erase"),
]
