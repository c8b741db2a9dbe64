"""Routes of the directory."""

from django.urls import path

from longtable.directory.views import entries, finding, taking_along

app_name = "directory"

urlpatterns = [
    path("find/", finding.index, name="find"),
    path("find/services/<uuid:service_id>/", entries.service, name="service"),
    path("find/services/<uuid:service_id>/print/", entries.on_paper, name="print"),
    path("find/services/<uuid:service_id>/send/", taking_along.send, name="send"),
    path("find/organizations/<uuid:organization_id>/", entries.organization, name="organization"),
    path("find/locations/<uuid:location_id>/", entries.location, name="location"),
]
