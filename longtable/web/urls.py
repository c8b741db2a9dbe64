"""Routes that compose the packages: home, today, the health of the server, the gallery of components."""

from django.urls import path

from longtable.core.access.routes import PUBLIC, foreign
from longtable.web import views
from longtable.web.api import api, in_json

app_name = "web"
doors, _app, _namespace = api.urls
for each in doors:
    assert each.callback is not None, "an operation has a view"
    each.callback = in_json(each.callback)
foreign(doors, PUBLIC)  # each operation asks its selector, scoped to the key that came with it

urlpatterns = [
    path("api/", (doors, "ninja", "api")),
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("demo/components/", views.components, name="components"),
]
