//! A national table brought down to a region: what both ways of asking have in common.

use super::table::Table;
use crate::answer::Assumption;
use crate::fault::Fault;
use crate::method::Question;
use crate::say::{Words, say};
use crate::setting::Setting;
use koers_economics::input_output::Quotient;

/// The row with the size of each sector in the region.
pub(super) const OWN: Setting = Setting::names(
    "own",
    Words(
        "de rij met de omvang van elke sector in de regio (banen of productie)",
        "the row with the size of each sector in the region (jobs or output)",
    ),
);
/// The row with the size of each sector in the country.
pub(super) const COUNTRY: Setting = Setting::names(
    "country",
    Words(
        "de rij met de omvang van elke sector in het land, in dezelfde eenheid",
        "the row with the size of each sector in the country, in the same unit",
    ),
);
/// The quotient.
pub(super) const QUOTIENT: Setting = Setting::choice(
    "quotient",
    Words("met welk quotiënt", "by which quotient"),
    &[
        (
            "flq",
            Words(
                "FLQ: ook naar de grootte van de regio",
                "FLQ: by the size of the region too",
            ),
        ),
        (
            "aflq",
            Words(
                "AFLQ: en meer waar de regio in uitblinkt",
                "AFLQ: and more where the region is special",
            ),
        ),
        (
            "cilq",
            Words("CILQ: verkoper tegenover koper", "CILQ: seller beside buyer"),
        ),
        (
            "slq",
            Words("SLQ: alleen naar de verkoper", "SLQ: by the seller only"),
        ),
    ],
    "flq",
);
/// δ.
pub(super) const DELTA: Setting = Setting::number(
    "delta",
    Words(
        "δ van FLQ en AFLQ; hoe hoger, hoe meer een kleine regio van elders koopt",
        "δ of FLQ and AFLQ; the higher, the more a small region buys elsewhere",
    ),
    (0.0, 0.99),
    Some("0.3"),
);

/// Sizes of sectors in region and country.
pub(super) struct Sizes {
    pub own: Vec<f64>,
    pub country: Vec<f64>,
    /// The row of the region.
    pub name: String,
    /// The row of the country.
    pub of_country: String,
}

impl Sizes {
    pub(super) fn of(question: &Question<'_>, table: &Table) -> Result<Self, Fault> {
        let one =
            |setting: Setting, option: &'static str| match question.settings.names(setting.word).as_slice() {
                [name] => Ok((*name).to_owned()),
                _ => Err(Fault::Wanted {
                    option,
                    known: table.inputs.clone(),
                }),
            };
        let (name, country) = (one(OWN, "--set own=…")?, one(COUNTRY, "--set country=…")?);
        Ok(Self {
            own: table.along(&name)?,
            country: table.along(&country)?,
            name,
            of_country: country,
        })
    }

    /// What part of the country a sector of the region is.
    pub(super) fn share(&self, sector: usize) -> f64 {
        let of = |sizes: &[f64]| sizes.get(sector).copied().unwrap_or(0.0);
        if of(&self.country) > 0.0 {
            of(&self.own) / of(&self.country)
        } else {
            0.0
        }
    }

    /// Its quotient: that part against the part of the region in all.
    pub(super) fn simple(&self, sector: usize) -> Option<f64> {
        let (own, country): (f64, f64) = (self.own.iter().sum(), self.country.iter().sum());
        (own > 0.0 && country > 0.0).then(|| self.share(sector) / (own / country))
    }

    /// A fault of the library with names.
    pub(super) fn fault(&self, fault: koers_economics::Fault, table: &Table) -> Fault {
        use koers_economics::Fault as Of;
        match &fault {
            Of::NegativeCell {
                input: "region" | "nation",
                ..
            }
            | Of::NotInReference { .. }
            | Of::NoTotal { .. } => Fault::method(fault, std::slice::from_ref(&self.name), &table.sectors),
            Of::Setting {
                name: "the share of the region",
                value,
                ..
            } => Fault::Method(say(
                "{0} is samen {1} keer zo groot als het land; een regio is ten hoogste even groot. Staan `own` en `country` verwisseld?",
                "{0} is {1} times as large as the country together; a region is at most as large. Are `own` and `country` swapped?",
                [(&self.name).into(), crate::say::Slot::number(*value, 2)],
            )),
            _ => table.fault(fault),
        }
    }
}

/// The quotient that a setting asks for.
pub(super) fn quotient(question: &Question<'_>) -> Result<Quotient, Fault> {
    let delta = question.settings.number(DELTA.word)?;
    Ok(match question.settings.text(QUOTIENT.word) {
        Some("slq") => Quotient::Simple,
        Some("cilq") => Quotient::CrossIndustry,
        Some("aflq") => Quotient::FleggAugmented { delta },
        _ => Quotient::Flegg { delta },
    })
}

/// What every derived table takes for granted.
pub(super) const DERIVED: [Assumption; 3] = [
    Assumption::untested(
        "De recepten van het land gelden ook in de regio, en er wordt even productief gewerkt. Niemand heeft deze tabel geteld.",
        "Recipes of the country hold in the region too, and work is as productive. Nobody has counted this table.",
    ),
    Assumption::untested(
        "Elke regio is apart afgeleid, dus uitkomsten tellen niet op: een deel kan meer verliezen dan het geheel waar het in ligt.",
        "Every region was derived by itself, so results do not add up: a part can lose more than the whole that it lies in.",
    ),
    Assumption::untested(
        "Een regio verkoopt pas elders wat zij zelf niet nodig heeft. Alleen FLQ en AFLQ houden er rekening mee dat men hetzelfde product ook van elders koopt.",
        "A region sells elsewhere only what it does not need itself. Only FLQ and AFLQ allow for the same product being bought from elsewhere too.",
    ),
];
