"""Routes of gatherings. Anybody: ``/gatherings/`` and ``/track/<key>/gathering/``; staff: ``/convening/``.

Staff pages of one gathering stand under ``/convening/<slug>/``; each subject keeps its lines together.
"""

from django.urls import path

from longtable.gatherings.views import public

app_name = "gatherings"
urlpatterns = [
    # Reading of gatherings
    path("gatherings/", public.index, name="index"),
    path("gatherings/<slug:slug>/", public.gathering, name="public"),
]
