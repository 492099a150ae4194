"""The parts of the admin in the order of the menu; a new part is one line here."""

from admin.account_pages import AccountPages
from admin.agreement_pages import AgreementPages
from admin.answer_pages import AnswerPages
from admin.database import Database
from admin.download_pages import DownloadPages
from admin.duplicate_pages import DuplicatePages
from admin.history_pages import HistoryPages
from admin.import_pages import ImportPages
from admin.invitation_pages import InvitationPages
from admin.language_pages import LanguagePages
from admin.location_pages import LocationPages
from admin.oidc_pages import OidcPages
from admin.organization_pages import OrganizationPages
from admin.overview_pages import OverviewPages
from admin.second_factor_pages import SecondFactorPages
from admin.section import Section
from admin.service_pages import ServicePages
from admin.settings import Settings
from admin.sign_in_list import SignInList
from admin.sign_in_pages import SignInPages
from admin.site_changes import SiteChangeList
from admin.site_pages import SitePages
from admin.staff_pages import StaffPages
from admin.usage_pages import UsagePages
from admin.verification_pages import VerificationPages


def overview() -> Section:
    """Return the page at the root."""
    return OverviewPages()


def sections(settings: Settings, database: Database) -> list[Section]:
    """Return the other parts; those with a `title` are in the menu, in this order."""
    return [
        ServicePages(database),
        OrganizationPages(database),
        LocationPages(),
        VerificationPages(),
        DuplicatePages(),
        HistoryPages(database),
        ImportPages(database),
        DownloadPages(),
        AnswerPages(),
        AgreementPages(),
        SitePages(),
        SiteChangeList(database),
        UsagePages(),
        StaffPages(database),
        SignInList(database),
        AccountPages(),
        SignInPages(),
        OidcPages(),
        SecondFactorPages(),
        InvitationPages(),
        LanguagePages(),
    ]
