"""Log-in and log-out under the names that allauth looks up."""

from django.urls import path

from samverkan.web.people import views

urlpatterns = [
    path("konto/logga-in/", views.log_in, name="account_login"),
    path("konto/logga-ut/", views.log_out, name="account_logout"),
    path("konto/avslutat/", views.inactive, name="account_inactive"),
    path("konto/nytt/", views.no_sign_up, name="account_signup"),
]
