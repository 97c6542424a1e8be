//! What can be found: every text of the workspace with the page it belongs to.

use crate::ask::{Ask, address};
use crate::pages::about::words::WORDS;
use crate::pages::framework::place;
use crate::paths;
use crate::routes;
use crate::site::Site;
use koers_framework::Definitions;
use koers_model::element::{ElementKind, Entry};
use koers_model::framework::{Framework, Measurement};
use koers_model::text::{Lang, Text};
use koers_report::view::Phrase;
use koers_report::words;
use koers_search::{Document, Field, Index};
use std::collections::BTreeMap;

/// What kind of thing was found, in the order in which kinds are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Intended results.
    Outcome,
    /// Objectives.
    Objective,
    /// Lines and themes.
    Line,
    /// Activities, their parts, instruments and what annexes list.
    Activity,
    /// Commitments.
    Commitment,
    /// Challenges and core ideas.
    Challenge,
    /// The analysis: SWOT and trends.
    Analysis,
    /// Partners.
    Partner,
    /// Everything else of a programme.
    Other,
    /// Indicators.
    Indicator,
    /// Data sets.
    Dataset,
    /// Regions.
    Region,
    /// Words that are explained, abbreviations among them.
    Word,
    /// Pages of the site, programmes among them.
    Page,
}

impl Sort {
    /// Every kind: word in addresses, Dutch, English.
    const WORDS: [(Self, &'static str, &'static str, &'static str); 14] = [
        (Self::Outcome, "resultaten", "Resultaten", "Outcomes"),
        (Self::Objective, "doelstellingen", "Doelstellingen", "Objectives"),
        (Self::Line, "lijnen", "Lijnen en thema’s", "Lines and themes"),
        (
            Self::Activity,
            "activiteiten",
            "Activiteiten en instrumenten",
            "Activities and instruments",
        ),
        (Self::Commitment, "toezeggingen", "Toezeggingen", "Commitments"),
        (
            Self::Challenge,
            "opgaven",
            "Opgaven en kerngedachten",
            "Challenges and core ideas",
        ),
        (Self::Analysis, "analyse", "Analyse", "Analysis"),
        (Self::Partner, "partners", "Partners", "Partners"),
        (
            Self::Other,
            "overig",
            "Overig uit de programma’s",
            "Other parts of programmes",
        ),
        (Self::Indicator, "indicatoren", "Indicatoren", "Indicators"),
        (Self::Dataset, "cijfers", "Gegevenssets", "Data sets"),
        (Self::Region, "gebieden", "Gebieden", "Regions"),
        (
            Self::Word,
            "woorden",
            "Woorden en afkortingen",
            "Words and abbreviations",
        ),
        (Self::Page, "paginas", "Pagina’s", "Pages"),
    ];
    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| row.1)
    }
    /// The kind with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|row| row.1 == word).map(|row| row.0)
    }
    /// What people read, as a heading.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| lang.pick(row.2, row.3))
    }
}

/// What is shown of something that was found, besides the words that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub title: Text,
    /// What it is: `doelstelling`.
    pub is: Text,
    /// Where it stands: its line and programme.
    pub within: Vec<Text>,
    path: String,
    region: Option<String>,
}

impl Card {
    /// Where its page is.
    #[must_use]
    pub fn link(&self, lang: Lang) -> String {
        address(lang, &self.path, [("regio", self.region.as_deref())])
    }
    /// What it is and where it stands.
    #[must_use]
    pub fn about(&self, lang: Lang) -> Vec<Phrase> {
        std::iter::once(&self.is)
            .chain(&self.within)
            .map(|text| Phrase::new(text, lang))
            .collect()
    }
}

/// All of it, ready to be searched.
pub struct Collection {
    /// The texts.
    pub index: Index<Sort>,
    cards: BTreeMap<String, Card>,
}

