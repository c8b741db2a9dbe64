"""The application that the web server loads."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

from longtable.methods.danger import find_danger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")
application = get_wsgi_application()

WARM_UP = 5.0
"""Seconds after which a fresh process compiles what the first comment would otherwise wait for."""

warming = Timer(WARM_UP, find_danger, args=("",))
warming.daemon = True
warming.start()
