"""The list of what happened at the door; it shows no password, no code and no address."""

from admin.listing import Listing
from admin.roles import Access
from admin.translations import N_
from referrals.staff_models import SignIn


class SignInList(Listing):
    """`/sign-ins`."""

    title = N_("Sign-ins")
    address = "/sign-ins"
    name_of_routes = "sign_ins"
    access = Access.MANAGER
    model = SignIn
    template = "sign_in_list.html"
    column_list = ("at", "email", "event")
    column_labels = {"at": N_("When"), "email": N_("Account"), "event": N_("What happened")}
    column_searchable_list = ("email",)
    column_sortable_list = ("at", "email", "event")
    column_default_sort = ("at", True)
