import pytest

from samverka.people.figures import browser_names, sentences

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "names"),
    [
        (WINDOWS + BLINK, ("Chrome", "Windows")),
        (WINDOWS + BLINK + " Edg/142.0.0.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", ("Firefox", "Linux")),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("Mozilla/5.0 (Linux; Android 15) " + BLINK, ("Chrome", "Android")),
        ("curl/8.5", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent, names) -> None:
    assert browser_names(agent) == names


def test_a_sentence_is_more_than_one_word() -> None:
    assert sentences(["preparation", "6,5", "2021-10-12", " ", "12 345", "Läste policyn"]) == ("Läste policyn",)
