//! `/dcat`: the catalogue of data sets and indicators for open-data portals, as DCAT-AP-NL.

use super::schema;
use crate::answer::{Answer, Fault};
use crate::api::resource::{Form, Resource, Words};
use crate::site::Site;
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::snapshot::Provenance;
use koers_report::dcat::{self, Addresses, Holdings, Iri, Paths, Stock, Vintage};
use std::collections::BTreeSet;

pub(super) const DCAT: Resource = Resource {
    path: "/dcat",
    operation: "dcat",
    tag: "beschrijving",
    summary: Words::new(
        "De catalogus voor dataportalen",
        "The catalogue for open-data portals",
    ),
    description: Words::new(
        "Alle gegevenssets en indicatoren als DCAT-AP-NL 3: uitgever, licentie, perioden, gebied, vormen en adressen. Alleen als de uitgever zich in de werkmap noemt; anders is het antwoord 404.",
        "All data sets and indicators as DCAT-AP-NL 3: publisher, licence, periods, region, forms and addresses. Only when the workspace names its publisher; otherwise the answer is 404.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Turtle, Form::JsonLd],
    answer: |site, call| {
        let catalogue = catalogue(site)?;
        let text = match call.form {
            Form::JsonLd => dcat::json_ld(&catalogue),
            _ => dcat::turtle(&catalogue),
        };
        Ok(Answer::new(call.form.media(), text))
    },
    schema: schema::<serde_json::Value>,
    addresses: |site| match publication(site) {
        Ok(_) => vec![DCAT.path.to_owned()],
        Err(_) => Vec::new(),
    },
};

fn publication(site: &Site) -> Result<&koers_model::publication::Publication, Fault> {
    let publication = site.definitions()?.workspace.publication.as_ref();
    publication.ok_or_else(|| Fault::not_found(DCAT.path))
}

fn catalogue(site: &Site) -> Result<dcat::Catalogue, Fault> {
    let definitions = site.definitions()?;
    let publication = publication(site)?;
    let addresses = At::new(&site.address).ok_or_else(|| Fault::not_found(DCAT.path))?;
    let datasets = definitions.datasets.values();
    let indicators = definitions.indicators.values();
    let holdings = Holdings {
        workspace: &definitions.workspace,
        publication,
        regions: &definitions.regions,
        datasets: datasets
            .map(|dataset| Ok((dataset, of_dataset(site, dataset)?)))
            .collect::<Result<_, Fault>>()?,
        indicators: indicators
            .map(|indicator| (indicator, of_indicator(site, indicator)))
            .collect(),
    };
    Ok(dcat::catalogue(&holdings, &addresses))
}

/// The days, up to today, on which something of some data sets became known.
fn days<'a>(site: &'a Site, datasets: impl Iterator<Item = &'a Id>) -> BTreeSet<Date> {
    let snapshots = datasets.flat_map(|dataset| site.snapshots(dataset));
    let known = snapshots.map(Provenance::known_since);
    known.filter(|day| *day <= site.today()).collect()
}

fn of_dataset(site: &Site, dataset: &Dataset) -> Result<Stock, Fault> {
    let mut stock = Stock::default();
    for day in days(site, std::iter::once(&dataset.id)) {
        let Some((cube, _)) = site.cube(dataset.id.as_str(), Some(day))? else {
            continue;
        };
        let ends = (cube.periods().first(), cube.periods().last());
        stock.vintages.push(Vintage {
            known: day,
            periods: ends.0.copied().zip(ends.1.copied()),
        });
        // The last one stands for what is here now.
        stock.regions = cube.regions().iter().cloned().collect();
    }
    Ok(stock)
}

/// What can be computed of an indicator: a state for every day on which one of its tables came, once all of them were there.
fn of_indicator(site: &Site, indicator: &Indicator) -> Stock {
    let used = indicator.rule.datasets();
    let mut stock = Stock::default();
    for day in days(site, used.into_iter()) {
        // What could not be computed with what was known then was not there then.
        let Ok(readings) = site.readings(indicator.id.as_str(), Some(day)) else {
            continue;
        };
        // A table of missing figures alone is no file that anybody gets.
        let has_figure = |region| {
            let mut periods = readings.periods().iter();
            periods.any(|period| readings.cell(region, *period).number().is_some())
        };
        if !readings.regions().iter().any(has_figure) {
            continue;
        }
        let ends = (readings.periods().first(), readings.periods().last());
        stock.vintages.push(Vintage {
            known: day,
            periods: ends.0.copied().zip(ends.1.copied()),
        });
        stock.regions = readings.regions().iter().cloned().collect();
    }
    stock
}

/// The addresses of this site. Pages are where [`Paths`] says; the bytes come from the API.
struct At {
    site: Iri,
    pages: Paths,
}

impl At {
    fn new(address: &str) -> Option<Self> {
        Some(Self {
            site: Iri::web(address)?,
            pages: Paths::below(address)?,
        })
    }
    fn file(&self, room: &str, id: &Id, what: &str, form: dcat::Form, known: Option<Date>) -> Iri {
        let suffix = match form {
            dcat::Form::Csv => Form::Csv,
            dcat::Form::JsonStat => Form::JsonStat,
            dcat::Form::Parquet => Form::Parquet,
            dcat::Form::Json => Form::Json,
        };
        let last = format!("{what}{}", suffix.suffix());
        let file = self.site.below(&["api", "v1", room, id.as_str(), &last]);
        match known {
            Some(day) => file.with_query("bekendOp", &day.to_string()),
            None => file,
        }
    }
}

impl Addresses for At {
    fn catalogue(&self) -> Iri {
        self.pages.catalogue()
    }
    fn catalogue_page(&self) -> Iri {
        self.pages.catalogue_page()
    }
    fn dataset(&self, id: &Id, known: Option<Date>) -> Iri {
        self.pages.dataset(id, known)
    }
    fn dataset_file(&self, id: &Id, form: dcat::Form, known: Option<Date>) -> Iri {
        self.file("gegevenssets", id, "waarnemingen", form, known)
    }
    fn indicator(&self, id: &Id, known: Option<Date>) -> Iri {
        self.pages.indicator(id, known)
    }
    fn indicator_file(&self, id: &Id, form: dcat::Form, known: Option<Date>) -> Iri {
        self.file("indicatoren", id, "waarden", form, known)
    }
    fn trace(&self, id: &Id) -> Iri {
        self.pages.trace(id)
    }
    fn api(&self) -> Iri {
        self.pages.api()
    }
    fn openapi(&self) -> Iri {
        self.pages.openapi()
    }
    fn api_page(&self) -> Iri {
        self.pages.api_page()
    }
}
