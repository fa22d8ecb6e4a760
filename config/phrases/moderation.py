"""Workflows: submitting a page, approving it, the messages about it."""

from django.utils.translation import gettext_noop, ngettext_lazy

MODERATION = (
    gettext_noop("Workflow"),
    gettext_noop("workflow"),
    gettext_noop("Workflows"),
    gettext_noop("workflows"),
    gettext_noop("Workflow tasks"),
    gettext_noop("New workflow task"),
    gettext_noop("Task"),
    gettext_noop("task"),
    gettext_noop("Tasks"),
    gettext_noop("tasks"),
    gettext_noop("Group approval task"),
    gettext_noop("Group approval tasks"),
    gettext_noop("Members of the chosen Wagtail Groups can approve this task"),
    gettext_noop(
        "Pages/snippets at this step in a workflow will be moderated or approved by these groups "
        "of users"
    ),
    gettext_noop("Step %(step_number)s"),
    gettext_noop("Submit for moderation"),
    gettext_noop("Submit to %(workflow_name)s"),
    gettext_noop("Resubmit to %(task_name)s"),
    gettext_noop("Restart workflow "),
    gettext_noop("Cancel workflow "),
    gettext_noop("Approve"),
    gettext_noop("Approve with comment"),
    gettext_noop("Approved"),
    gettext_noop("Approved task"),
    gettext_noop("Reject"),
    gettext_noop("Rejected"),
    gettext_noop("Request changes"),
    gettext_noop("Changes requested"),
    gettext_noop("Changes requested by %(requested_by)s"),
    gettext_noop("Approved by %(approved_by)s"),
    gettext_noop("Needs changes"),
    gettext_noop("In progress"),
    gettext_noop("In Moderation"),
    gettext_noop("Cancelled"),
    gettext_noop("Skipped"),
    gettext_noop("Submitted"),
    gettext_noop("Not started"),
    gettext_noop("Awaiting"),
    gettext_noop("Awaiting your review"),
    gettext_noop("Awaiting my review"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Task submitted by"),
    gettext_noop("Task started"),
    gettext_noop("Requested by"),
    gettext_noop("Requested By"),
    gettext_noop("Started at"),
    gettext_noop("Completed at"),
    gettext_noop("Timeline"),
    gettext_noop("See full history"),
    gettext_noop("View details"),
    gettext_noop("by %(user)s"),
    gettext_noop("with comment:"),
    gettext_noop("Sent to %(task_name)s %(started_at)s"),
    gettext_noop("This %(model_name)s is currently awaiting moderation."),
    gettext_noop("Only reviewers for this task can edit the %(model_name)s."),
    gettext_noop("Locked by workflow"),
    gettext_noop("Workflow on page '%(page_title)s' has been cancelled."),
    gettext_noop("Workflow on page '%(page_title)s' has been restarted."),
    gettext_noop("Publishing this page will cancel the current workflow."),
    gettext_noop("Would you still like to publish this page?"),
    gettext_noop(
        "This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."
    ),
    gettext_noop("This page hasn't been submitted for moderation yet"),
    gettext_noop("No pages/snippets have been submitted for moderation yet"),
    gettext_noop("The page '%(page_title)s' is not currently awaiting moderation."),
    gettext_noop("Workflow history"),
    gettext_noop("Workflow progress"),
    gettext_noop("Workflow completed"),
    gettext_noop("Workflow started"),
    gettext_noop("'%(workflow)s' started. Next step '%(task)s'"),
    gettext_noop("Assign your workflow to pages"),
    gettext_noop("Assigned pages"),
    gettext_noop("Assign to another page"),
    gettext_noop("Add tasks to your workflow"),
    gettext_noop("Add a workflow"),
    gettext_noop("New workflow"),
    gettext_noop("Editing workflow"),
    gettext_noop("Editing %(task_type)s"),
    gettext_noop("Give your workflow a name"),
    gettext_noop("Choose a task"),
    gettext_noop("Choose another task"),
    gettext_noop("Edit this task"),
    gettext_noop("Existing"),
    gettext_noop("Show disabled"),
    gettext_noop("Enable"),
    gettext_noop("Disable"),
    gettext_noop("Disabled"),
    gettext_noop("Disable workflow"),
    gettext_noop("Disable task"),
    gettext_noop("Yes, disable"),
    gettext_noop("Are you sure you want to disable this workflow?"),
    gettext_noop("Are you sure you want to disable this task?"),
    gettext_noop("Used on the following active workflows"),
    gettext_noop(
        "Workflows apply to child pages too. If you select a parent page here, its child pages "
        'will also use this workflow. See <a href="%(workflow_pages_url)s">the list of the '
        "pages</a> your workflow applies to."
    ),
    ngettext_lazy(
        "1 page",
        "%(counter)s pages",
    ),
    gettext_noop("Workflow '%(object)s' created."),
    gettext_noop("Workflow '%(object)s' updated."),
    gettext_noop("Task '%(object)s' created."),
    gettext_noop("Task '%(object)s' updated."),
    gettext_noop("Hello %(username)s,"),
    gettext_noop("You can preview the page here:"),
    gettext_noop("You can edit the page here:"),
    gettext_noop("You can view the page here:"),
    gettext_noop("Edit your notification preferences here:"),
    gettext_noop('The following comment was left: "%(comment)s"'),
    gettext_noop(
        'The page "%(title)s" has been submitted for approval in moderation stage "%(task)s".'
    ),
    gettext_noop(
        'The page "%(title)s" has been submitted for approval to moderation stage "%(task)s".'
    ),
    gettext_noop(
        'The page "%(title)s" has been submitted for approval in moderation stage "%(task)s"'
    ),
    gettext_noop('The page "%(title)s" has been submitted to workflow "%(workflow)s"'),
    gettext_noop(
        'The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s" by '
        "%(requester)s."
    ),
    gettext_noop(
        'The page "%(title)s" has been submitted for moderation to workflow "%(workflow)s".'
    ),
    gettext_noop('The page "%(title)s" has been approved in workflow "%(workflow)s".'),
    gettext_noop('The page "%(title)s" has been approved in "%(workflow)s".'),
    gettext_noop('The page "%(title)s" has been rejected during "%(workflow)s".'),
    gettext_noop(
        'The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" by '
        "%(rejector)s."
    ),
    gettext_noop(
        'The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s".'
    ),
)
