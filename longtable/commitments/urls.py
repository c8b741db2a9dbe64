"""Routes of commitments: ``/you-said-we-did/`` for anybody, ``/commitments/`` for members."""

from django.urls import path

from longtable.commitments.views import answering, public, staff, steps

app_name = "commitments"
urlpatterns = [
    path("you-said-we-did/", public.index, name="public"),
    path("you-said-we-did/<int:number>/", public.one, name="public_one"),
    path("commitments/", staff.index, name="list"),
    path("commitments/new/", staff.new, name="new"),
    path("commitments/mistake/", answering.admit, name="admit"),
    path("commitments/<uuid:commitment_id>/", steps.one, name="one"),
    path("commitments/<uuid:commitment_id>/edit/", staff.edit, name="edit"),
    path("commitments/<uuid:commitment_id>/owner/", staff.owner, name="owner"),
    path("commitments/<uuid:commitment_id>/themes/", staff.themes, name="themes"),
    path("commitments/<uuid:commitment_id>/answer/", answering.answer, name="answer"),
    path("commitments/<uuid:commitment_id>/step/<slug:step>/", steps.step, name="step"),
    path("commitments/<uuid:commitment_id>/file/<uuid:file_id>/", public.evidence, name="file"),
]
