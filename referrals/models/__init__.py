"""The directory's tables, by subject; each subject stands under its QuerySet."""

from .contacts import Address, Email, Link, Phone
from .evidence import Evidence, SourceRecord
from .history import Change, Revision, RevisionMark
from .imports import Import, ImportRow
from .keys import ContactKey
from .links import LinkCheck
from .organizations import Organization, OrganizationAlias
from .pasted import Pasted
from .people import Invitation, PersonChange
from .reports import Report, Tip
from .resources import OldSlug, Resource, ResourceState, ResourceTerm
from .sign_ins import RecoveryCode, SignIn
from .successions import Succession
from .terms import Language, PmtTerm, Term
from .unhiding import Unhiding

__all__ = [
    "Address",
    "Change",
    "ContactKey",
    "Email",
    "Evidence",
    "Import",
    "ImportRow",
    "Invitation",
    "Language",
    "Link",
    "LinkCheck",
    "OldSlug",
    "Organization",
    "OrganizationAlias",
    "Pasted",
    "PersonChange",
    "Phone",
    "PmtTerm",
    "RecoveryCode",
    "Report",
    "Resource",
    "ResourceState",
    "ResourceTerm",
    "Revision",
    "RevisionMark",
    "SignIn",
    "SourceRecord",
    "Succession",
    "Term",
    "Tip",
    "Unhiding",
]
