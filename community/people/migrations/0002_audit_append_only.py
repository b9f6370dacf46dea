"""The audit log is written once: the database refuses to change an entry."""

from django.db import migrations

from community.people.append_only import append_only


class Migration(migrations.Migration):
    # Wagtail's apps come before all of ours but the members: each of their steps makes every model again that is
    # there already, and ours are many.
    dependencies = [
        ("people", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]
    operations = [append_only("people_auditentry")]
