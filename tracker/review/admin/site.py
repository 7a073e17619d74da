"""The desk's admin site."""

from unfold.sites import UnfoldAdminSite


class DeskSite(UnfoldAdminSite):
    """The admin, for editors."""

    site_title = site_header = "Conflict Desk"
