"""The application that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from longtable.methods.danger import find_danger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")
application = get_wsgi_application()

find_danger("")  # its expression takes a second to compile: now, and not while the first comment waits
