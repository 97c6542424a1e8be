//! Keys that several resources share, and the names in their paths.

use super::resource::{Kind, Parameter, Words};

/// The most items on a page.
pub const MOST_ON_PAGE: u32 = 1000;
/// So many when nothing is asked.
pub const ON_PAGE: u32 = 100;
/// The last page that can be asked for.
const LAST_PAGE: u32 = 1_000_000;

/// The region that is judged.
pub static REGION: Parameter = Parameter {
    name: "regio",
    description: Words::new(
        "Code van het gebied. Zonder deze sleutel: het gebied van de publicatie.",
        "Code of the region. Without it: the region that this site is about.",
    ),
    kind: Kind::Region,
    example: "PV22",
};
/// Several regions.
pub static REGIONS: Parameter = Parameter {
    name: "regio",
    description: Words::new(
        "Codes van gebieden, met komma’s ertussen. Zonder deze sleutel: alle gebieden.",
        "Codes of regions, with commas between them. Without it: every region.",
    ),
    kind: Kind::Regions,
    example: "PV22,NL01",
};
/// Kinds of regions, in the words of [`koers_model::region::RegionKind`].
pub const REGION_KINDS: &[&str] = &[
    "municipality",
    "corop",
    "province",
    "part",
    "country",
    "labour-market",
    "foreign",
];
/// Kinds of regions.
pub static KINDS: Parameter = Parameter {
    name: "soort",
    description: Words::new(
        "Soorten gebieden, met komma’s ertussen; komt bij wat onder `regio` staat.",
        "Kinds of regions, with commas between them; added to what `regio` names.",
    ),
    kind: Kind::Words(REGION_KINDS),
    example: "province",
};
/// The day judged.
pub static ON: Parameter = Parameter {
    name: "op",
    description: Words::new(
        "Peildatum: perioden die toen voorbij waren tellen mee. Zonder deze sleutel: vandaag.",
        "The day judged: periods that had ended by then count. Without it: today.",
    ),
    kind: Kind::Day,
    example: "2019-12-31",
};
/// The as-of day.
pub static AS_OF: Parameter = Parameter {
    name: "bekendOp",
    description: Words::new(
        "Met de cijfers zoals die op deze dag bekend waren. Zonder deze sleutel: alles wat nu bekend is.",
        "With the figures as they were known on this day. Without it: all that is known now.",
    ),
    kind: Kind::Day,
    example: "2022-12-31",
};
/// Only one line or theme.
pub static LINE: Parameter = Parameter {
    name: "lijn",
    description: Words::new(
        "Alleen deze programmalijn of dit thema.",
        "Only this programme line or theme.",
    ),
    kind: Kind::Name,
    example: "arbeidsmarkt",
};
/// The first period.
pub static FROM: Parameter = Parameter {
    name: "periodeVan",
    description: Words::new(
        "Alleen perioden die in deze periode beginnen of erna.",
        "Only periods that begin in this period or after it.",
    ),
    kind: Kind::Period,
    example: "2015",
};
/// The last period.
pub static TO: Parameter = Parameter {
    name: "periodeTot",
    description: Words::new(
        "Alleen perioden die in deze periode eindigen of ervoor.",
        "Only periods that end in this period or before it.",
    ),
    kind: Kind::Period,
    example: "2019",
};
/// The language of names in tables.
pub static LANGUAGE: Parameter = Parameter {
    name: "taal",
    description: Words::new(
        "Taal van namen en opschriften in CSV, JSON-stat en Parquet: `nl` of `en`. Codes, woorden en kolomnamen zijn in beide talen dezelfde.",
        "Language of names and labels in CSV, JSON-stat and Parquet: `nl` or `en`. Codes, words and names of columns are the same in both.",
    ),
    kind: Kind::Word(&["nl", "en"]),
    example: "nl",
};
/// The page.
pub static PAGE: Parameter = Parameter {
    name: "pagina",
    description: Words::new(
        "De hoeveelste pagina; de eerste is 1.",
        "Which page; the first is 1.",
    ),
    kind: Kind::Whole {
        least: 1,
        most: LAST_PAGE,
    },
    example: "1",
};
/// The size of a page.
pub static PAGE_SIZE: Parameter = Parameter {
    name: "paginaGrootte",
    description: Words::new(
        "Hoeveel er op een pagina staan: ten hoogste 1000, en 100 zonder deze sleutel.",
        "How many stand on a page: at most 1000, and 100 without this key.",
    ),
    kind: Kind::Whole {
        least: 1,
        most: MOST_ON_PAGE,
    },
    example: "100",
};

/// The names that stand in paths, and what they mean.
pub static PARTS: &[(&str, Words)] = &[
    (
        "programmaId",
        Words::new("Id van het programma.", "Id of the programme."),
    ),
    (
        "lijnId",
        Words::new(
            "Id van de programmalijn of het thema.",
            "Id of the line or theme.",
        ),
    ),
    (
        "doelstellingId",
        Words::new("Id van de doelstelling.", "Id of the objective."),
    ),
    (
        "activiteitId",
        Words::new("Id van de activiteit.", "Id of the activity."),
    ),
    (
        "resultaatId",
        Words::new("Id van het resultaat.", "Id of the outcome."),
    ),
    (
        "indicatorId",
        Words::new("Id van de indicator.", "Id of the indicator."),
    ),
    (
        "gegevenssetId",
        Words::new("Id van de gegevensset.", "Id of the data set."),
    ),
    ("methodeId", Words::new("Id van de methode.", "Id of the method.")),
    (
        "opvolgingId",
        Words::new("Id van de opvolging.", "Id of the succession."),
    ),
    (
        "actieId",
        Words::new(
            "Id van de actie of het voorstel.",
            "Id of the action or proposal.",
        ),
    ),
    (
        "gebiedCode",
        Words::new("Code van het gebied.", "Code of the region."),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::region::RegionKind;

    #[test]
    fn the_kinds_of_regions_are_those_of_the_model() {
        let words: Vec<&str> = RegionKind::WORDS.iter().map(|row| row.1).collect();
        assert_eq!(REGION_KINDS, words);
    }
}
