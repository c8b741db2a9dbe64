"""Routes of the kernel: the page by which people bring in files, whatever these become."""

from django.urls import path

from longtable.core.imports.screen import views

app_name = "core"
urlpatterns = [
    path("imports/", views.index, name="uploads"),
    path("imports/sheet/<str:code>/<uuid:destination_id>/", views.empty, name="upload-sheet"),
    path("imports/into/<str:code>/<uuid:destination_id>/", views.bring_in, name="bring-in"),
    path("imports/from/<str:code>/<uuid:destination_id>/rows.<str:suffix>", views.take_out, name="take-out"),
    path("imports/<uuid:upload_id>/", views.upload, name="upload"),
    path("imports/<uuid:upload_id>/columns/", views.columns, name="upload-columns"),
    path("imports/<uuid:upload_id>/bring-in/", views.let_in, name="upload-let-in"),
    path("imports/<uuid:upload_id>/take-back/", views.take_back, name="upload-take-back"),
    path("imports/<uuid:upload_id>/put-aside/", views.put_aside, name="upload-put-aside"),
    path("imports/<uuid:upload_id>/conflicts/", views.conflicts, name="upload-conflicts"),
    path("imports/<uuid:upload_id>/rejects.<str:suffix>", views.rejects, name="upload-rejects"),
]
