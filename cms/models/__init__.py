"""What is published: people, agencies, pages, provisions."""

from cms.models.agency import Agency, AgencyKind
from cms.models.dossier import DossierFile, DossierKind, DossierWords
from cms.models.draft_import import DraftImport
from cms.models.drafts import DocumentType, DraftIndexPage, DraftPage, Stage
from cms.models.provision import Provision, ProvisionText
from cms.models.standard import StandardPage
from cms.models.user import User
from cms.models.versions import SectionPage, VersionPage

__all__ = [
    "Agency",
    "AgencyKind",
    "DocumentType",
    "DossierFile",
    "DossierKind",
    "DossierWords",
    "DraftImport",
    "DraftIndexPage",
    "DraftPage",
    "Provision",
    "ProvisionText",
    "SectionPage",
    "Stage",
    "StandardPage",
    "User",
    "VersionPage",
]
