"""Cases and tasks for programs: the same commands as the pages, for whoever is signed in.

A session cookie says who asks, so a writing request also needs the CSRF token in its header.
"""

from ninja import Router
from ninja.security import django_auth

from zhengtong.casework.cases.api import applications, tasks

router = Router(tags=["cases"], auth=django_auth)
router.add_router("", applications.router)
router.add_router("", tasks.router)

__all__ = ["router"]
