"""Routes of releases."""

app_name = "releases"
urlpatterns: list = []
