"""The site that pages hang in."""

from wagtail.models import Page, Site

from community.pages.models import HomePage


def make_site():
    """A default site with an empty home page, and no other page."""
    for old in Page.objects.get(depth=1).get_children():
        old.delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Home", slug="home", headline="Welcome", lead="A hub for data staff.")
    )
    Site.objects.all().delete()
    return Site.objects.create(hostname="testserver", port=80, site_name="Hub", root_page=home, is_default_site=True)
