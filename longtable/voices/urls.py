"""Routes of conversations: ``/c/`` and ``/track/`` for anybody, ``/voices/`` for staff."""

from django.urls import path

from longtable.voices.views import (
    bringing_in,
    calling,
    coding,
    gathering,
    reading,
    running,
    taking_part,
    theming,
    tracking,
)

app_name = "voices"
urlpatterns = [
    path("c/", taking_part.index, name="index"),
    path("c/<slug:slug>/", taking_part.conversation, name="conversation"),
    path("c/<slug:slug>/say/", taking_part.say, name="say"),
    path("c/<slug:slug>/agree/", taking_part.agree, name="agree"),
    path("c/<slug:slug>/said/", taking_part.said, name="said"),
    path("c/<slug:slug>/help/", taking_part.help_me, name="help"),
    path("track/", tracking.enter, name="enter"),
    path("track/<str:key>/", tracking.tracking, name="tracking"),
    path("track/<str:key>/contact/", tracking.leave_contact, name="leave-contact"),
    path("track/<str:key>/about-you/", tracking.about_you, name="about-you"),
    path("track/<str:key>/call/", tracking.take_call, name="take-call"),
    path("voices/", running.index, name="list"),
    path("voices/new/", running.prepare, name="prepare"),
    path("voices/calls/", calling.calls, name="calls"),
    path("voices/calls/<uuid:request_id>/", calling.call, name="call"),
    path("voices/themes/<uuid:theme_id>/", gathering.theme, name="theme"),
    path("voices/themes/<uuid:theme_id>/merge/", theming.merge, name="merge-theme"),
    path("voices/themes/<uuid:theme_id>/unmerge/", theming.unmerge, name="unmerge-theme"),
    path("voices/themes/<uuid:theme_id>/split/", theming.split, name="split-theme"),
    path("voices/themes/suggestions/<uuid:suggestion_id>/", theming.suggestion, name="suggestion"),
    path("voices/<slug:slug>/", running.overview, name="overview"),
    path("voices/<slug:slug>/bring-in/", bringing_in.bring_in, name="bring-in"),
    path("voices/<slug:slug>/edit/", running.edit, name="edit"),
    path("voices/<slug:slug>/state/", running.change_state, name="change-state"),
    path("voices/<slug:slug>/read/", reading.queue, name="queue"),
    path("voices/<slug:slug>/read/<int:number>/", reading.decide, name="decide"),
    path("voices/<slug:slug>/read/<int:number>/ask/", reading.ask_author, name="ask-author"),
    path("voices/<slug:slug>/read/<int:number>/release/", reading.release, name="release"),
    path("voices/<slug:slug>/read/<int:number>/translate/", reading.translate, name="translate"),
    path("voices/<slug:slug>/gather/", gathering.gather, name="gather"),
    path("voices/<slug:slug>/suggested/", theming.suggested, name="suggested"),
    path("voices/<slug:slug>/coding/", coding.rounds, name="coding-rounds"),
    path("voices/<slug:slug>/coding/<uuid:round_id>/", coding.coding, name="coding"),
]
