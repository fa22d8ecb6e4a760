"""Redirects, collections, reports, groups, and acts on many users or pages at once."""

from django.utils.translation import gettext_noop, ngettext_lazy

ADMINISTRATION = (
    gettext_noop("user %(id)s (deleted)"),
    gettext_noop("Pages using"),
    gettext_noop("Pages using %(page_type)s"),
    gettext_noop("Wagtail core"),
    gettext_noop("Wagtail redirects"),
    gettext_noop("redirect"),
    gettext_noop("redirects"),
    gettext_noop("Add redirect"),
    gettext_noop("Import redirects"),
    gettext_noop(
        "Recommended. Permanent redirects ensure search engines forget the old page (the "
        "'Redirect from') and index the new page instead."
    ),
    gettext_noop("redirect from"),
    gettext_noop("permanent"),
    gettext_noop("redirect to a page"),
    gettext_noop("redirect to any URL"),
    gettext_noop("From site"),
    gettext_noop("All sites"),
    gettext_noop("Search redirects"),
    gettext_noop("Import"),
    gettext_noop("File to import"),
    gettext_noop(
        "<p>Select a file where redirects are separated into rows and contains the columns "
        "representing <code>from</code> and <code>to</code> (they can be named anything).</p> "
        "<p>After submitting you will be taken to a confirmation view where you can customize "
        "your redirects before import.</p>"
    ),
    gettext_noop(
        "No redirects have been created. Why not <a "
        'href="%(wagtailredirects_add_redirect_url)s">add one</a>?'
    ),
    gettext_noop("collection"),
    gettext_noop("collections"),
    gettext_noop("Add a collection"),
    gettext_noop("Add collection"),
    gettext_noop("Delete collection"),
    gettext_noop(
        'No collections have been created. Why not <a href="%(add_collection_url)s">add one</a>?'
    ),
    gettext_noop("Collection '%(object)s' created."),
    gettext_noop("Collection '%(object)s' updated."),
    gettext_noop("Collection '%(object)s' deleted."),
    gettext_noop("locked by"),
    gettext_noop("locked at"),
    gettext_noop("No locked pages found."),
    gettext_noop("Other searches"),
    gettext_noop("Page/Snippet ID"),
    gettext_noop("Page/Snippet Type"),
    gettext_noop("Page/Snippet Title"),
    gettext_noop("By task"),
    gettext_noop("By workflow"),
    gettext_noop("Last published"),
    gettext_noop("Last published by"),
    gettext_noop("Last published at"),
    gettext_noop("Last published before"),
    gettext_noop("App"),
    gettext_noop("Last edited page"),
    gettext_noop("Last edit"),
    gettext_noop("Visibility"),
    gettext_noop("shared password"),
    gettext_noop(
        "Shared passwords should not be used to protect sensitive content. Anyone who has this "
        "password will be able to view the content."
    ),
    gettext_noop("Choose parent"),
    gettext_noop("Create a new %(model_name)s"),
    gettext_noop("Select a new parent page"),
    gettext_noop(
        'Multi-word tags with spaces will automatically be enclosed in double quotes (").'
    ),
    gettext_noop("Toggle all add permissions"),
    gettext_noop("Toggle all change permissions"),
    gettext_noop("Toggle all delete permissions"),
    gettext_noop("Toggle all custom permissions"),
    gettext_noop("Add/edit pages you own"),
    gettext_noop("Edit any page"),
    gettext_noop("Delete pages with children"),
    gettext_noop("Bulk delete"),
    gettext_noop("Lock/unlock pages you've locked"),
    gettext_noop("Unlock any page"),
    gettext_noop("Publish any page"),
    ngettext_lazy(
        "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> member.",
        "The group '%(group_name)s' has <strong>%(group_user_count)s</strong> members.",
    ),
    gettext_noop("Deleting this group will revoke this group's permissions from all member users."),
    gettext_noop("You haven't uploaded any images."),
    gettext_noop("You haven't uploaded any documents."),
    gettext_noop(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    ngettext_lazy(
        "You don't have permission to publish this page",
        "You don't have permission to publish these pages",
    ),
    ngettext_lazy(
        "You don't have permission to unpublish this page",
        "You don't have permission to unpublish these pages",
    ),
    ngettext_lazy(
        "You don't have permission to delete this page",
        "You don't have permission to delete these pages",
    ),
    ngettext_lazy(
        "You don't have permission to move this page",
        "You don't have permission to move these pages",
    ),
    ngettext_lazy(
        "You don't have permission to edit this user",
        "You don't have permission to edit these users",
    ),
    ngettext_lazy(
        "You don't have permission to delete this user",
        "You don't have permission to delete these users",
    ),
    gettext_noop("Are you sure you want to move these pages?"),
    ngettext_lazy(
        "The following page cannot be moved to %(dest_title)s",
        "The following pages cannot be moved to %(dest_title)s",
    ),
    ngettext_lazy(
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
    ),
    gettext_noop("There is no valid destination page for these pages"),
    gettext_noop("Yes, move these pages"),
    gettext_noop("No, don't move"),
    ngettext_lazy(
        "Assign role to 1 user",
        "Assign role to %(counter)s users",
    ),
    gettext_noop("Are you sure you want to assign this role to these users?"),
    gettext_noop("Yes, assign"),
    gettext_noop("No, don't assign"),
    ngettext_lazy(
        "%(num_parent_objects)d user has been assigned as %(role)s",
        "%(num_parent_objects)d users have been assigned as %(role)s",
    ),
    ngettext_lazy(
        "Change active state for 1 user",
        "Change active state for %(counter)s users",
    ),
    gettext_noop("Are you sure you want to change the active state for these users?"),
    gettext_noop("You cannot change your own active status"),
    gettext_noop("Yes, change state"),
    gettext_noop("No, don't change state"),
    gettext_noop("Mark as active"),
    ngettext_lazy(
        "%(num_parent_objects)d user has been marked as active",
        "%(num_parent_objects)d users have been marked as active",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d user has been marked as inactive",
        "%(num_parent_objects)d users have been marked as inactive",
    ),
    ngettext_lazy(
        "Delete 1 user",
        "Delete %(counter)s users",
    ),
    gettext_noop("Are you sure you want to delete these users?"),
    ngettext_lazy(
        "%(num_parent_objects)d user has been deleted",
        "%(num_parent_objects)d users have been deleted",
    ),
    gettext_noop("Locale"),
)
