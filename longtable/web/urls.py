"""Routes that compose the packages: home, today, the health of the server, the gallery of components."""

from django.urls import path

from longtable.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("demo/components/", views.components, name="components"),
]
