"""Addresses of subjects."""

from django.urls import path

from samverkan.web.subjects import views

app_name = "subjects"
urlpatterns = [
    path("uppgifter/<str:home>/<uuid:number>/", views.subject, name="subject"),
]
