"""Routes of gatherings. Anybody: ``/gatherings/`` and ``/track/<key>/gathering/``; staff: ``/convening/``.

Staff pages of one gathering stand under ``/convening/<slug>/``; each subject keeps its lines together.
"""

from django.urls import path

from longtable.gatherings.views import asking, moderating, public

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
]
