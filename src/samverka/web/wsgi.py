"""The web process's way in."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.web.settings")
application = get_wsgi_application()
# Every page is loaded before the workers part, so that they share it, and the first visitor waits for nothing.
get_resolver().url_patterns  # noqa: B018 - reading it loads it
