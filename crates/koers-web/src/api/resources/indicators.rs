//! `/indicatoren`: definitions, values, and where a value comes from.

use super::tables::{PARAMETERS, figure, give, href, selection, unknown};
use super::{each, schema};
use crate::answer::{Answer, Fault};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::{AS_OF, ON, REGION};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Gemeten, Indicator, Waarde, text};
use crate::site::Site;
use koers_framework::Definitions;
use koers_model::framework::Measurement;
use koers_model::id::Id;
use koers_model::indicator;
use koers_model::text::{Lang, Text};
use koers_report::explain::{ExplainJson, Subject};
use koers_report::explain_json;
use koers_run::error::RunError;
use koers_run::explain::Explanation;
use koers_run::publish;

const ONE_OF: &str = "/indicatoren/{indicatorId}";
const VALUES_OF: &str = "/indicatoren/{indicatorId}/waarden";

static PERIOD: Parameter = Parameter {
    name: "periode",
    description: Words::new(
        "De periode van het cijfer. Zonder deze sleutel: de laatste met een cijfer op de peildatum.",
        "The period of the figure. Without it: the last one with a figure on the day judged.",
    ),
    kind: Kind::Period,
    example: "2019",
};

pub(super) const ALL: Resource = Resource {
    path: "/indicatoren",
    operation: "indicatoren",
    tag: "indicatoren",
    summary: Words::new("Alle indicatoren", "All indicators"),
    description: Words::new(
        "De definities van de indicatoren, op id.",
        "The definitions of the indicators, by id.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let definitions = site.definitions()?;
        let all = definitions.indicators.values();
        page_of(site, call, all.map(|one| wire(site, definitions, one)).collect())
    },
    schema: schema::<Listing<Indicator>>,
    addresses: |_| vec!["/indicatoren".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "indicator",
    tag: "indicatoren",
    summary: Words::new("Een indicator", "An indicator"),
    description: Words::new(
        "De definitie van een indicator: eenheid, richting, eigenaar, bron, en wat ermee wordt gemeten.",
        "The definition of an indicator: unit, direction, owner, source, and what is measured with it.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let indicator = site.indicator(call.part("indicatorId"))?;
        json(&wire(site, site.definitions()?, indicator))
    },
    schema: schema::<Indicator>,
    addresses: |site| of_indicators(site, ONE_OF),
};

pub(super) const VALUES: Resource = Resource {
    path: VALUES_OF,
    operation: "waarden",
    tag: "indicatoren",
    summary: Words::new("De waarden van een indicator", "The values of an indicator"),
    description: Words::new(
        "De waarden per gebied en periode, met de reden waar er geen is. JSON komt in pagina’s, de andere vormen komen in hun geheel. Was er op `bekendOp` nog niets gepubliceerd, dan is het antwoord 404.",
        "The values by region and period, with the reason where there is none. JSON comes in pages, the other forms come whole. When nothing had been published yet on `bekendOp`, the answer is 404.",
    ),
    parameters: &PARAMETERS,
    paged: true,
    forms: Form::TABLE,
    answer: |site, call| {
        let id = call.part("indicatorId");
        let table = publish::readings(site, id, call.day(AS_OF.name), href(site, call)).map_err(unknown)?;
        if table.rows(Lang::Nl).next().is_none() {
            // There were tables, but not yet with this figure in them.
            return Err(absent(id));
        }
        let table = table.selected(&selection(site, call)?);
        give(site, call, &table, |row| figure(&row))
    },
    schema: schema::<Listing<Waarde>>,
    addresses: |site| of_indicators(site, VALUES_OF),
};

pub(super) const TRACE: Resource = Resource {
    path: "/indicatoren/{indicatorId}/herkomst",
    operation: "herkomst",
    tag: "indicatoren",
    summary: Words::new("Waar een cijfer vandaan komt", "Where a figure comes from"),
    description: Words::new(
        "De berekening van één cijfer als boom, tot en met de gepubliceerde cellen: gegevensset, momentopname, regel. Het is het contract `koers_explain`.",
        "The computation of one figure as a tree, down to the published cells: data set, snapshot, line. It is the contract `koers_explain`.",
    ),
    parameters: &[&PERIOD, &REGION, &ON, &AS_OF],
    paged: false,
    forms: &[Form::Json],
    answer: trace,
    schema: schema::<ExplainJson>,
    addresses: |site| of_indicators(site, TRACE.path),
};

fn of_indicators(site: &Site, path: &'static str) -> Vec<String> {
    let ids = site.definitions().map(|all| all.indicators.keys());
    each(path, ids.into_iter().flatten().map(Id::as_str))
}

/// There is no such figure for this question.
fn absent(id: &str) -> Fault {
    Fault::NotFound {
        what: format!("waarde van {id} bij deze vraag"),
        near: Vec::new(),
    }
}

fn trace(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let indicator = site.indicator(call.part("indicatorId"))?;
    let id = indicator.id.as_str();
    let explanation = match site.explain(id, call.get(PERIOD.name), &call.asked()) {
        Err(RunError::Unknown { what: "reading", .. }) => return Err(absent(id)),
        other => other.map_err(unknown)?,
    };
    let Explanation::Reading(explained) = explanation else {
        return Err(Fault::not_found(id));
    };
    let subject = Subject {
        title: &explained.indicator.title,
        version: explained.indicator.version,
        unit: explained.indicator.unit,
        decimals: explained.indicator.decimals,
    };
    let body = explain_json(&subject, &explained.reading, &explained.trace);
    Ok(Answer::new(Form::Json.media(), body))
}

fn wire(site: &Site, definitions: &Definitions, indicator: &indicator::Indicator) -> Indicator {
    let id = indicator.id.as_str();
    let datasets = indicator.rule.datasets();
    let unit = |lang: Lang| indicator.unit.label(lang);
    Indicator {
        id: id.to_owned(),
        versie: indicator.version,
        titel: text(&indicator.title),
        tekst: indicator.text.as_ref().map(text),
        eenheid: indicator.unit.id.to_owned(),
        eenheid_naam: text(&Text::both(unit(Lang::Nl), unit(Lang::En))),
        decimalen: indicator.decimals,
        richting: indicator.direction.map(koers_model::target::Direction::word),
        niveau: indicator.level.word(),
        eigenaar: text(&indicator.owner),
        geldig_van: indicator.valid_from.map(|period| period.to_string()),
        geldig_tot: indicator.valid_to.map(|period| period.to_string()),
        vergelijk_met: indicator.benchmarks.iter().map(ToString::to_string).collect(),
        verouderd_na_maanden: indicator.stale_after_months,
        berekening: indicator.rule.word(),
        gegevenssets: datasets.into_iter().map(ToString::to_string).collect(),
        bron: text(&indicator.source),
        meet: measured(site, definitions, &indicator.id),
        waarden: link(site, VALUES_OF, &[id]),
        href: link(site, ONE_OF, &[id]),
    }
}

/// The outcomes that an indicator measures.
fn measured(site: &Site, definitions: &Definitions, indicator: &Id) -> Vec<Gemeten> {
    let path = "/programmas/{programmaId}/resultaten/{resultaatId}";
    let mut all = Vec::new();
    for framework in &definitions.frameworks {
        for judged in framework.judged() {
            let Some(Measurement::Measured(measures)) = judged.measurement else {
                continue;
            };
            if measures.iter().any(|measure| measure.indicator == *indicator) {
                let outcome = &judged.element.id;
                all.push(Gemeten {
                    programma: framework.id.to_string(),
                    resultaat: outcome.to_string(),
                    href: link(site, path, &[framework.id.as_str(), outcome.as_str()]),
                });
            }
        }
    }
    all
}
