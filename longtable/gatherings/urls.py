"""Routes of gatherings. Anybody: ``/gatherings/`` and ``/track/<key>/gathering/``; staff: ``/convening/``.

Staff pages of one gathering stand under ``/convening/<slug>/``; each subject keeps its lines together.
"""

from django.urls import path

from longtable.gatherings.views import asking, moderating, noting, public

app_name = "gatherings"
urlpatterns = [
    # Reading of gatherings
    path("gatherings/", public.index, name="index"),
    path("gatherings/<slug:slug>/", public.gathering, name="public"),
    # Questions and polls
    path("gatherings/<slug:slug>/questions/", asking.questions, name="questions"),
    path("gatherings/<slug:slug>/questions/<int:number>/want/", asking.want, name="want"),
    path("gatherings/<slug:slug>/polls/<uuid:poll_id>/", asking.answer, name="answer-poll"),
    path("track/<str:key>/question/", asking.tracking, name="my-question"),
    path("convening/<slug:slug>/questions/", moderating.queue, name="queue"),
    path("convening/<slug:slug>/questions/<int:number>/", moderating.question, name="question"),
    path("convening/<slug:slug>/questions/<int:number>/promise/", moderating.promise, name="promise"),
    path("convening/<slug:slug>/questions/<int:number>/<slug:verb>/", moderating.decide, name="decide"),
    path("convening/<slug:slug>/polls/", moderating.poll_list, name="polls"),
    path("convening/<slug:slug>/polls/<uuid:poll_id>/state/", moderating.poll_state, name="poll-state"),
    path("convening/<slug:slug>/texting/", moderating.texting, name="texting"),
    # Notes and findings
    path("gatherings/<slug:slug>/findings/", noting.public_findings, name="public-findings"),
    path("gatherings/series/<slug:slug>/rounds/", noting.public_rounds, name="rounds"),
    path("convening/series/<slug:slug>/rounds/", noting.staff_rounds, name="staff-rounds"),
    path("convening/<slug:slug>/notes/", noting.tables, name="tables"),
    path("convening/<slug:slug>/notes/<uuid:table_id>/", noting.notes, name="notes"),
    path("convening/<slug:slug>/findings/", noting.findings, name="findings"),
    path("convening/<slug:slug>/findings/new/", noting.add, name="add-finding"),
    path("convening/<slug:slug>/findings/<uuid:finding_id>/", noting.finding, name="finding"),
    path("convening/<slug:slug>/findings/<uuid:finding_id>/say/", noting.say, name="say"),
    path("convening/<slug:slug>/findings/<uuid:finding_id>/propose/", noting.propose, name="propose"),
]
