"""Routes of messaging: doors for providers, pages for staff, the link that stops e-mail, the demo's inbox."""

from django.urls import path

from longtable.messaging import views, webhooks

app_name = "messaging"

urlpatterns = [
    path("messages/", views.messages_sent, name="list"),
    path("messages/uncertain/", views.uncertain, name="uncertain"),
    path("messages/<uuid:message_id>/arrived/", views.arrived, name="arrived"),
    path("messages/<uuid:message_id>/again/", views.again, name="again"),
    path("messages/stop/<str:token>/", views.stop, name="stop"),
    path("messaging/sms/twilio/", webhooks.twilio, name="twilio"),
    path("messaging/sms/http/", webhooks.http, name="http"),
    path("demo/inbox/", views.inbox, name="inbox"),
    path("demo/inbox/text/", views.text_us, name="text-us"),
    path("demo/inbox/<uuid:message_id>/reply/", views.reply, name="reply"),
]
