import pytest

from shared.languages.catalogues import catalogue_path, compile_catalogue, read_catalogue
from shared.languages.extraction import NotLiteral, Text, texts_in, texts_in_python, texts_in_template
from shared.languages.faults import faults
from shared.languages.merging import merge

HEAD = "from django.utils.translation import gettext_lazy as _, pgettext, ngettext as many, npgettext\n"


@pytest.fixture
def project(tmp_path):
    """A small project with one app; returns its root."""
    (tmp_path / "platform/mutabaa").mkdir(parents=True)
    app = tmp_path / "tenants/tracker"
    (app / "templates").mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "models.py").write_text(HEAD + '_("Save")\nmany("%(n)s day", "%(n)s days", 2)\n')
    return tmp_path


def translate(root, language, **forms):
    path = catalogue_path(root / "tenants/tracker", language)
    content = path.read_text()
    for msgid, form in forms.items():
        content = content.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{form}"')
    path.write_text(content)
    return path


def complete(root):
    merge(root, [root / "tenants/tracker"])
    for language, days in (("ar", ["لا أيام", "يوم", "يومان", "%(n)s أيام", "%(n)s يومًا", "%(n)s يوم"]),
                           ("fr", ["%(n)s jour", "%(n)s jours"])):  # fmt: skip
        path = translate(root, language, Save="حفظ" if language == "ar" else "Enregistrer")
        content = path.read_text()
        for index, form in enumerate(days):
            content = content.replace(f'msgstr[{index}] ""', f'msgstr[{index}] "{form}"')
        path.write_text(content)


def test_it_reads_python_under_the_names_a_module_gives():
    source = HEAD + '_("A " "b")\npgettext("verb", "Follow")\nmany("one", "more", 2)\nnpgettext("c", "x", "y", 3)\n'
    assert set(texts_in_python(source)) == {
        Text("A b"), Text("Follow", "verb"), Text("one", plural="more"), Text("x", "c", "y"),
    }  # fmt: skip


def test_it_leaves_other_functions_of_the_same_name_alone():
    assert list(texts_in_python('_ = print\n_("not ours")\n')) == []


@pytest.mark.parametrize("call", ['_(f"{x}")', "_(name)", '_("a" + b)', 'many(singular="a", plural="b", number=1)'])
def test_it_refuses_what_no_catalogue_can_hold(call):
    with pytest.raises(NotLiteral):
        list(texts_in_python(HEAD + call))


def test_it_reads_templates_as_django_looks_texts_up():
    source = """<c-button label="{% translate 'Save' %}" />
          {% blocktranslate trimmed with name=x %}
             Hello {{ name }},
             100% sure
          {% endblocktranslate %}
    {% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
  {% translate "May" context "month" as may %} it's "odd' {{ _("Yes") }}"""
    assert set(texts_in_template(source)) == {
        Text("Save"), Text("Hello %(name)s, 100%% sure"), Text("%(n)s day", plural="%(n)s days"),
        Text("May", "month"), Text("Yes"),
    }  # fmt: skip


def test_it_reads_text_templates_but_no_other_text_files(project):
    app = project / "tenants/tracker"
    (app / "templates/mail.txt").write_text('{% translate "Dear" %}')
    (app / "notes.txt").write_text('{% translate "Not read" %}')
    found = texts_in(app, project)
    assert found[Text("Dear")] == {"tenants/tracker/templates/mail.txt"}
    assert Text("Not read") not in found


def test_a_merge_keeps_what_is_translated_and_drops_what_is_gone(project):
    complete(project)
    app = project / "tenants/tracker"
    (app / "models.py").write_text(HEAD + '_("Save")\n_("Cancel")\n')
    merge(project, [app])
    entries = read_catalogue(catalogue_path(app, "fr"), "fr")
    assert {text.msgid: entry.forms for text, entry in entries.items()} == {"Cancel": ("",), "Save": ("Enregistrer",)}


def test_a_second_merge_changes_nothing(project):
    complete(project)
    assert merge(project, [project / "tenants/tracker"]) == []


def test_a_merge_copies_what_a_sibling_already_says(project):
    complete(project)
    other = project / "tenants/intake"
    other.mkdir()
    (other / "__init__.py").write_text(HEAD + '_("Save")\n')
    merge(project, [other])
    assert read_catalogue(catalogue_path(other, "ar"), "ar")[Text("Save")].forms == ("حفظ",)


def test_references_hold_no_line_numbers(project):
    merge(project, [project / "tenants/tracker"])
    assert "#: tenants/tracker/models.py\n" in catalogue_path(project / "tenants/tracker", "ar").read_text()


def test_a_complete_project_has_no_faults(project):
    complete(project)
    assert faults(project) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (('msgstr "Enregistrer"', 'msgstr ""'), "untranslated: 'Save'"),
        (('msgid "Save"', '#, fuzzy\nmsgid "Save"'), "fuzzy: 'Save'"),
        (('msgid "Save"', 'msgid "Old"'), "obsolete: 'Old'"),
        (('msgid "Save"', 'msgid "Old"'), "missing: 'Save'"),
        (('"%(n)s jours"', '""'), "needs 2 plural forms: '%(n)s day'"),
        (('"%(n)s jours"', '"%(m)s jours"'), "placeholders differ (%(m)s, %(n)s): '%(n)s day'"),
        (('"%(n)s jours"', '"des jours"'), "placeholders differ (%(n)s): '%(n)s day'"),
        (('msgstr "Enregistrer"', r'msgstr "Enregistrer\n"'), "begins or ends with another line break: 'Save'"),
    ],
)
def test_a_fault_is_named(project, damage, fault):
    complete(project)
    path = catalogue_path(project / "tenants/tracker", "fr")
    path.write_text(path.read_text().replace(*damage))
    assert f"tenants/tracker [fr] {fault}" in faults(project)


def test_two_translations_of_one_text_contradict_each_other(project):
    complete(project)
    other = project / "tenants/intake"
    other.mkdir()
    (other / "__init__.py").write_text(HEAD + '_("Save")\n')
    merge(project, [other])
    path = catalogue_path(other, "fr")
    path.write_text(path.read_text().replace("Enregistrer", "Sauver"))
    assert len(faults(project)) == 1
    assert "contradicts" in faults(project)[0]


def test_a_module_that_cannot_be_read_is_a_fault_with_its_name(project):
    (project / "tenants/tracker/views.py").write_text("def broken(:\n")
    assert "tenants/tracker/views.py" in faults(project)[0]


def test_it_compiles_only_what_changed(project):
    complete(project)
    path = catalogue_path(project / "tenants/tracker", "ar")
    assert compile_catalogue(path, "ar") is True
    assert compile_catalogue(path, "ar") is False
    translate(project, "ar")
    path.write_text(path.read_text().replace("حفظ", "احفظ"))
    assert compile_catalogue(path, "ar") is True
