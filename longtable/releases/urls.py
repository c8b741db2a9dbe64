"""Routes of releases: ``/releases/`` for whoever publishes, ``/published/`` for anybody."""

from django.urls import path

from longtable.releases import views

app_name = "releases"

urlpatterns = [
    path("releases/", views.index, name="index"),
    path("releases/<uuid:release_id>/", views.one, name="one"),
    path("releases/<uuid:release_id>/publish/", views.publish, name="publish"),
    path("releases/<uuid:release_id>/withdraw/", views.withdraw, name="withdraw"),
    path("published/", views.ledger, name="ledger"),
    path("published/<slug:slug>/", views.published, name="published"),
    path("published/<slug:slug>/tables.json", views.release_file, name="release_file"),
    path("published/<slug:slug>/<slug:table>.csv", views.table_file, name="table_file"),
]
