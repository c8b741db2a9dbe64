"""Routes of councils: ``/get-involved/`` and ``/track/<key>/seat/`` for anybody, ``/councils/`` for staff."""

from django.urls import path

from longtable.councils.views import applications, joining, keeping, seating, tracking

app_name = "councils"
urlpatterns = [
    path("get-involved/", joining.index, name="index"),
    path("get-involved/interest/", joining.interest, name="interest"),
    path("get-involved/code/", tracking.enter, name="enter"),
    path("get-involved/<slug:slug>/", joining.council, name="public"),
    path("get-involved/<slug:slug>/apply/", joining.apply, name="apply"),
    path("track/<str:key>/seat/", tracking.tracking, name="tracking"),
    path("track/<str:key>/seat/stipend/", tracking.stipend, name="stipend"),
    path("track/<str:key>/seat/accept/", tracking.accept, name="accept"),
    path("track/<str:key>/seat/withdraw/", tracking.withdraw, name="withdraw"),
    path("track/<str:key>/seat/digits/", tracking.send_digits, name="send-digits"),
    path("track/<str:key>/seat/confirm/", tracking.confirm, name="confirm"),
    path("track/<str:key>/seat/end/", tracking.end, name="end"),
    path("councils/", keeping.index, name="list"),
    path("councils/new/", keeping.prepare, name="prepare"),
    path("councils/<slug:slug>/", keeping.overview, name="overview"),
    path("councils/<slug:slug>/edit/", keeping.edit, name="edit"),
    path("councils/<slug:slug>/state/", keeping.change_state, name="change-state"),
    path("councils/<slug:slug>/rules/", keeping.rules, name="rules"),
    path("councils/<slug:slug>/rules/<uuid:rule_id>/remove/", keeping.remove_rule, name="remove-rule"),
    path("councils/<slug:slug>/resemblance/", keeping.resemblance, name="resemblance"),
    path("councils/<slug:slug>/attendance/", seating.attendance, name="attendance"),
    path("councils/<slug:slug>/seats/new/", seating.add, name="add-seat"),
    path("councils/<slug:slug>/seats/<uuid:seat_id>/", seating.seat, name="seat"),
    path("councils/<slug:slug>/seats/<uuid:seat_id>/edit/", seating.edit, name="edit-seat"),
    path("councils/<slug:slug>/seats/<uuid:seat_id>/close/", seating.close, name="close-seat"),
    path("councils/<slug:slug>/seats/<uuid:seat_id>/member/", seating.member, name="member"),
    path("councils/<slug:slug>/terms/<uuid:term_id>/", seating.term, name="term"),
    path("councils/<slug:slug>/terms/<uuid:term_id>/end/", seating.end, name="end-term"),
    path("councils/<slug:slug>/applications/", applications.queue, name="applications"),
    path(
        "councils/<slug:slug>/applications/<uuid:application_id>/",
        applications.application,
        name="application",
    ),
    path("councils/<slug:slug>/applications/<uuid:application_id>/note/", applications.note, name="note"),
    path(
        "councils/<slug:slug>/applications/<uuid:application_id>/shortlist/",
        applications.shortlist,
        name="shortlist",
    ),
    path("councils/<slug:slug>/applications/<uuid:application_id>/offer/", applications.offer, name="offer"),
    path(
        "councils/<slug:slug>/applications/<uuid:application_id>/appoint/",
        applications.appoint,
        name="appoint",
    ),
    path(
        "councils/<slug:slug>/applications/<uuid:application_id>/decline/",
        applications.decline,
        name="decline",
    ),
    path(
        "councils/<slug:slug>/applications/<uuid:application_id>/reopen/", applications.reopen, name="reopen"
    ),
]
