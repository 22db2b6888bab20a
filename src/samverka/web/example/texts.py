"""What the people of the example write: the call, the applications, the words beside hours."""

from samverka.web.example.cast import ADVANCED, EARLY, MIDWAY

CALL_TITLE = "Utvecklingsnätverk för samverkan med sociala företag"
CALL_TITLE_EN = "Development network for working with social enterprises"
CALL_LEAD = (
    "Tolv kommuner får under 2021 och 2022 utveckla sin samverkan med sociala företag tillsammans med oss och med "
    "varandra. Anmäl ert intresse senast den 3 november."
)
CALL_LEAD_EN = (
    "During 2021 and 2022 twelve municipalities can develop how they work with social enterprises, together with us "
    "and with each other. Express your interest by 3 November."
)
CALL_PURPOSE = (
    "Kommuner samverkar olika mycket med sociala företag, och många efterfrågar mer utbyte av erfarenheter. Frågan "
    "berör upphandling, näringsliv, arbetsmarknad, försörjningsstöd, integration och funktionshinder på samma gång. "
    "Därför deltar ni med medarbetare från olika förvaltningar.\n\n"
    "När projektet är slut ska varje kommun ha ett policydokument och en handlingsplan, en fast struktur för "
    "samverkan inom kommunen och med företagen, och affärer, partnerskap eller upphandlingar som har genomförts "
    "eller pågår.\n\n"
    "Vi söker stöd från Europeiska socialfonden, som betalar ungefär hälften av kostnaden om ansökan beviljas. Resten "
    "är SKR:s insats och er arbetstid. Platserna gäller under förutsättning att stödet beviljas."
)
CALL_PURPOSE_EN = (
    "Municipalities work with social enterprises to very different degrees, and many ask for more exchange of "
    "experience. The matter concerns procurement, business, labour market, income support, integration and disability "
    "at once. That is why you take part with people from different departments.\n\n"
    "When the project ends, each municipality should have a policy and an action plan, a lasting structure for "
    "working together internally and with the enterprises, and deals, partnerships or procurements that are done or "
    "under way.\n\n"
    "We apply for support from the European Social Fund, which pays about half of the cost if it is granted. The rest "
    "is SKR's contribution and your working time. Seats are conditional on the support being granted."
)
THEIR_COMMITMENTS = (
    ("Vi prioriterar arbetet för sju medarbetare i olika verksamheter.", "We give seven people time for the work."),
    (
        (
            "Vi avsätter omkring 500 arbetstimmar om året, ungefär hälften för gemensamma träffar, och varje "
            "medarbetare redovisar sin tid."
        ),
        "We set aside about 500 hours a year, about half for joint meetings, and each person reports the time.",
    ),
    (
        "Vi avsätter 20 procent av en tjänst till en lokal projektkoordinator, som vi själva betalar.",
        "We set aside 20 per cent of a post for a local project coordinator, whom we pay ourselves.",
    ),
    (
        "Vi deltar i två fysiska och två digitala nätverksträffar om året och i en lokal heldagsträff.",
        "We take part in two meetings in person and two online each year, and in one local day.",
    ),
    (
        "Vi inventerar våra behov och förankrar arbetet i ansvarig nämnd och hos de medarbetare som berörs.",
        "We survey our needs and anchor the work in the responsible committee and among those concerned.",
    ),
)
OUR_COMMITMENTS = (
    (
        "Vi leder projektet och bemannar det med projektledare, metodutvecklare och processtödjare.",
        "We lead the project and staff it with a project manager, method developer and process supporters.",
    ),
    (
        "Vi ger varje kommun processtöd mellan träffarna, främst på distans.",
        "We support each municipality between the meetings, mostly at a distance.",
    ),
    (
        "Vi kommer till er en heldag om året, och dit kan ni bjuda in fler medarbetare.",
        "We come to you for a whole day each year, to which you can invite more people.",
    ),
    ("Vi utvecklar metodstöd efter de behov som ni har.", "We develop method support for the needs you have."),
    ("Vi sprider det ni lär er till andra kommuner.", "We spread what you learn to other municipalities."),
)
LOTTERY_SEED = "Hängrännan bär vattnet från alla stuprör 2020"

