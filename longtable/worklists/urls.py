"""Routes of worklists: my list, everybody's, one item, and who stands by."""

from django.urls import path

from longtable.worklists import views

app_name = "worklists"

urlpatterns = [
    path("work/", views.mine, name="mine"),
    path("work/all/", views.everybody, name="all"),
    path("work/duty/", views.duty, name="duty"),
    path("work/duty/<uuid:shift_id>/remove/", views.remove, name="remove_shift"),
    path("work/<uuid:item_id>/", views.one, name="one"),
    path("work/<uuid:item_id>/take/", views.take_it, name="take"),
    path("work/<uuid:item_id>/done/", views.done, name="done"),
    path("work/<uuid:item_id>/hand-over/", views.give, name="hand_over"),
]
