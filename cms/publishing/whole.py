"""Publishing and unpublishing happen in whole or not at all, on every path.

Wagtail saves the page, then tells its receivers, each outside a common transaction; a receiver
that fails would leave a new text live without its provisions. Editor, workflow, schedule and bulk
action all end in two of its actions, and the editor saves a revision before: these are wrapped.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.log_actions import LogContext, get_active_log_context

Method = Callable[..., Any]


def make_publishing_whole() -> None:
    """Called once, when Wagtail is loaded and before it serves."""
    for action in (PublishRevisionAction, UnpublishAction, UnpublishPageAction):
        action.execute = transaction.atomic(_telling_who(action.execute))
    for screen in (CreateView, EditView):
        screen.post = transaction.atomic(screen.post)


def _telling_who(execute: Method) -> Method:
    """Wagtail's signals do not say who published; its log context does."""

    @wraps(execute)
    def execute_as(action: Any, *args: Any, **kwargs: Any) -> Any:
        outer = get_active_log_context()
        context = LogContext(user=action.user or outer.user, generate_uuid=False)
        context.uuid = outer.uuid
        with context:
            return execute(action, *args, **kwargs)

    return execute_as