impl Collection {
    /// Reads all texts of a site.
    #[must_use]
    pub fn of(site: &Site, definitions: &Definitions) -> Self {
        let mut gathered = Gathered::default();
        for framework in &definitions.frameworks {
            gathered.framework(framework, definitions);
        }
        gathered.indicators(definitions);
        gathered.datasets(definitions);
        gathered.regions(definitions);
        gathered.words();
        gathered.pages(site);
        Self {
            index: Index::build(gathered.documents),
            cards: gathered.cards,
        }
    }
    /// What is shown of the document with that key.
    #[must_use]
    pub fn card(&self, key: &str) -> Option<&Card> {
        self.cards.get(key)
    }
}

#[derive(Default)]
struct Gathered {
    documents: Vec<Document<Sort>>,
    cards: BTreeMap<String, Card>,
}

/// Texts of one thing to be found.
type Fields<'a> = Vec<(Field, &'a Text)>;

impl Gathered {
    fn add(&mut self, sort: Sort, card: Card, codes: &[&str], fields: &Fields<'_>) {
        let key = card.link(Lang::Nl);
        for lang in [Lang::Nl, Lang::En] {
            let mut document = Document::new(key.clone(), sort, lang);
            for (field, text) in std::iter::once((Field::Title, &card.title)).chain(fields.iter().copied()) {
                document = document.with_in(words::language_of(text, lang), field, text.get(lang));
            }
            for code in codes {
                document = document.with(Field::Code, *code);
            }
            self.documents.push(document);
        }
        self.cards.insert(key, card);
    }

    fn framework(&mut self, framework: &Framework, definitions: &Definitions) {
        let card = Card {
            title: framework.title.clone(),
            is: Text::both("programma", "programme"),
            within: Vec::new(),
            path: paths::programme(framework.id.as_str()),
            region: None,
        };
        let own: Fields<'_> = framework.text.iter().map(|text| (Field::Text, text)).collect();
        self.add(Sort::Page, card, &[framework.id.as_str()], &own);
        for entry in framework.elements() {
            self.element(framework, entry, definitions);
        }
    }

    fn element(&mut self, framework: &Framework, entry: Entry<'_>, definitions: &Definitions) {
        let Entry { kind, element, group } = entry;
        let mut within: Vec<Text> = group
            .into_iter()
            .map(|group| group.title.text().clone())
            .collect();
        within.push(framework.title.clone());
        let card = Card {
            title: element.title.text().clone(),
            is: Text::both(
                words::programme::kind(kind, Lang::Nl),
                words::programme::kind(kind, Lang::En),
            ),
            within,
            path: place::of(&framework.id, kind, &element.id),
            region: None,
        };
        let mut fields: Fields<'_> = element.text.iter().map(|text| (Field::Text, text)).collect();
        let mut codes = vec![element.id.as_str()];
        match kind {
            ElementKind::Outcome => {
                let found = framework.judged().find(|judged| judged.element.id == element.id);
                fields.extend(measured(found.and_then(|judged| judged.measurement), definitions));
            }
            ElementKind::Line => {
                let line = framework.lines.iter().find(|line| line.element.id == element.id);
                fields.extend(
                    line.and_then(|line| line.subtitle.as_ref())
                        .map(|text| (Field::Names, text)),
                );
            }
            ElementKind::Abbreviation => {
                let known = framework.abbreviations.iter();
                codes.extend(
                    known
                        .filter(|known| known.element.id == element.id)
                        .map(|known| known.short.as_str()),
                );
            }
            _ => {}
        }
        self.add(sort_of(kind), card, &codes, &fields);
    }

    fn indicators(&mut self, definitions: &Definitions) {
        for indicator in definitions.indicators.values() {
            let card = Card {
                title: indicator.title.clone(),
                is: Text::both("indicator", "indicator"),
                within: Vec::new(),
                path: paths::indicator(indicator.id.as_str()),
                region: None,
            };
            let unit = Text::both(indicator.unit.label(Lang::Nl), indicator.unit.label(Lang::En));
            let mut fields: Fields<'_> = vec![(Field::Names, &unit), (Field::Text, &indicator.source)];
            fields.extend(indicator.text.iter().map(|text| (Field::Text, text)));
            self.add(Sort::Indicator, card, &[indicator.id.as_str()], &fields);
        }
    }

