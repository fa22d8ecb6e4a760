"""What an opinion speaks of: a provision, a file of the dossier, or the draft as a whole."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import DossierFile, DraftPage, Provision, VersionPage
from cms.models.dossier import DossierFileQuerySet
from consultation import rules
from consultation.models import Opinion
from consultation.rules import AnyUser

# In the address `?tai=…` the whole draft, which has no address in the law.
WHOLE = "du-thao"


@dataclass(frozen=True)
class Place:
    """Without a provision and a file, the draft as a whole."""

    version: VersionPage
    provision: Provision | None
    file: DossierFile | None = None

    @property
    def eid(self) -> str:
        return self.provision.eid if self.provision else ""

    @property
    def name(self) -> str:
        subject = self.provision or self.file
        return subject.citation if subject else _("the whole draft")

    @property
    def key(self) -> str:
        if self.file:
            return self.file.address
        return self.eid or WHOLE

    @property
    def is_gone(self) -> bool:
        """What was said of a file stays when it is taken out; nothing new is."""
        return self.file is not None and self.file.removed_at is not None

    @cached_property
    def page_url(self) -> str:
        page = self.provision.section if self.provision else self.version
        return page.get_url() or ""

    @property
    def margin_url(self) -> str:
        if self.provision:
            return reverse("margin", args=[self.provision.uid])
        if self.file:
            return reverse("file_margin", args=[self.version.uid, self.file.uid])
        return reverse("draft_margin", args=[self.version.uid])

    @property
    def text_id(self) -> str:
        """The element on the page that holds exactly its text."""
        return f"text-{self.eid}"

    @property
    def url(self) -> str:
        """Where it is open in the law, without a script too."""
        place = "margin" if self.file else self.eid
        return f"{self.page_url}?tai={self.key}{f'#{place}' if place else ''}"

    def form_url(self, uid: UUID) -> str:
        """The same with the form of one opinion."""
        return self.url.replace(f"?tai={self.key}", f"?tai={self.key}&sua={uid}", 1)


def place_of_opinion(opinion: Opinion) -> Place:
    return Place(opinion.round.version, opinion.provision, opinion.dossier_file)


def posted_place(request: HttpRequest, words: QueryDict | None = None) -> Place:
    """The place a form speaks of, from its hidden fields, if the person may read it."""
    words = request.POST if words is None else words
    version = get_object_or_404(VersionPage.objects.live(), uid=_uid(words, "version"))
    readable = DraftPage.objects.filter(rules.visible_drafts(request.user))
    get_object_or_404(readable.ancestor_of(version).distinct())
    if words.get("dossier_file"):
        files = files_of(version, request.user)
        return Place(version, None, get_object_or_404(files, uid=_uid(words, "dossier_file")))
    if not words.get("provision"):
        return Place(version, None)
    provisions = Provision.objects.of_version(version)
    return Place(version, get_object_or_404(provisions, uid=_uid(words, "provision")))


def files_of(version: VersionPage, user: AnyUser) -> DossierFileQuerySet:
    """The files of a version's dossier; of those taken out, what the person may read of is said."""
    said = Opinion.objects.visible_to(user).filter(round__version=version).order_by()
    files = DossierFile.objects.filter(draft__page_ptr__in=version.get_ancestors())
    return files.filter(Q(removed_at=None) | Q(pk__in=said.values("dossier_file")))


def _uid(words: QueryDict, name: str) -> UUID | None:
    try:
        return UUID(words.get(name, ""))
    except ValueError:
        return None
