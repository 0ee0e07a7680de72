"""Addresses of log-in and staff."""

from django.urls import path

from samverkan.web.people import views

app_name = "people"
urlpatterns = [
    path("konto/sprak/", views.language, name="language"),
    path("demo/", views.demo_desks, name="demo"),
    path("demo/<str:username>/", views.demo_log_in, name="demo-log-in"),
    path("personal/", views.staff, name="staff"),
    path("personal/mandat/<int:pk>/avsluta/", views.end_mandate, name="end-mandate"),
    path("personal/<str:username>/", views.person, name="person"),
]
