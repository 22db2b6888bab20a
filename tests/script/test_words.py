"""The tool that collects the words: nothing is lost, nothing untranslated passes."""

from pathlib import Path

import pytest

from script.lib import words


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package `hours` with one message in Python and four in a template, and an empty package beside it."""
    source = tmp_path / "src" / "samverka"
    monkeypatch.setattr(words, "SOURCE", source)
    folder = source / "hours"
    pages = folder / "templates" / "hours"
    pages.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "rules.py").write_text(
        'from django.utils.translation import gettext as _\nx = _("The month is closed.")\n'
    )
    (pages / "sheet.html").write_text(
        """<p title="{% translate "Next" context "month" %}">It's here{{ x|default:_("Nothing yet.") }}
          {% blocktranslate trimmed with n=page.n %}
            You have {{ n }} of 20 %.
          {% endblocktranslate %}
          {% blocktranslate trimmed count n=page.n %}One row.{% plural %}{{ n }} rows.{% endblocktranslate %}
        """
    )
    (source / "teams").mkdir()
    (source / "teams" / "__init__.py").touch()
    return folder


def catalogue(package: Path) -> Path:
    return package / "locale" / "sv" / "LC_MESSAGES" / "django.po"


def translate(package: Path, message: str, swedish: str) -> None:
    po = catalogue(package)
    text = po.read_text()
    wanted = f'msgid "{message}"\nmsgstr ""'
    assert wanted in text
    po.write_text(text.replace(wanted, f'msgid "{message}"\nmsgstr "{swedish}"'))


def messages(package: Path) -> set[words.Key]:
    return {words.key_of(message) for message in words.entries(words.read(catalogue(package)))}


def test_messages_of_code_and_templates_are_collected(package: Path) -> None:
    words.update(["hours"], tidy=False)
    assert messages(package) == {
        (None, "The month is closed."),
        ("month", "Next"),
        (None, "Nothing yet."),
        (None, "You have %(n)s of 20 %%."),
        (None, "One row."),
    }
    assert catalogue(package).with_suffix(".mo").is_file()


def test_a_second_run_changes_no_byte(package: Path) -> None:
    words.update(["hours"], tidy=False)
    translate(package, "The month is closed.", "Månaden är stängd.")
    words.update(["hours"], tidy=False)
    before = catalogue(package).read_bytes(), catalogue(package).with_suffix(".mo").read_bytes()
    words.update(["hours"], tidy=False)
    assert before == (catalogue(package).read_bytes(), catalogue(package).with_suffix(".mo").read_bytes())


def test_check_lists_what_has_no_swedish(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert words.check(["hours"]) == 1
    assert "not in the catalogue (run script/words hours): 'The month is closed.'" in capsys.readouterr().out
    words.update(["hours"], tidy=False)
    capsys.readouterr()
    assert words.check(["hours"]) == 1
    assert "untranslated: 'The month is closed.'" in capsys.readouterr().out


def test_check_is_content_when_all_is_said(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "templates" / "hours" / "sheet.html").unlink()
    words.update(["hours"], tidy=False)
    translate(package, "The month is closed.", "Månaden är stängd.")
    assert words.check(["hours", "teams"]) == 0
    assert "0 problems" in capsys.readouterr().out


def test_a_lost_placeholder_is_wrong(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words.update(["hours"], tidy=False)
    translate(package, "You have %(n)s of 20 %%.", "Du har %(m)s av 20 %%.")
    assert words.check(["hours"]) == 1
    assert "wrong: 'You have %(n)s of 20 %%.'" in capsys.readouterr().out


def test_a_translation_outlives_its_message_until_tidied(package: Path) -> None:
    words.update(["hours"], tidy=False)
    translate(package, "The month is closed.", "Månaden är stängd.")
    code = package / "rules.py"
    was = code.read_text()
    code.write_text("")
    words.update(["hours"], tidy=False)
    assert "#~ msgstr" in catalogue(package).read_text()
    assert words.check(["hours"]) == 1
    code.write_text(was)
    words.update(["hours"], tidy=False)
    assert words.read(catalogue(package))["The month is closed."].string == "Månaden är stängd."
    code.write_text("")
    words.update(["hours"], tidy=True)
    assert "stängd" not in catalogue(package).read_text()


def test_a_message_takes_the_translation_it_has_elsewhere(package: Path) -> None:
    words.update(["hours"], tidy=False)
    translate(package, "The month is closed.", "Månaden är stängd.")
    teams = package.parent / "teams"
    (teams / "rules.py").write_text((package / "rules.py").read_text())
    words.update(["teams"], tidy=False)
    assert words.read(catalogue(teams))["The month is closed."].string == "Månaden är stängd."


def test_two_translations_of_one_message_are_a_problem(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    teams = package.parent / "teams"
    (package / "templates" / "hours" / "sheet.html").unlink()
    (teams / "rules.py").write_text((package / "rules.py").read_text())
    words.update(["hours", "teams"], tidy=False)
    translate(package, "The month is closed.", "Månaden är stängd.")
    translate(teams, "The month is closed.", "Månaden är avslutad.")
    assert words.check(["hours", "teams"]) == 1
    assert "teams: translated otherwise in hours: 'The month is closed.'" in capsys.readouterr().out


def test_only_what_is_newer_is_compiled(package: Path) -> None:
    words.update(["hours"], tidy=False)
    assert not words.stale(catalogue(package))
    catalogue(package).with_suffix(".mo").unlink()
    assert words.stale(catalogue(package))
