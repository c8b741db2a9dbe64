"""Routes of worklists: my list, everybody's, one item, and who stands by."""

from django.urls import path

from longtable.worklists import views

app_name = "worklists"

urlpatterns = [
    path("my-work/", views.mine, name="mine"),
    path("my-work/all/", views.everybody, name="all"),
    path("my-work/duty/", views.duty, name="duty"),
    path("my-work/duty/<uuid:shift_id>/remove/", views.remove, name="remove_shift"),
    path("my-work/<uuid:item_id>/", views.one, name="one"),
    path("my-work/<uuid:item_id>/take/", views.take_it, name="take"),
    path("my-work/<uuid:item_id>/done/", views.done, name="done"),
    path("my-work/<uuid:item_id>/hand-over/", views.give, name="hand_over"),
]
