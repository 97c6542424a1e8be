//! From what a workspace defines and holds to its catalogue.

use super::addresses::Addresses;
use super::iri::Iri;
use super::licence::Licence;
use super::makers;
use super::spatial::Place;
use super::{Agent, Catalogue, Contact, Dataset, Distribution, Form, Series, Service};
use crate::date;
use jiff::civil::Date;
use koers_model::dataset::Dataset as Row;
use koers_model::framework::Workspace;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::{Frequency, Period};
use koers_model::publication::Publication;
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;

/// What a workspace has to offer.
pub struct Holdings<'a> {
    /// Its settings.
    pub workspace: &'a Workspace,
    /// How it is published: `workspace.publication`.
    pub publication: &'a Publication,
    /// Its regions.
    pub regions: &'a RegionRegistry,
    /// Data sets, with what is held of each.
    pub datasets: Vec<(&'a Row, Stock)>,
    /// Indicators, with what can be computed of each.
    pub indicators: Vec<(&'a Indicator, Stock)>,
}

/// What is held of a data set or an indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stock {
    /// The regions that it is about.
    pub regions: BTreeSet<RegionCode>,
    /// Its states, the oldest first; the last one counts today. Without any it is not in the catalogue.
    pub vintages: Vec<Vintage>,
}

/// One state of a data set or an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vintage {
    /// Since when it could be known.
    pub known: Date,
    /// First and last period, where that was looked up.
    pub periods: Option<(Period, Period)>,
}

/// The catalogue of a workspace: its data sets, its indicators, and the interface through which programs ask. What is not held is
/// not in it. Where more than one state of something could be known in turn, the states are a series, and each earlier one stands beside
/// the present one.
#[must_use]
pub fn catalogue(holdings: &Holdings<'_>, addresses: &dyn Addresses) -> Catalogue {
    let mut filling = Filling {
        holdings,
        addresses,
        publisher: makers::publisher(&holdings.publication.publisher),
        series: Vec::new(),
        datasets: Vec::new(),
    };
    for (row, held) in &holdings.datasets {
        filling.table(row, held);
    }
    for (indicator, held) in &holdings.indicators {
        filling.indicator(indicator, held);
    }
    let workspace = holdings.workspace;
    let (nl, en) = (&workspace.name.nl, workspace.name.get(Lang::En));
    let contact = &holdings.publication.contact;
    Catalogue {
        iri: addresses.catalogue(),
        title: Text::both(
            format!("Cijfers en indicatoren van {nl}"),
            format!("Figures and indicators of {en}"),
        ),
        description: Text::both(
            format!(
                "De tabellen waarmee {nl} zijn economische beleid volgt, zoals ze zijn gepubliceerd, en de indicatoren die daaruit zijn berekend. \
                 Elk cijfer is terug te voeren op zijn bron; een cijfer dat ontbreekt heeft een reden."
            ),
            format!(
                "The tables by which {en} follows its economic policy, as they were published, and the indicators computed from them. \
                 Every figure can be traced to its source; a figure that is missing has a reason."
            ),
        ),
        homepage: addresses.catalogue_page(),
        contact: Contact {
            name: contact.name.clone(),
            email: contact.email.clone(),
            url: contact.url.as_ref().map(Iri::from),
        },
        licence: Licence::from(holdings.publication.licence),
        languages: workspace.languages.clone(),
        issued: None,
        modified: filling
            .datasets
            .iter()
            .filter_map(|dataset| dataset.modified)
            .max(),
        spatial: Place::of(&workspace.region).into_iter().collect(),
        service: Some(service(holdings, addresses)),
        publisher: filling.publisher,
        series: filling.series,
        datasets: filling.datasets,
    }
}

fn service(holdings: &Holdings<'_>, addresses: &dyn Addresses) -> Service {
    let name = &holdings.workspace.name;
    Service {
        iri: addresses.api_page().fragment("dienst"),
        title: Text::both(
            format!("Open API van Koers {}", name.nl),
            format!("Open API of Koers {}", name.get(Lang::En)),
        ),
        description: Text::both(
            "Oordelen, indicatoren, cijfers en hun herkomst, voor een gebied, een dag en een stand van kennis naar keuze. Zonder inloggen.",
            "Verdicts, indicators, figures and where they come from, for any region, day and state of knowledge. Without login.",
        ),
        endpoint: addresses.api(),
        openapi: addresses.openapi(),
        page: Some(addresses.api_page()),
        keywords: vec![
            Text::both("economisch beleid", "economic policy"),
            Text::both("regionale statistiek", "regional statistics"),
        ],
        licence: Licence::from(holdings.publication.licence),
    }
}

