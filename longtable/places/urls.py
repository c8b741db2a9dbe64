"""Routes about places."""

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from longtable.places import views


class LanguageConverter(StringConverter):
    """One of the languages of this deployment."""

    regex = "|".join(code for code, _ in settings.LANGUAGES)


register_converter(LanguageConverter, "language")

app_name = "places"

urlpatterns = [
    path("places/", views.index, name="index"),
    path("places/counties.csv", views.table, name="table"),
    path("places/map/<slug:slug>.<language:language>.svg", views.scheme_map, name="map"),
    path("places/confirm/", views.waiting, name="waiting"),
    path("places/confirm/<uuid:holding_id>/", views.confirm, name="confirm"),
]
