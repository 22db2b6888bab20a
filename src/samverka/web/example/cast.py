"""Who there is in the example network: invented places and invented people, the same each time.

Nothing here exists. The names of the places stand neither among the 290 municipalities nor among the Swedish
localities of GeoNames with 500 inhabitants or more, but for Älvnäs, which the project has chosen for its examples.
Codes begin with 91, which no county has; domains end with `.example`, which nobody can own (RFC 2606).

Organisation numbers begin with 4, a group that the Tax Agency has never given out, and have a valid check digit:
`4` + `9` + the place's code + `000` + check digit. So they pass our checks and can't be anyone's.

This module knows no database.
"""

import random
from dataclasses import dataclass

from samverka.places.actions import InventedPlace

HOST = "Sveriges Kommuner och Regioner"
HOST_DOMAIN = "skr.example"
AUDITOR_DOMAIN = "revision.example"
NETWORK = "Utvecklingsnätverk sociala företag"
NETWORK_SLUG = "sociala-foretag"
CALL_SLUG = "sociala-foretag-2020"

# How far a municipality has come: what it answers on D1-D7 lies around this level.
EARLY, MIDWAY, ADVANCED = 1, 3, 4
_LETTERS = str.maketrans("åäöéü", "aaoeu")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented municipality."""

    code: str
    name: str
    county_code: str
    latitude: str
    longitude: str
    population: int
    skr_group: str
    level: int

    @property
    def slug(self) -> str:
        """The name as it stands in an address."""
        return plain(self.name)

    @property
    def domain(self) -> str:
        """Where its people have their addresses."""
        return f"{self.slug}.example"

    @property
    def official_name(self) -> str:
        """The organisation's own name."""
        return f"{self.name} kommun" if self.name.endswith("s") else f"{self.name}s kommun"

    @property
    def invented(self) -> InventedPlace:
        """As `places` takes it."""
        return InventedPlace(
            self.code, self.name, self.county_code, self.latitude, self.longitude, self.population, self.skr_group
        )

    @property
    def organisation_number(self) -> str:
        """An invented organisation number in the group that is never given out."""
        return with_check_digit(f"49{self.code}000")


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person at an invented address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone whom a municipality names for its team."""

    who: Someone
    function: str
    area: str
    department: str
    is_coordinator: bool = False
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Municipality:
    """An invented municipality and its people."""

    place: Place
    contact: Someone
    chief_executive: Someone
    board_chair: Someone
    chief_executive_title: str
    coordinator: Colleague
    team: tuple[Colleague, ...]
    # Who comes when someone has to be replaced.
    newcomer: Someone

    @property
    def name(self) -> str:
        """The short name."""
        return self.place.name

    @property
    def colleagues(self) -> tuple[Colleague, ...]:
        """The coordinator and the team."""
        return (self.coordinator, *self.team)


@dataclass(frozen=True, slots=True)
class Host:
    """The people at the host."""

    project_manager: Someone
    finance_officer: Someone
    process_supporter: Someone
    second_process_supporter: Someone
    method_developer: Someone
    administrator: Someone
    registrar: Someone
    auditor: Someone


def plain(text: str) -> str:
    """Lower case without dots and rings, as addresses are written."""
    return text.casefold().translate(_LETTERS).replace(" ", "-")


def with_check_digit(nine: str) -> str:
    """Nine digits and the check digit that makes ten (Luhn, as in Swedish organisation numbers)."""
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(nine)]
    total = sum(number - 9 if number > 9 else number for number in doubled)  # noqa: PLR2004 - two digits become their sum
    return f"{nine}{-total % 10}"


PLACES = (
    Place("9101", "Almköping", "05", "58.25", "15.20", 24_100, "B5", ADVANCED),
    Place("9102", "Askelöv", "08", "57.45", "16.20", 26_700, "C6", MIDWAY),
    Place("9103", "Björkmora", "21", "61.70", "15.60", 18_900, "C6", MIDWAY),
    Place("9104", "Brostad", "03", "60.20", "17.80", 20_700, "B4", ADVANCED),
    Place("9105", "Dalmora", "20", "60.90", "15.45", 15_300, "C7", EARLY),
    Place("9106", "Ekvalla", "14", "58.45", "13.60", 22_600, "C6", MIDWAY),
    Place("9107", "Enesala", "01", "59.60", "18.45", 62_400, "A2", ADVANCED),
    Place("9108", "Fjällsele", "24", "65.35", "16.75", 2_900, "C9", ADVANCED),
    Place("9109", "Granfors", "23", "63.30", "13.60", 10_800, "C9", MIDWAY),
    Place("9110", "Hamnköping", "04", "59.05", "16.75", 57_300, "B3", EARLY),
    Place("9111", "Harrmyran", "23", "63.85", "15.00", 7_100, "C8", EARLY),
    Place("9112", "Havrestad", "12", "55.68", "13.95", 19_700, "A2", ADVANCED),
    Place("9113", "Hyttmora", "21", "60.90", "16.35", 46_200, "C6", EARLY),
    Place("9114", "Hällevalla", "20", "60.30", "15.60", 27_400, "C6", EARLY),
    Place("9115", "Hässlevik", "14", "57.50", "12.85", 36_900, "B4", ADVANCED),
    Place("9116", "Klippsund", "05", "58.25", "16.35", 14_600, "C7", EARLY),
    Place("9117", "Kornhärad", "18", "58.95", "14.95", 7_400, "B4", EARLY),
    Place("9118", "Kvarnamåla", "10", "56.30", "15.00", 31_600, "C6", EARLY),
    Place("9119", "Lindsala", "19", "59.75", "16.10", 140_000, "B3", ADVANCED),
    Place("9120", "Ljungstrand", "13", "56.95", "12.75", 44_300, "B5", EARLY),
    Place("9121", "Lomsele", "25", "67.35", "21.40", 4_100, "C8", EARLY),
    Place("9122", "Lärkvalla", "14", "58.10", "12.60", 116_500, "B3", MIDWAY),
    Place("9123", "Näverfors", "24", "64.45", "20.70", 38_200, "C6", MIDWAY),
    Place("9124", "Orrsele", "24", "64.40", "18.40", 3_600, "C8", EARLY),
    Place("9125", "Oxhärad", "06", "57.38", "14.02", 30_100, "C6", EARLY),
    Place("9126", "Renbäcken", "23", "62.55", "14.70", 5_200, "C9", MIDWAY),
    Place("9127", "Ripvattnet", "17", "59.60", "12.40", 9_600, "C8", EARLY),
    Place("9128", "Rönnköping", "12", "56.27", "13.60", 52_100, "B5", EARLY),
    Place("9129", "Silverhärad", "17", "59.55", "13.95", 8_200, "C7", EARLY),
    Place("9130", "Skarvholm", "14", "58.70", "11.60", 12_700, "C9", MIDWAY),
    Place("9131", "Smedhammar", "18", "59.60", "14.95", 11_300, "B4", EARLY),
    Place("9132", "Storlinge", "06", "57.55", "15.35", 16_800, "C6", MIDWAY),
    Place("9133", "Strömvalla", "08", "56.95", "16.10", 13_200, "C7", EARLY),
    Place("9134", "Tallhärad", "01", "59.00", "17.85", 33_800, "A2", EARLY),
    Place("9135", "Ternholm", "09", "57.35", "18.50", 8_300, "C9", EARLY),
    Place("9136", "Tjäderfors", "22", "63.50", "18.20", 21_300, "C6", MIDWAY),
    Place("9137", "Trollhult", "17", "60.10", "13.15", 12_100, "C7", ADVANCED),
    Place("9138", "Tärnvik", "25", "65.90", "22.30", 8_900, "C7", EARLY),
    Place("9139", "Ugglehult", "07", "56.75", "14.90", 9_300, "B5", EARLY),
    Place("9140", "Vallmora", "12", "56.02", "14.00", 84_600, "B3", EARLY),
    Place("9141", "Vargtjärn", "20", "61.40", "13.40", 6_600, "C9", MIDWAY),
    Place("9142", "Vidfors", "22", "62.60", "16.60", 98_700, "B3", EARLY),
    Place("9143", "Älvnäs", "25", "66.28", "20.35", 17_400, "C6", EARLY),
)

# Seven roles in different departments; small municipalities call their departments otherwise.
_ROLES = (
    ("procurement", "Upphandlingsstrateg", "Upphandlingsenheten", "Ekonomikontoret"),
    ("business", "Näringslivsutvecklare", "Näringslivskontoret", "Kommunkansliet"),
    ("development_strategy", "Utvecklingsstrateg", "Kommunledningsförvaltningen", "Kommunkansliet"),
    ("labour_market", "Enhetschef arbetsmarknad", "Arbetsmarknadsförvaltningen", "Utbildningsförvaltningen"),
    ("income_support", "Enhetschef försörjningsstöd", "Socialförvaltningen", "Socialkontoret"),
    ("integration", "Integrationssamordnare", "Arbetsmarknadsförvaltningen", "Utbildningsförvaltningen"),
    ("disability", "Verksamhetschef funktionsstöd", "Omsorgsförvaltningen", "Socialkontoret"),
)
_SMALL = 12_000

_GIVEN = (
    "Agneta Ahmed Aino Ali Amanda Amina Anders Anette Anja Arvid Asta Axel Azadeh Behar Berit Birgitta Bo Britt "
    "Camilla Carl Cecilia Christer Daniel David Dragana Ebba Edvin Elias Elif Elin Elsa Emil Emma Erik Eva Fadumo "
    "Farid Fatima Filip Frida Gabriel Goran Gun Gunnar Gustav Hamid Hanna Hans Harald Hassan Hedda Helena Henrik "
    "Hilda Hodan Håkan Ida Inga Ingrid Ivana Jakob Jamila Jan Jasmin Jenny Jens Johan Jonas Josefin Jörgen Kaisa "
    "Karim Karin Katarina Kerstin Klara Kristina Lars Laila Leif Leila Lena Linnea Lisbeth Lotta Ludvig Magnus "
    "Maja Malin Marcus Maria Marwa Mats Mehdi Mikael Milica Mirjam Moa Mohamed Monica Nadia Naima Nils Nina Noor "
    "Olof Omar Oskar Per Petra Pia Rana Rebecka Robert Roger Rolf Sahra Samir Samuel Sanna Sara Signe Siri Sofia "
    "Stefan Stina Sven Tariq Teresa Thomas Tomas Tove Ulf Ulrika Urban Vera Viktor Viktoria Wilhelm Yasmin Ylva "
    "Yusuf Zahra Zeinab Åke Åsa Örjan "
)
_FAMILY = (
    "Abdullahi Adamsson Al-Masri Alvarsson Arvidsgård Asklund Backlund Begović Berntsbo Bjurefalk Björkdal "
    "Boqvist Brännmark Bylund Celik Dahlkvist Demir Edfast Ekebring Ekstam Elmgren Engvall Estlander Fagrell "
    "Farah Fjällborg Forsmo Fritzon Gradin Granlöf Grenholm Gustavius Haddadi Hagelin Hallbäck Hammarsten Hassani "
    "Hedblad Hellqvist Hermelind Holmbring Horvat Hultbro Håkansdal Ibrahimi Isaksgård Jamal Jernmark Jovanić "
    "Kallgren Karimian Karlbom Kivelä Kjellin Klintmark Korpela Kvist Laestander Lantto Lidbeck Liljedal Lindbro "
    "Ljungmark Lodén Lundsten Löfdal Malmros Mardini Melander Moberger Mohamud Myrgård Månsdotter Nasser Niemelä "
    "Nordbrandt Norrhall Nygårds Nyrén Odelius Ohlander Osmanović Palmblad Petrović Qvarnlöf Rahimi Ramstedt "
    "Renmark Ridderheim Rosenlöf Rydmark Rönnkvist Sadeghi Sandelin Selberg Selimović Sjödahl Skoglöf Stenmarker "
    "Strandell Sundvall Svedmark Söderblad Tallroth Tervaniemi Thorslund Tornéus Turesdal Ulvsten Vallgren "
    "Vestman Vikander Wadell Wahlbäck Wikmark Yildiz Zetterdal Ångbring Öberman Östlin "
)


def _names(chance: random.Random) -> list[str]:
    """More names than are needed, each once, no two neighbours alike."""
    pairs = [f"{given} {family}" for given in _GIVEN.split() for family in _FAMILY.split()]
    return chance.sample(pairs, 700)


def _someone(name: str, domain: str) -> Someone:
    return Someone(name, f"{plain(name).replace('-', '.').replace('ć', 'c')}@{domain}")


def _municipality(place: Place, names: list[str]) -> Municipality:
    """Take the people of one municipality from the end of the list."""
    small = place.population < _SMALL
    coordinator = Colleague(
        _someone(names.pop(), place.domain),
        "Utvecklingsledare",
        "other",
        "Kommunkansliet" if small else "Kommunledningsförvaltningen",
        is_coordinator=True,
    )
    team = tuple(
        Colleague(
            _someone(names.pop(), place.domain),
            function,
            area,
            in_a_small_one if small else department,
            is_deputy=area == "labour_market",
        )
        for area, function, department, in_a_small_one in _ROLES
    )
    return Municipality(
        place=place,
        contact=_someone(names.pop(), place.domain),
        chief_executive=_someone(names.pop(), place.domain),
        board_chair=_someone(names.pop(), place.domain),
        chief_executive_title="Kommundirektör" if place.population >= 50_000 else "Kommunchef",  # noqa: PLR2004 - large ones say so
        coordinator=coordinator,
        team=team,
        newcomer=_someone(names.pop(), place.domain),
    )


def _everyone() -> tuple[Host, dict[str, Municipality]]:
    names = _names(random.Random(2020))  # noqa: S311 - an example, the same each time, no secret
    host = Host(
        project_manager=_someone(names.pop(), HOST_DOMAIN),
        finance_officer=_someone(names.pop(), HOST_DOMAIN),
        process_supporter=_someone(names.pop(), HOST_DOMAIN),
        second_process_supporter=_someone(names.pop(), HOST_DOMAIN),
        method_developer=_someone(names.pop(), HOST_DOMAIN),
        administrator=_someone(names.pop(), HOST_DOMAIN),
        registrar=_someone(names.pop(), HOST_DOMAIN),
        auditor=_someone(names.pop(), AUDITOR_DOMAIN),
    )
    return host, {place.name: _municipality(place, names) for place in PLACES}


THE_HOST, MUNICIPALITIES = _everyone()
"""The host's people, and the invented municipalities by short name."""