/// What one thing has in each of its states.
struct Thing<'t> {
    title: &'t Text,
    description: Text,
    keywords: Vec<Text>,
    creator: Agent,
    licence: Licence,
    version: Option<String>,
    other_identifier: Option<String>,
    provenance: Text,
    derived_from: Vec<Iri>,
    sources: Vec<Iri>,
    attribution: Option<Text>,
    documentation: Option<Iri>,
    frequency: Option<Frequency>,
    page: &'t dyn Fn(Option<Date>) -> Iri,
    file: &'t dyn Fn(Form, Option<Date>) -> Iri,
}

struct Filling<'h, 'a> {
    holdings: &'h Holdings<'a>,
    addresses: &'h dyn Addresses,
    publisher: Agent,
    series: Vec<Series>,
    datasets: Vec<Dataset>,
}

impl Filling<'_, '_> {
    fn table(&mut self, row: &Row, held: &Stock) {
        let addresses = self.addresses;
        let measures: Vec<Text> = row
            .measures
            .values()
            .map(|measure| measure.title.clone())
            .collect();
        let list = |lang: Lang| {
            let names = row
                .measures
                .values()
                .map(|measure| format!("{} ({})", measure.title.get(lang), measure.unit.label(lang)));
            names.collect::<Vec<_>>().join(", ")
        };
        let table = known_table(row);
        let of_table = |lang: Lang| match (table, lang) {
            (Some(table), Lang::Nl) => format!("tabel {table} van {}", row.publisher),
            (Some(table), Lang::En) => format!("table {table} of {}", row.publisher),
            (None, Lang::Nl) => format!("een tabel van {}", row.publisher),
            (None, Lang::En) => format!("a table of {}", row.publisher),
        };
        let thing = Thing {
            title: &row.title,
            description: Text::both(
                format!(
                    "{}: {}. Maten: {}.",
                    row.title.nl,
                    of_table(Lang::Nl),
                    list(Lang::Nl)
                ),
                format!(
                    "{}: {}. Measures: {}.",
                    row.title.get(Lang::En),
                    of_table(Lang::En),
                    list(Lang::En)
                ),
            ),
            keywords: measures,
            creator: makers::maker(&row.publisher, &self.holdings.publication.publisher),
            licence: Licence::of(&row.licence),
            version: None,
            other_identifier: table.map(str::to_owned),
            provenance: Text::both(
                format!(
                    "Overgenomen uit {}. Het bestand is ongewijzigd bewaard zoals het is ontvangen. De vorm kan hier anders zijn, de cijfers niet.",
                    of_table(Lang::Nl)
                ),
                format!(
                    "Taken over from {}. The file is kept unchanged as it was received. The form may differ here, the figures do not.",
                    of_table(Lang::En)
                ),
            ),
            derived_from: row.url.as_deref().and_then(Iri::web).into_iter().collect(),
            sources: Vec::new(),
            attribution: Some(row.attribution.clone()),
            // Who made the figures also explains them.
            documentation: row.url.as_deref().and_then(Iri::web),
            frequency: Some(row.frequency),
            page: &|known| addresses.dataset(&row.id, known),
            file: &|form, known| addresses.dataset_file(&row.id, form, known),
        };
        self.add(&thing, held);
    }

    fn indicator(&mut self, indicator: &Indicator, held: &Stock) {
        let addresses = self.addresses;
        let used = indicator.rule.datasets();
        let in_catalogue = self
            .holdings
            .datasets
            .iter()
            .filter(|(_, held)| !held.vintages.is_empty());
        let listed: BTreeSet<&Id> = in_catalogue.map(|(row, _)| &row.id).collect();
        let frequency = held
            .vintages
            .iter()
            .rev()
            .find_map(|vintage| vintage.periods)
            .map(|(first, _)| first.frequency());
        let unit = |lang: Lang| indicator.unit.label(lang);
        let about = |lang: Lang| {
            indicator
                .text
                .as_ref()
                .unwrap_or(&indicator.title)
                .get(lang)
                .to_owned()
        };
        let thing = Thing {
            title: &indicator.title,
            description: Text::both(
                format!("{} Eenheid: {}.", ended(&about(Lang::Nl)), unit(Lang::Nl)),
                format!("{} Unit: {}.", ended(&about(Lang::En)), unit(Lang::En)),
            ),
            keywords: vec![indicator.title.clone(), Text::both("indicator", "indicator")],
            creator: self.publisher.clone(),
            licence: Licence::from(self.holdings.publication.licence),
            version: Some(indicator.version.to_string()),
            other_identifier: None,
            provenance: Text {
                nl: format!("Berekend met Koers. {}", indicator.source.nl),
                en: indicator
                    .source
                    .en
                    .as_ref()
                    .map(|source| format!("Computed by Koers. {source}")),
            },
            derived_from: Vec::new(),
            sources: used
                .intersection(&listed)
                .map(|id| addresses.dataset(id, None).fragment(DATASET))
                .collect(),
            attribution: Some(indicator.source.clone()),
            documentation: Some(addresses.trace(&indicator.id)),
            frequency,
            page: &|known| addresses.indicator(&indicator.id, known),
            file: &|form, known| addresses.indicator_file(&indicator.id, form, known),
        };
        self.add(&thing, held);
    }

