"""What a WSGI server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perenou.workbench.settings")

application = get_wsgi_application()

from perenou.workbench.desk.law_index import build_beside  # noqa: E402  # after the settings

build_beside()

from perenou.workbench.questions.published import build_beside as read_beside  # noqa: E402

read_beside()
