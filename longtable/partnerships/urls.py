"""Routes of partners: ``/partnerships/`` for members, ``/pulse/`` and ``/would-you/`` for who is asked."""

from django.urls import path

from longtable.partnerships.views import agreements, answering, contacts, network, partners, parts, trust

app_name = "partnerships"
urlpatterns = [
    path("pulse/<str:token>/", answering.pulse, name="pulse_answer"),
    path("would-you/", answering.enter_code, name="enter_code"),
    path("would-you/<str:code>/", answering.service, name="service_answer"),
    path("partnerships/", partners.index, name="list"),
    path("partnerships/map/", network.index, name="map"),
    path("partnerships/map.svg", network.drawing, name="drawing"),
    path("partnerships/trust/", trust.index, name="trust"),
    path("partnerships/trust/ask/", trust.ask, name="ask"),
    path("partnerships/trust/services/<uuid:service_id>/", trust.service, name="service"),
    path("partnerships/trust/services/<uuid:service_id>/slips/", trust.slips, name="slips"),
    path("partnerships/agreements/", agreements.index, name="agreements"),
    path("partnerships/agreements/new/", agreements.new, name="new"),
    path("partnerships/agreements/<uuid:agreement_id>/", agreements.one, name="agreement"),
    path("partnerships/agreements/<uuid:agreement_id>/edit/", agreements.edit, name="edit"),
    path("partnerships/agreements/<uuid:agreement_id>/document/", agreements.document, name="document"),
    path("partnerships/agreements/<uuid:agreement_id>/step/<slug:step>/", parts.step, name="step"),
    path("partnerships/agreements/<uuid:agreement_id>/part/<slug:part>/", parts.part, name="part"),
    path(
        "partnerships/agreements/<uuid:agreement_id>/gift/<uuid:row_id>/remove/",
        parts.remove_gift,
        name="remove_gift",
    ),
    path(
        "partnerships/agreements/<uuid:agreement_id>/data/<uuid:row_id>/remove/",
        parts.remove_flow,
        name="remove_flow",
    ),
    path("partnerships/log/<uuid:contact_id>/", contacts.correct, name="contact"),
    path("partnerships/promises/<uuid:promise_id>/", contacts.settle, name="promise"),
    path("partnerships/<uuid:organization_id>/", partners.one, name="partner"),
    path("partnerships/<uuid:organization_id>/log/", contacts.log, name="log"),
    path("partnerships/<uuid:organization_id>/call/", contacts.call, name="call"),
]
