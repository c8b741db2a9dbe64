"""Routes of the directory."""

from django.urls import path

from longtable.directory.views import (
    capacity,
    confirming,
    duplicates,
    entries,
    finding,
    keeping,
    maps,
    reporting,
    reviewing,
    taking_along,
)

app_name = "directory"

urlpatterns = [
    path("find/", finding.index, name="find"),
    path("find/map.svg", maps.found, name="map"),
    path("find/services/<uuid:service_id>/", entries.service, name="service"),
    path("find/services/<uuid:service_id>/print/", entries.on_paper, name="print"),
    path("find/services/<uuid:service_id>/send/", taking_along.send, name="send"),
    path("find/organizations/<uuid:organization_id>/", entries.organization, name="organization"),
    path("find/locations/<uuid:location_id>/", entries.location, name="location"),
    # Saying what is wrong, and what is still right
    path("find/services/<uuid:service_id>/report/", reporting.report, name="report"),
    path("track/<str:key>/report/", reporting.tracking, name="report-tracking"),
    path("still-right/<str:token>/", confirming.still_right, name="still-right"),
    # Keeping an entry
    path("directory/", keeping.ours, name="ours"),
    path("directory/start/<uuid:organization_id>/", keeping.start, name="start"),
    path("directory/entries/<uuid:entry_id>/", keeping.entry, name="entry"),
    path("directory/entries/<uuid:entry_id>/confirm/", keeping.confirm, name="confirm"),
    path("directory/entries/<uuid:entry_id>/capacity/", capacity.all_services, name="capacity"),
    path("directory/entries/<uuid:entry_id>/history/", reviewing.history, name="history"),
    path("directory/entries/<uuid:entry_id>/history/<uuid:set_id>/undo/", reviewing.undo, name="undo"),
    path("directory/services/<uuid:service_id>/", keeping.service, name="kept-service"),
    path("directory/services/<uuid:service_id>/preview/", keeping.preview, name="preview"),
    path("directory/services/<uuid:service_id>/publish/", keeping.publish, name="publish"),
    path("directory/services/<uuid:service_id>/unpublish/", keeping.unpublish, name="unpublish"),
    path("directory/services/<uuid:service_id>/capacity/", capacity.service, name="service-capacity"),
    path("directory/places/<uuid:location_id>/", keeping.place, name="place"),
    path("directory/rows/<str:table>/<uuid:row_id>/", keeping.edit_row, name="edit-row"),
    path("directory/rows/<str:table>/<uuid:row_id>/remove/", keeping.remove_row, name="remove-row"),
    path("directory/rows/<str:table>/<uuid:row_id>/hours/", keeping.hours, name="hours"),
    path(
        "directory/rows/<str:owner_table>/<uuid:owner_id>/add/<str:table>/", keeping.add_row, name="add-row"
    ),
    # Deciding
    path("directory/review/", reviewing.reviews, name="reviews"),
    path("directory/review/<uuid:set_id>/", reviewing.review, name="review"),
    path("directory/duplicates/", duplicates.pairs, name="duplicates"),
    path("directory/duplicates/look/", duplicates.look, name="look-for-duplicates"),
    path("directory/duplicates/by-hand/", duplicates.by_hand, name="compare-by-hand"),
    path(
        "directory/duplicates/by-hand/<str:kind>/<uuid:keep_id>/<uuid:gone_id>/",
        duplicates.compare,
        name="compare",
    ),
    path("directory/duplicates/<uuid:duplicate_id>/", duplicates.pair, name="duplicate"),
    path("directory/duplicates/merges/<uuid:merge_id>/", duplicates.merge, name="merge"),
    path("directory/errors/", reporting.errors, name="errors"),
    path("directory/errors/<uuid:report_id>/", reporting.error, name="error"),
]
