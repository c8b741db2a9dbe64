"""Routes: each installed package brings its own; the web package, whose few lead machines, is asked first."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

handler400 = "longtable.web.errors.bad_request"
handler403 = "longtable.web.errors.forbidden"
handler404 = "longtable.web.errors.not_found"
handler500 = "longtable.web.errors.server_error"

urlpatterns = [
    path("", include(f"{config.name}.urls"))
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label != "web")
    if config.name.startswith("longtable.") and find_spec(f"{config.name}.urls")
]