    /// One thing in each of its states. The present one goes by the address without a day.
    fn add(&mut self, thing: &Thing<'_>, held: &Stock) {
        let mut vintages = held.vintages.clone();
        vintages.sort_by_key(|vintage| vintage.known);
        // Of two of one day the last counts.
        vintages.reverse();
        vintages.dedup_by_key(|vintage| vintage.known);
        vintages.reverse();
        let (Some(first), Some(last)) = (vintages.first().copied(), vintages.last().copied()) else {
            return;
        };
        let day = last.periods.map_or(last.known, |(_, period)| period.end());
        let spatial = Place::covering(&held.regions, self.holdings.regions, day);
        let series = (vintages.len() > 1).then(|| (thing.page)(None).fragment("reeks"));
        if let Some(iri) = &series {
            self.series.push(Series {
                iri: iri.clone(),
                title: Text {
                    nl: format!("{}: alle standen", thing.title.nl),
                    en: thing
                        .title
                        .en
                        .as_ref()
                        .map(|title| format!("{title}: all states")),
                },
                description: Text::both(
                    format!(
                        "{}: zoals het op elke dag van publicatie bekend was.",
                        thing.title.nl
                    ),
                    format!(
                        "{}: as it was known on each day of publication.",
                        thing.title.get(Lang::En)
                    ),
                ),
                creator: thing.creator.clone(),
                frequency: thing.frequency,
                temporal: days(vintages.iter().filter_map(|vintage| vintage.periods)),
                issued: Some(first.known),
                modified: Some(last.known),
                spatial: spatial.clone(),
            });
        }
        let mut previous: Option<Iri> = None;
        for vintage in vintages {
            let present = vintage == last;
            let known = (!present).then_some(vintage.known);
            let page = (thing.page)(known);
            let iri = page.fragment(DATASET);
            // Of earlier states one form is enough to find them by; the interface gives them in all.
            let forms: &[Form] = if present { &Form::ALL } else { &[Form::Csv] };
            let distribution = |form: &Form| Distribution {
                form: *form,
                download: (thing.file)(*form, known),
                bytes: None,
                hash: None,
            };
            self.datasets.push(Dataset {
                iri: iri.clone(),
                title: if present {
                    thing.title.clone()
                } else {
                    as_known(thing.title, vintage.known)
                },
                description: thing.description.clone(),
                keywords: thing.keywords.clone(),
                creator: thing.creator.clone(),
                page,
                documentation: thing.documentation.clone(),
                other_identifier: thing.other_identifier.clone(),
                frequency: thing.frequency,
                issued: Some(if present { first.known } else { vintage.known }),
                modified: Some(vintage.known),
                temporal: days(vintage.periods),
                spatial: spatial.clone(),
                version: match &thing.version {
                    Some(version) if present => Some(version.clone()),
                    Some(version) => Some(format!("{version} ({})", vintage.known)),
                    None => Some(vintage.known.to_string()),
                },
                provenance: Some(thing.provenance.clone()),
                derived_from: thing.derived_from.clone(),
                // Which states an earlier state was computed from is not looked up.
                sources: if present {
                    thing.sources.clone()
                } else {
                    Vec::new()
                },
                attribution: thing.attribution.clone(),
                licence: thing.licence.clone(),
                series: series.clone(),
                previous: previous.replace(iri),
                distributions: forms.iter().map(distribution).collect(),
            });
        }
    }
}

/// What names a data set within its page.
const DATASET: &str = "dataset";

/// The publisher's name of the table, where it is known. A catalogue row says `unknown` where it is not.
fn known_table(row: &Row) -> Option<&str> {
    Some(row.table.as_str()).filter(|table| *table != "unknown")
}

/// First and last day of periods.
fn days(periods: impl IntoIterator<Item = (Period, Period)>) -> Option<(Date, Date)> {
    let each = periods
        .into_iter()
        .map(|(first, last)| (first.start(), last.end()));
    each.reduce(|(first, last), (start, end)| (first.min(start), last.max(end)))
}

/// A title with the day on which it was known.
fn as_known(title: &Text, day: Date) -> Text {
    Text {
        nl: format!("{} (zoals bekend op {})", title.nl, date::date(day, Lang::Nl)),
        en: title
            .en
            .as_ref()
            .map(|title| format!("{title} (as known on {})", date::date(day, Lang::En))),
    }
}

/// A text with a full stop at its end.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
