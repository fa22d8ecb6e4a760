"""Writing a page, its preview and history, and what can be done to it."""

from django.utils.translation import gettext_noop, ngettext_lazy

EDITING = (
    gettext_noop("Edit this page"),
    gettext_noop("Editing %(page_type)s"),
    gettext_noop("Content"),
    gettext_noop("Promote"),
    gettext_noop("For search engines"),
    gettext_noop("For site menus"),
    gettext_noop("title"),
    gettext_noop("slug"),
    gettext_noop("title tag"),
    gettext_noop("meta description"),
    gettext_noop("show in menus"),
    gettext_noop("The page title as you'd like it to be seen by the public"),
    gettext_noop(
        "The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/"
    ),
    gettext_noop(
        "The name of the page displayed on search engine results as the clickable headline."
    ),
    gettext_noop("The descriptive text displayed underneath a headline in search engine results."),
    gettext_noop("Whether a link to this page will appear in automatically generated menus"),
    gettext_noop("Minimap"),
    gettext_noop("Toggle minimap"),
    gettext_noop("Preview"),
    gettext_noop("Toggle preview"),
    gettext_noop("Preview in mobile size"),
    gettext_noop("Preview in tablet size"),
    gettext_noop("Preview in desktop size"),
    gettext_noop("Preview in new tab"),
    gettext_noop("Preview is out of date"),
    gettext_noop("Preview not available"),
    gettext_noop(
        "Preview cannot display due to validation errors. <br /> Click save to highlight the "
        "relevant fields."
    ),
    gettext_noop("Correct the validation errors to resume preview (saving will highlight errors)"),
    gettext_noop("Refresh"),
    gettext_noop("Refreshing…"),
    gettext_noop("Save your changes before leaving"),
    gettext_noop("You have <span>unsaved edits</span>"),
    gettext_noop("Autosave is paused"),
    gettext_noop("Autosave is <span>paused</span>"),
    gettext_noop(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a "
        "separate tab to view the last saved version."
    ),
    gettext_noop("Saving will overwrite a newer version."),
    gettext_noop("You saved a new version in another window"),
    gettext_noop("%(user_name)s saved a new version"),
    gettext_noop("You have unsaved changes in another window"),
    gettext_noop("%(user_name)s has unsaved changes"),
    gettext_noop("Currently viewing"),
    gettext_noop("Proceeding will overwrite the changes you made in that window."),
    gettext_noop("Proceeding will overwrite the changes made by %(user_name)s."),
    gettext_noop("Alternatively, you can view the latest version in a new tab."),
    gettext_noop("History"),
    gettext_noop("View history"),
    gettext_noop("Review this version"),
    gettext_noop("Compare with current version"),
    gettext_noop("Compare with live version"),
    gettext_noop("Compare with previous version"),
    gettext_noop("There are no differences between these two versions"),
    gettext_noop("Changes"),
    gettext_noop("Fields"),
    gettext_noop(
        "You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"
    ),
    gettext_noop("Page '%(page_title)s' created."),
    gettext_noop("Page '%(page_title)s' created and published."),
    gettext_noop("Page '%(page_title)s' created and submitted for moderation."),
    gettext_noop("Page '%(page_title)s' created and scheduled for publishing."),
    gettext_noop("Page '%(page_title)s' has been updated."),
    gettext_noop("Page '%(page_title)s' has been published."),
    gettext_noop("Page '%(page_title)s' has been scheduled for publishing."),
    gettext_noop(
        "Page '%(page_title)s' is live and this version has been scheduled for publishing."
    ),
    gettext_noop("Page '%(page_title)s' has been submitted for moderation."),
    gettext_noop(
        "Page '%(page_title)s' has been replaced with version from %(previous_revision_datetime)s."
    ),
    gettext_noop("Version from %(datetime)s of page '%(page_title)s' has been published."),
    gettext_noop("Page '%(page_title)s' unpublished."),
    gettext_noop("Page '%(page_title)s' deleted."),
    gettext_noop("Page '%(page_title)s' moved."),
    gettext_noop("Page '%(page_title)s' copied."),
    gettext_noop("'%(page_title)s' has been moved successfully."),
    gettext_noop("The page could not be created due to validation errors."),
    gettext_noop("The page could not be saved due to validation errors."),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop("Are you sure you want to unpublish this page?"),
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    gettext_noop("Yes, unpublish it"),
    gettext_noop("Yes, unpublish"),
    gettext_noop("No, don't unpublish"),
    ngettext_lazy(
        "This page has one subpage. Unpublish this too",
        "This page has %(live_descendant_count)s subpages. Unpublish these too",
    ),
    gettext_noop("Are you sure you want to delete this page?"),
    ngettext_lazy(
        "Deleting this page will also delete %(descendant_count)s child page.",
        "Deleting this page will also delete %(descendant_count)s more child pages.",
    ),
    gettext_noop(
        'Alternatively you can <a href="%(unpublish_url)s">unpublish the page</a>. This removes '
        "the page from public view and you can edit or publish it again later."
    ),
    gettext_noop("Move %(title)s"),
    gettext_noop("Choose another page"),
    gettext_noop("Are you sure you want to move this page into '%(title)s'?"),
    gettext_noop("Yes, move this page"),
    gettext_noop("Copy %(title)s"),
    gettext_noop("Copy this page"),
    gettext_noop("Move selected pages"),
    gettext_noop("Delete selected pages"),
    gettext_noop("Publish selected pages"),
    gettext_noop("Unpublish selected pages"),
    ngettext_lazy(
        "Publish 1 page",
        "Publish %(counter)s pages",
    ),
    ngettext_lazy(
        "Unpublish 1 page",
        "Unpublish %(counter)s pages",
    ),
    ngettext_lazy(
        "Delete 1 page",
        "Delete %(counter)s pages",
    ),
    ngettext_lazy(
        "Move 1 page",
        "Move %(counter)s pages",
    ),
    gettext_noop("Are you sure you want to publish these pages?"),
    gettext_noop("Are you sure you want to unpublish these pages?"),
    gettext_noop("Are you sure you want to delete these pages?"),
    gettext_noop("Yes, publish"),
    gettext_noop("No, don't publish"),
    ngettext_lazy(
        "%(num_parent_objects)d page has been published",
        "%(num_parent_objects)d pages have been published",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been unpublished",
        "%(num_parent_objects)d pages have been unpublished",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been deleted",
        "%(num_parent_objects)d pages have been deleted",
    ),
    gettext_noop(
        "Sort the order of child pages within '%(parent)s' by '%(label)s' in ascending order."
    ),
    gettext_noop(
        "Sort the order of child pages within '%(parent)s' by '%(label)s' in descending order."
    ),
    gettext_noop("Enable custom ordering"),
    gettext_noop("Disable custom ordering"),
    gettext_noop(
        "Focus on the drag button and press up or down arrows to move the item, then press enter "
        "to submit the change."
    ),
    gettext_noop(
        "The root level is where you can add new sites to your Wagtail installation. Pages "
        "created here will not be accessible at any URL until they are associated with a site."
    ),
    gettext_noop("Configure a site now."),
    gettext_noop(
        "If you just want to add pages to an existing site, create them as children of the "
        "homepage instead."
    ),
    gettext_noop("Sites menu"),
    gettext_noop("Search the whole site"),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."
    ),
    gettext_noop("No results across entire site."),
    ngettext_lazy(
        "There is one matching page",
        "There are %(counter)s matching pages",
    ),
    gettext_noop("Sorry, no pages match <em>%(query_string)s</em>"),
    gettext_noop("Your most recent edits"),
    gettext_noop("Your locked pages"),
    gettext_noop("To be created by %(user)s"),
    gettext_noop("Page title"),
    gettext_noop("Show in Explorer"),
    gettext_noop("View Wagtail quick actions"),
)
