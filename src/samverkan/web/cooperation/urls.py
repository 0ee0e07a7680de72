"""Addresses of operations, decisions, directions and powers."""

from django.urls import path

from samverkan.web.cooperation.views import council, decisions, operations, powers

app_name = "cooperation"
urlpatterns = [
    path("insatser/", operations.operations, name="list"),
    path("insatser/ny/", operations.new_operation, name="new-operation"),
    path("insatser/<int:pk>/", operations.operation, name="operation"),
    path("insatser/<int:pk>/enighet/", operations.agree, name="agree"),
    path("insatser/<int:pk>/avsluta/", operations.close, name="close"),
    path("insatser/<int:pk>/delta/", decisions.decide, name="decide"),
    path("insatser/<int:pk>/avsta/", decisions.decline, name="decline"),
    path("insatser/beslut/<int:pk>/", decisions.decision, name="decision"),
    path("insatser/beslut/<int:pk>/aterkalla/", decisions.withdraw, name="withdraw"),
    path("befogenheter/", powers.powers, name="powers"),
    path("inriktning/", council.directions, name="directions"),
    path("inriktning/<int:pk>/", council.direction, name="direction"),
    path("inriktning/forslag/", council.propose, name="propose"),
    path("inriktning/forslag/<int:pk>/", council.proposal, name="proposal"),
    path("inriktning/forslag/<int:pk>/ny-version/", council.propose, name="new-version"),
    path("inriktning/forslag/<int:pk>/anta/", council.adopt, name="adopt"),
]