MOTIVATIONS = (
    (
        "Vi har flera sociala företag i {name} men ingen samlad väg in till kommunen. Vi vill hitta den tillsammans "
        "med andra som har kommit olika långt."
    ),
    "Kommunstyrelsen i {name} har gett oss i uppdrag att ta fram en policy under nästa år. Nätverket passar oss väl.",
    (
        "I {name} står många långt från arbetsmarknaden samtidigt som vi saknar utförare. Vi tror att sociala företag "
        "är en del av svaret."
    ),
    "Vi har börjat men kört fast mellan förvaltningarna. Vi behöver en struktur som håller när personer byts ut.",
    (
        "Som liten organisation behöver vi lära av andra. I {name} är samma personer med i nästan alla frågor, och det "
        "är både en styrka och ett problem."
    ),
    (
        "Vi vill gå från enstaka avtal till ett arbetssätt. Upphandlingen i {name} är med på det, och nu vill vi få "
        "med resten."
    ),
)
SITUATIONS = {
    EARLY: (
        "Vi har kontakt med ett par arbetsintegrerande företag, men inga avtal och ingen ansvarig nämnd.",
        "Frågan ligger hos enskilda medarbetare. Det finns vilja, men ingen plan.",
        "Vi vet inte säkert hur många sociala företag som finns här.",
    ),
    MIDWAY: (
        "Vi har en policy från förra mandatperioden som inte används och två överenskommelser om arbetsträning.",
        "En arbetsgrupp möts ibland. Upphandlingsenheten har provat en reserverad upphandling.",
    ),
    ADVANCED: (
        "Vi har policy, handlingsplan och ett par avtal. Det som saknas är en struktur som inte hänger på personer.",
        "Samverkan är på plats i två förvaltningar. Vi vill få med hela kommunen och mäta vad det ger.",
    ),
}
NEEDS = (
    "Stöd i att få med nämnderna, exempel på avtal och någon att ringa när det kör ihop sig.",
    "Kunskap om upphandling under tröskelvärdet och om statsstöd, och tid att arbeta tillsammans.",
    "Metoder för dialog med företagen och ett sätt att kartlägga vilka de är.",
    "Hjälp att formulera mål som går att följa upp.",
)
COMMITTEES = ("Kommunstyrelsen", "Arbetsmarknadsnämnden", "Socialnämnden", "Kommunstyrelsens arbetsutskott")
ANCHORING = (
    "Frågan togs upp på kommunstyrelsens arbetsutskott i oktober. Förvaltningscheferna är informerade.",
    "Kommunchefen har förankrat anmälan hos berörda förvaltningar.",
    "Nämnden är informerad och fattar beslut i november.",
)
WITHDRAWN = "Vi hinner inte få fram en koordinator till årsskiftet."

# What people did between the meetings, by their area; the coordinator has the last.
OWN_WORK = {
    "procurement": (
        "Gick igenom avtal som löper ut nästa år",
        "Skrev utkast till kriterier för reserverad upphandling",
        "Samtal med två leverantörer om sociala hänsyn",
    ),
    "business": (
        "Besök hos ett arbetsintegrerande företag",
        "Kartläggning av sociala företag i kommunen",
        "Förberedde frukostmöte med företagen",
    ),
    "development_strategy": (
        "Skrev på utkast till policy",
        "Underlag till kommunstyrelsens arbetsutskott",
        "Jämförde handlingsplaner från andra kommuner",
    ),
    "labour_market": (
        "Inventerade platser för arbetsträning",
        "Möte med försörjningsstöd om gemensamma vägar",
        "Samtal med en förening som vill starta företag",
    ),
    "income_support": (
        "Gick igenom målgrupper tillsammans med arbetsmarknad",
        "Underlag om vad samverkan kan betyda för försörjningsstödet",
        "Möte i det lokala teamet",
    ),
    "integration": (
        "Samtal med språkkafé och föreningar",
        "Möte i det lokala teamet",
        "Skrev ner behov från studievägledarna",
    ),
    "disability": (
        "Besök på daglig verksamhet som vill sälja tjänster",
        "Möte i det lokala teamet",
        "Gick igenom avtal om daglig verksamhet",
    ),
    "other": (
        "Samordning av det lokala teamet",
        "Avstämning med processtödjaren",
        "Skrev lägesrapport till styrgruppen",
        "Förberedde teamets möte och skrev anteckningar",
        "Följde upp beslut med förvaltningarna",
    ),
}
RETURNED = "Den 31 är en lördag. Stämmer dagen?"

CALL_LEAD_ADDED = "Kommuner som inte har kommit i gång är lika välkomna som de som har arbetat länge."
CHANGE_REASON = "Flera har frågat om det krävs att kommunen redan har börjat. Det gör det inte."
SEND_OUT_SUBJECT = "Några dagar kvar att lämna in er intresseförklaring"
SEND_OUT_BODY = """Ni har börjat på en intresseförklaring men inte lämnat in den.

Sista dagen är tisdag 3 november. Det räcker med korta svar, och ni kan skriva "vet ej" i självskattningen.

Hör av er om något är oklart."""