    fn datasets(&mut self, definitions: &Definitions) {
        for dataset in definitions.datasets.values() {
            let publisher = Text::both(dataset.publisher.as_str(), dataset.publisher.as_str());
            let card = Card {
                title: dataset.title.clone(),
                is: Text::both("gegevensset", "data set"),
                within: vec![publisher.clone()],
                path: paths::dataset(dataset.id.as_str()),
                region: None,
            };
            let mut fields: Fields<'_> =
                vec![(Field::Names, &publisher), (Field::Text, &dataset.attribution)];
            fields.extend(
                dataset
                    .measures
                    .values()
                    .map(|measure| (Field::Names, &measure.title)),
            );
            fields.extend(
                dataset
                    .columns
                    .iter()
                    .filter_map(|column| Some((Field::Text, column.title.as_ref()?))),
            );
            let mut codes = vec![dataset.id.as_str()];
            // A table whose number nobody knows has the same word as others.
            codes.extend((dataset.table != "unknown").then_some(dataset.table.as_str()));
            self.add(Sort::Dataset, card, &codes, &fields);
        }
    }

    fn regions(&mut self, definitions: &Definitions) {
        for region in definitions.regions.iter() {
            let card = Card {
                // A name is a name in every language.
                title: Text::both(region.name.as_str(), region.name.as_str()),
                is: Text::both(
                    words::data::region_kind(region.kind, Lang::Nl),
                    words::data::region_kind(region.kind, Lang::En),
                ),
                within: Vec::new(),
                path: "/".to_owned(),
                region: Some(region.code.to_string()),
            };
            let mut codes = vec![region.code.as_str()];
            codes.extend(region.nuts.iter().map(String::as_str));
            let is = card.is.clone();
            self.add(Sort::Region, card, &codes, &vec![(Field::Names, &is)]);
        }
    }

    fn words(&mut self) {
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

    fn pages(&mut self, site: &Site) {
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
}

/// What is said of how an outcome is measured.
fn measured<'a>(measurement: Option<&'a Measurement>, definitions: &'a Definitions) -> Fields<'a> {
    match measurement {
        Some(Measurement::Measured(measures)) => measures
            .iter()
            .flat_map(|measure| {
                let indicator = definitions.indicators.get(&measure.indicator);
                indicator
                    .map(|indicator| (Field::Names, &indicator.title))
                    .into_iter()
                    .chain([(Field::Text, &measure.covers)])
            })
            .collect(),
        Some(Measurement::Qualitative { why, .. }) => vec![(Field::Text, why)],
        Some(Measurement::Unmeasured { why, would_do }) => vec![(Field::Text, why), (Field::Text, would_do)],
        None => Vec::new(),
    }
}

fn sort_of(kind: ElementKind) -> Sort {
    match kind {
        ElementKind::Outcome => Sort::Outcome,
        ElementKind::Objective | ElementKind::Priority => Sort::Objective,
        ElementKind::Line | ElementKind::Theme => Sort::Line,
        ElementKind::Activity
        | ElementKind::ActivityPart
        | ElementKind::Instrument
        | ElementKind::Programme
        | ElementKind::MatrixEntry => Sort::Activity,
        ElementKind::Act => Sort::Commitment,
        ElementKind::Challenge | ElementKind::Principle | ElementKind::Ambition => Sort::Challenge,
        ElementKind::Swot | ElementKind::Trend => Sort::Analysis,
        ElementKind::Partner => Sort::Partner,
        ElementKind::Role | ElementKind::ScaleLevel | ElementKind::Domain | ElementKind::Reference => {
            Sort::Other
        }
        ElementKind::Abbreviation => Sort::Word,
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
        "/cijfers",
        ("Cijfers en licenties", "Data and licences"),
        (
            "De catalogus van gegevenssets: uitgever, licentie, momentopnamen, downloads.",
            "The catalogue of data sets: publisher, licence, snapshots, downloads.",
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
