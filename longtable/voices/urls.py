"""Routes of conversations: ``/c/`` and ``/track/`` for anybody, ``/voices/`` for staff."""

from django.urls import path

from longtable.voices.views import staff, taking_part, tracking

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
    path("voices/", staff.index, name="list"),
    path("voices/new/", staff.prepare, name="prepare"),
    path("voices/calls/", staff.calls, name="calls"),
    path("voices/calls/<uuid:request_id>/", staff.call, name="call"),
    path("voices/themes/<uuid:theme_id>/", staff.theme, name="theme"),
    path("voices/<slug:slug>/", staff.overview, name="overview"),
    path("voices/<slug:slug>/edit/", staff.edit, name="edit"),
    path("voices/<slug:slug>/state/", staff.change_state, name="change-state"),
    path("voices/<slug:slug>/read/", staff.queue, name="queue"),
    path("voices/<slug:slug>/read/<int:number>/", staff.decide, name="decide"),
    path("voices/<slug:slug>/read/<int:number>/ask/", staff.ask_author, name="ask-author"),
    path("voices/<slug:slug>/read/<int:number>/translate/", staff.translate, name="translate"),
    path("voices/<slug:slug>/gather/", staff.gather, name="gather"),
]
