"""Routes about people."""

from django.urls import path

from longtable.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.search, name="search"),
    path("people/matches/", views.matches, name="matches"),
    path("people/matches/<uuid:proposal_id>/", views.decide_match, name="decide_match"),
    path("people/<uuid:person_id>/", views.record, name="record"),
    path("people/<uuid:person_id>/change/", views.change, name="change"),
    path("people/<uuid:person_id>/export/", views.export, name="export"),
    path("people/<uuid:person_id>/erase/", views.erase, name="erase"),
    path("people/<uuid:person_id>/separate/", views.separate, name="separate"),
]
