import pytest
from django import forms
from django.template import engines
from django.utils.translation import override


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea, max_length=200)
    kind = forms.ChoiceField(
        label="类型", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="我承诺")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def faulty():
    return SampleForm({"note": "写了一半", "kind": "b"})


def render(template, **context):
    with override("zh-hans"):
        return engines["jinja2"].from_string(template).render(context)


def test_a_django_form_is_drawn_with_our_fields(faulty):
    html = str(faulty)

    assert '<label class="govuk-label govuk-label--s" for="id_name">' in html
    assert 'id="id_name-hint" class="govuk-hint">与身份证一致' in html
    assert 'id="id_name-error" class="govuk-error-message"' in html
    assert 'type="hidden" name="token"' in html


def test_what_was_typed_stays(faulty):
    html = str(faulty)

    assert ">写了一半</textarea>" in html
    assert 'value="b" checked' in html


def test_a_field_not_required_says_so(faulty):
    assert str(faulty).count("（选填）") == 1


def test_the_summary_links_to_each_faulty_field(faulty):
    html = render(
        '{% from "ui/components/forms.html" import form_errors %}{{ form_errors(form) }}',
        form=faulty,
    )

    assert 'href="#id_name"' in html
    assert 'href="#id_agree"' in html
    assert "id_note" not in html


def test_a_form_without_faults_has_no_summary():
    html = render(
        '{% from "ui/components/forms.html" import form_errors %}{{ form_errors(form) }}',
        form=SampleForm(),
    )

    assert html.strip() == ""
