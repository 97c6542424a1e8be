//! The words that are explained, and the pages that are about more than one thing.

use super::{Card, Gathered, Sort};
use crate::ask::Ask;
use crate::pages::about::words::WORDS;
use crate::paths;
use crate::routes;
use crate::site::Site;
use koers_model::text::Text;
use koers_run::analysis::METHODS;
use koers_search::Field;

impl Gathered {
    pub(super) fn words(&mut self) {
        for word in WORDS {
            let card = Card {
                title: Text::both(word.nl, word.en),
                is: Text::both("woord op deze site", "word on this site"),
                within: Vec::new(),
                path: format!("/begrippen#{}", word.id),
                region: None,
            };
            let means = Text::both(word.means_nl, word.means_en);
            self.add(Sort::Word, card, &[], &vec![(Field::Text, &means)]);
        }
    }

    pub(super) fn pages(&mut self, site: &Site) {
        for (path, title, about) in PAGES {
            // What this server does not have, or does not show, cannot be found either.
            let shown = routes::find(path, "")
                .is_ok_and(|(route, ask): (_, Ask)| !(route.addresses)(site).is_empty() && ask.path == *path);
            if !shown {
                continue;
            }
            let card = Card {
                title: Text::both(title.0, title.1),
                is: Text::both("pagina", "page"),
                within: Vec::new(),
                path: (*path).to_owned(),
                region: None,
            };
            let about = Text::both(about.0, about.1);
            // The whole name is typed as often as a word of it, and may be made of words that say nothing: `niet te zeggen`.
            self.add(
                Sort::Page,
                card,
                &[path.trim_start_matches('/')],
                &vec![(Field::Text, &about)],
            );
        }
    }

    pub(super) fn methods(&mut self) {
        for method in METHODS {
            let card = Card {
                title: Text::both(method.title.0, method.title.1),
                is: Text::both("methode", "method"),
                within: Vec::new(),
                path: paths::method(method.id),
                region: None,
            };
            let asks = Text::both(method.asks.0, method.asks.1);
            self.add(Sort::Page, card, &[method.id], &vec![(Field::Text, &asks)]);
        }
    }
}

/// A page: address, title and what it says, each Dutch and English.
type PageText = (
    &'static str,
    (&'static str, &'static str),
    (&'static str, &'static str),
);

/// The pages that are about more than one thing.
const PAGES: &[PageText] = &[
    (
        "/",
        ("Op koers?", "On course?"),
        (
            "Het hele programma op één scherm: elk resultaat met zijn oordeel, zijn cijfer en zijn doel.",
            "The whole programme on one screen: every outcome with its verdict, its figure and its target.",
        ),
    ),
    (
        "/niet-te-zeggen",
        ("Niet te zeggen", "Cannot be said"),
        (
            "Van welke resultaten niet te zeggen is of zij op koers zijn, waarom niet, en wat zou helpen.",
            "Of which outcomes it cannot be said whether they are on course, why not, and what would help.",
        ),
    ),
    (
        "/programmas",
        ("Programma’s", "Programmes"),
        (
            "De programma’s van het beleid, wat erin staat en hoe het ene op het andere volgt.",
            "The policy programmes, what is in them and how one follows the other.",
        ),
    ),
    (
        "/indicatoren",
        ("Indicatoren", "Indicators"),
        (
            "Alle indicatoren: wat zij meten, hoe zij worden berekend en hoe nieuw het laatste cijfer is.",
            "All indicators: what they measure, how they are computed and how new the last figure is.",
        ),
    ),
    (
        "/kaart",
        ("Kaart", "Map"),
        (
            "Een indicator op de kaart, per gebied en per jaar.",
            "An indicator on the map, by region and by year.",
        ),
    ),
    (
        "/economie",
        ("De economie van het gebied", "The economy of the region"),
        (
            "Methoden van de regionale economie op de cijfers: opbouw, groei, arbeidsmarkt, vooruitblik, en of iets heeft gewerkt.",
            "Methods of regional science on the figures: structure, growth, labour market, forecasts, and whether something worked.",
        ),
    ),
    (
        "/evaluaties",
        ("Heeft het gewerkt?", "Did it work?"),
        (
            "De plannen om na te gaan of beleid werkte, en wat eruit kwam: een effect, te klein, of niet van toeval te onderscheiden.",
            "The plans to find out whether policy worked, and what came out: an effect, too small, or not to be told from chance.",
        ),
    ),
    (
        "/cijfers",
        ("Cijfers en licenties", "Data and licences"),
        (
            "De catalogus van gegevenssets: uitgever, licentie, momentopnamen, downloads.",
            "The catalogue of data sets: publisher, licence, snapshots, downloads.",
        ),
    ),
    (
        "/acties",
        ("Acties en voorstellen", "Actions and proposals"),
        (
            "Wat er wordt gedaan om de resultaten te halen: door wie, voor welk geld en waarvoor.",
            "What is done to reach the outcomes: by whom, with which money and what for.",
        ),
    ),
    (
        "/beloften",
        ("Beloften", "Promises"),
        (
            "Wat is beloofd, wanneer het wordt nagekeken, wat ervan kwam, en wat er samen is beloofd.",
            "What was promised, when it is checked, what came of it, and what was promised together.",
        ),
    ),
    (
        "/dekking",
        ("Dekking", "Coverage"),
        (
            "Welk resultaat welke acties en hoeveel geld krijgt, en waar niemand aan werkt.",
            "Which outcome gets which actions and how much money, and what nobody works at.",
        ),
    ),
    (
        "/hiaten",
        ("Hiaten", "Gaps"),
        (
            "Wat het beleid belooft en niemand meet, en wat de analyse noemt en niemand aanpakt.",
            "What the policy promises and nobody measures, and what the analysis names and nobody addresses.",
        ),
    ),
    (
        "/over",
        ("Over deze site", "About this site"),
        (
            "Wat deze site is, hoe een oordeel tot stand komt, en waar elk cijfer op rust. Contact.",
            "What this site is, how a verdict comes about, and what every figure rests on. Contact.",
        ),
    ),
    (
        "/begrippen",
        ("Begrippen", "Words explained"),
        (
            "De woorden van deze site in gewone taal.",
            "The words of this site in plain language.",
        ),
    ),
    (
        "/toegankelijkheid",
        ("Toegankelijkheid", "Accessibility"),
        (
            "Hoe toegankelijk deze site is, wat er nog niet goed is, en waar u een klacht meldt.",
            "How accessible this site is, what is not right yet, and where to complain.",
        ),
    ),
    (
        "/api",
        ("Open API", "Open API"),
        (
            "Alle cijfers en oordelen voor andere programma’s: JSON, CSV, JSON-stat en Parquet.",
            "All figures and verdicts for other programs: JSON, CSV, JSON-stat and Parquet.",
        ),
    ),
];
