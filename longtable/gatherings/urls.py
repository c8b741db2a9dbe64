"""Routes of gatherings. Anybody: ``/gatherings/`` and ``/track/<key>/gathering/``; staff: ``/convening/``.

Staff pages of one gathering stand under ``/convening/<slug>/``; each subject keeps its lines together.
"""

from django.urls import path

from longtable.gatherings.views import (
    after,
    agenda,
    announcing,
    asking,
    calendar,
    callers,
    invited,
    keeping,
    meetings,
    moderating,
    moving,
    my_registration,
    noting,
    platform,
    public,
    registering,
    showing,
)

app_name = "gatherings"
urlpatterns = [
    # Calendar and feeds
    path("gatherings/calendar/", calendar.month, name="calendar"),
    path("gatherings/feed.ics", calendar.ics, name="feed-ics"),
    path("gatherings/feed.json", calendar.json, name="feed-json"),
    # Reading of gatherings
    path("gatherings/", public.index, name="index"),
    path("gatherings/<slug:slug>/", public.gathering, name="public"),
    # Signing up
    path("gatherings/<slug:slug>/hold/", registering.hold, name="hold"),
    path("gatherings/<slug:slug>/register/", registering.register, name="register"),
    path("invitation/gathering/<str:token>/", invited.register, name="invited"),
    path("track/<str:key>/gathering/", my_registration.tracking, name="tracking"),
    path("track/<str:key>/gathering/change/", my_registration.change, name="change"),
    path("track/<str:key>/gathering/cancel/", my_registration.cancel, name="cancel"),
    path("track/<str:key>/gathering/offer/accept/", my_registration.accept, name="accept"),
    path("track/<str:key>/gathering/offer/decline/", my_registration.decline, name="decline"),
    path("track/<str:key>/gathering/calendar.ics", my_registration.calendar, name="my-calendar"),
    # Signing up others
    path("convening/<slug:slug>/people/", callers.people, name="people"),
    path("convening/<slug:slug>/people/new/", callers.sign_up, name="sign-up"),
    path("convening/<slug:slug>/people/invite/", callers.invite, name="invite"),
    path(
        "convening/<slug:slug>/people/invite/<uuid:invitation_id>/withdraw/",
        callers.withdraw,
        name="withdraw-invitation",
    ),
    path("convening/<slug:slug>/people/<uuid:registration_id>/", callers.one, name="registration"),
    path("convening/<slug:slug>/people/<uuid:registration_id>/cancel/", callers.cancel, name="cancel-for"),
    path("convening/<slug:slug>/people/<uuid:registration_id>/accept/", callers.accept, name="accept-for"),
    path("convening/<slug:slug>/people/<uuid:registration_id>/decline/", callers.decline, name="decline-for"),
    # Signing up others
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
    # Files of webinar tools, who came, and afterwards
    path("gatherings/<slug:slug>/evaluation/", after.evaluation, name="evaluation"),
    path("convening/<slug:slug>/platform/", platform.files, name="platform"),
    path("convening/<slug:slug>/platform/<uuid:file_id>/", platform.file, name="platform-file"),
    path("convening/<slug:slug>/platform/<uuid:file_id>/let-in/", platform.let_in, name="let-in-file"),
    path("convening/<slug:slug>/platform/<uuid:file_id>/aside/", platform.put_aside, name="put-file-aside"),
    path("convening/<slug:slug>/platform/<uuid:file_id>/file/", platform.content, name="platform-content"),
    path("convening/<slug:slug>/who-came/", after.came, name="who-came"),
    path("convening/<slug:slug>/who-came/doubts/", platform.doubts, name="doubts"),
    path("convening/<slug:slug>/who-came/counts/", after.counts, name="counts"),
    path("convening/<slug:slug>/opinions/", after.opinions, name="opinions"),
    path("convening/<slug:slug>/follow-up/", after.follow_up, name="follow-up"),
    # Keeping
    path("gatherings/<slug:slug>/pictures/<uuid:panelist_id>/", showing.picture, name="picture"),
    path("gatherings/<slug:slug>/materials/<uuid:material_id>/", showing.material, name="material"),
    path("gatherings/<slug:slug>/minutes/", showing.minutes, name="minutes-file"),
    path("track/<str:key>/gathering/materials/<uuid:material_id>/", showing.my_material, name="my-material"),
    path("convening/", keeping.index, name="list"),
    path("convening/new/", keeping.prepare, name="prepare"),
    path("convening/<slug:slug>/", keeping.overview, name="overview"),
    path("convening/<slug:slug>/edit/", keeping.edit, name="edit"),
    path("convening/<slug:slug>/state/", keeping.change_state, name="change-state"),
    path("convening/<slug:slug>/call-off/", keeping.call_off, name="call-off"),
    path("convening/<slug:slug>/copy/", keeping.copy, name="copy"),
    path("convening/<slug:slug>/partners/", keeping.hosts, name="hosts"),
    path("convening/<slug:slug>/partners/<uuid:host_id>/remove/", keeping.remove_host, name="remove-host"),
    path("convening/<slug:slug>/history/", keeping.history, name="history"),
    path("convening/<slug:slug>/move/", moving.move, name="move"),
    path("convening/<slug:slug>/phone/", moving.phone, name="phone"),
    path("convening/<slug:slug>/phone/<uuid:registration_id>/", moving.phoned, name="phoned"),
    path("convening/<slug:slug>/agenda/", agenda.agenda, name="agenda"),
    path("convening/<slug:slug>/agenda/new/", agenda.add, name="add-session"),
    path("convening/<slug:slug>/agenda/<uuid:session_id>/", agenda.session, name="session"),
    path("convening/<slug:slug>/agenda/<uuid:session_id>/remove/", agenda.remove, name="remove-session"),
    path("convening/<slug:slug>/agenda/<uuid:session_id>/table/", agenda.add_table, name="add-table"),
    path("convening/<slug:slug>/tables/<uuid:table_id>/", agenda.table, name="table"),
    path("convening/<slug:slug>/tables/<uuid:table_id>/remove/", agenda.remove_table, name="remove-table"),
    path("convening/<slug:slug>/panel/", showing.panel, name="panel"),
    path("convening/<slug:slug>/panel/<uuid:panelist_id>/", showing.panelist, name="panelist"),
    path(
        "convening/<slug:slug>/panel/<uuid:panelist_id>/picture/", showing.staff_picture, name="staff-picture"
    ),
    path(
        "convening/<slug:slug>/panel/<uuid:panelist_id>/remove/",
        showing.remove_panelist,
        name="remove-panelist",
    ),
    path("convening/<slug:slug>/materials/", showing.materials, name="materials"),
    path(
        "convening/<slug:slug>/materials/<uuid:material_id>/", showing.staff_material, name="staff-material"
    ),
    path(
        "convening/<slug:slug>/materials/<uuid:material_id>/remove/",
        showing.remove_material,
        name="remove-material",
    ),
    path("convening/<slug:slug>/announce/", announcing.announce, name="announce"),
    path("convening/<slug:slug>/poster/", announcing.poster, name="poster"),
    # A council's meeting
    path("convening/<slug:slug>/meeting/", meetings.meeting, name="meeting"),
    path("convening/<slug:slug>/meeting/terms/", meetings.terms, name="meeting-terms"),
    path("convening/<slug:slug>/meeting/notice/", meetings.notice, name="post-notice"),
    path("convening/<slug:slug>/meeting/invite/", meetings.invite, name="invite-members"),
    path("convening/<slug:slug>/meeting/presence/", meetings.presence, name="presence"),
    path("convening/<slug:slug>/meeting/minutes/", meetings.write_minutes, name="minutes"),
    path("convening/<slug:slug>/meeting/minutes/publish/", meetings.publish_minutes, name="publish-minutes"),
]
