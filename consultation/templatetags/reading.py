"""What the pages of a law load: contents, text, crumbs, and how an opinion is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import DraftPage, Provision, SectionPage, VersionPage
from cms.publishing.body import own_nodes, section_node
from cms.structure.difference import Change, word_difference
from consultation import rules
from consultation.models import Category, Erratum, Kind, Opinion
from consultation.templatetags.contents import Contents, Entry, contents_of, entries_of
from consultation.templatetags.printing import (
    Clause,
    clauses_of,
    heading_of,
    previewed_clauses,
)

register = template.Library()

register.filter("heading", heading_of)


@register.simple_tag(takes_context=True)
def contents(context: Context, page: SectionPage | VersionPage) -> Contents:
    """The contents of the page's version; the view may have made them already."""
    known = context.get("toc")
    if isinstance(known, Contents):
        return known
    if isinstance(page, VersionPage):
        return contents_of(page, context["request"])
    return contents_of(page.version, context["request"], current=page)


@register.simple_tag(takes_context=True)
def law_text(context: Context, page: SectionPage, toc: Contents) -> list[Clause]:
    """The clauses of a page, its own heading first; a preview prints what is being written."""
    if getattr(context["request"], "is_preview", False):
        return previewed_clauses(own_nodes(section_node(page)))
    margin = context.get("margin")
    opened = margin.place.eid if margin and margin.place else ""
    return clauses_of(
        context.get("provisions") or Provision.objects.of_section(page),
        voices=toc.voices,
        opened=opened,
        quoted=margin.quoted if margin else (),
        errata=errata_by_provision(context.get("errata") or ()),
    )


def errata_by_provision(errata: Iterable[Erratum]) -> dict[int, list[Erratum]]:
    """Oldest first at each provision."""
    found: dict[int, list[Erratum]] = defaultdict(list)
    for erratum in errata:
        found[erratum.provision_id].append(erratum)
    return found


@register.simple_tag(takes_context=True)
def struck_out(context: Context, clauses: list[Clause]) -> list[Erratum]:
    """Provisions of a page that errata took out, and that do not stand again."""
    return struck_of(context.get("errata") or (), clauses)


def struck_of(errata: Iterable[Erratum], clauses: Iterable[Clause]) -> list[Erratum]:
    shown = {clause.eid for clause in clauses}
    return [one for one in errata if one.new_text is None and one.provision.eid not in shown]


@register.filter
def erratum_change(erratum: Erratum) -> list[Change]:
    return word_difference(*erratum.texts)


@register.filter
def text_has_changed(opinion: Opinion) -> bool:
    """Whether another text stands now where the opinion was written about one."""
    provision = opinion.provision
    return provision is not None and (
        provision.retired_at is not None or provision.current_text_id != opinion.provision_text_id
    )


@dataclass(frozen=True)
class Part:
    """A section of the whole text; `gone` are provisions that errata took out of it.

    Without an entry: what stood in sections that are themselves gone.
    """

    entry: Entry | None
    clauses: Sequence[Clause]
    gone: Sequence[Erratum]


def whole_text(page: VersionPage) -> list[Part]:
    """Each section of a version with its clauses and errata; nothing of what is said about them.

    A section that an erratum took out whole stands where it stood.
    """
    of_section: dict[int, list[Provision]] = defaultdict(list)
    for provision in Provision.objects.of_version(page):
        of_section[provision.section_id].append(provision)
    errata: dict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.of_version(page):
        errata[erratum.provision.section_id].append(erratum)
    parts = [
        _part(entry, of_section[entry.section_id], errata.pop(entry.section_id, []))
        for entry in entries_of(page)
    ]
    rest = [erratum for of_one in errata.values() for erratum in of_one]
    return [*parts, Part(None, (), struck_of(rest, ()))] if rest else parts


def _part(entry: Entry, provisions: list[Provision], errata: list[Erratum]) -> Part:
    clauses = clauses_of(provisions, voices={}, errata=errata_by_provision(errata))
    return Part(entry, clauses, struck_of(errata, clauses))


@register.simple_tag(takes_context=True)
def law_crumbs(
    context: Context, page: DraftPage | VersionPage | SectionPage, here: str = ""
) -> list[dict[str, str]]:
    """Directory, draft law, version, section: the last one is where the reader is."""
    request = context["request"]
    way = [{"label": _("Draft laws"), "url": reverse("directory")}]
    version = page.version if isinstance(page, SectionPage) else page
    if isinstance(version, VersionPage):
        draft = getattr(request, "draft", None) or version.draft
        way.append({"label": draft.title, "url": draft.get_url(request)})
    if isinstance(page, SectionPage):
        way.append({"label": version.title, "url": version.get_url(request)})
        return [*way, {"label": here or page.title}]
    if here:
        return [*way, {"label": page.title, "url": page.get_url(request)}, {"label": here}]
    return [*way, {"label": page.title}]


@register.filter
def wording_change(opinion: Opinion) -> list[Change]:
    """The proposed wording against the text it was written about.

    What is added is often written alone, without the text it is added to: nothing is struck then.
    """
    text = opinion.provision_text.text if opinion.provision_text else ""
    changes = word_difference(text, opinion.proposed_wording)
    kept = sum(len(words) for change, words in changes if change == "same")
    if opinion.kind == Kind.ADD and kept < len(text) / 2:
        return [("ins", opinion.proposed_wording)]
    return changes


@register.filter
def speaker(opinion: Opinion) -> str:
    """Who says it: an agency, or a citizen as they chose to be shown."""
    comment = getattr(opinion, "public_comment", None)
    return str(comment.author.shown_as) if comment else opinion.body


@register.simple_tag(takes_context=True)
def own_agreements(context: Context, version: VersionPage, provision: Any = None) -> list[Opinion]:
    """The reader's own agencies' agreement with one place, which they may take back.

    `provision` is a provision or a clause of it, for it is known by its uid; None is the draft.
    """
    user = context["request"].user
    said = Opinion.objects.visible_to(user).standing()
    said = said.filter(kind=Kind.AGREE, round__version=version, dossier_file=None)
    here = said.filter(provision__uid=provision.uid) if provision else said.filter(provision=None)
    known = here.select_related("submission__round", "agency")
    return [opinion for opinion in known if rules.can_amend(user, opinion)]


@register.filter
def category_names(opinion: Opinion) -> list[str]:
    return [str(Category(value).label) for value in opinion.categories if value in Category.values]


@register.filter
def check_list(opinion: Opinion) -> list[dict[str, Any]]:
    """The list of `components/_checks.html` for an opinion as it stands."""
    return checks_of(opinion.checks)


def checks_of(checks: Any) -> list[dict[str, Any]]:
    """What makes an opinion specific, each with the fields that fill it."""
    return [
        {
            "label": _("Tied to a provision"),
            "fields": "",
            "yes": checks.provision,
            "why": _(
                "The drafter finds at once what you speak of; remarks on the same place meet."
            ),
        },
        {
            "label": _("Gives the wording"),
            "fields": "proposed_wording",
            "yes": checks.wording,
            "why": _("A sentence can be taken over as it is; a wish has to be guessed at."),
        },
        {
            "label": _("Gives a reason"),
            "fields": "reason",
            "yes": checks.reason,
            "why": _("Whoever does not take it has to answer the reason, not only the wish."),
        },
        {
            "label": _("Gives a legal basis or figures"),
            "fields": "basis",
            "yes": checks.basis,
            "why": _("What rests on a law or on figures can be checked and weighs more."),
        },
    ]
