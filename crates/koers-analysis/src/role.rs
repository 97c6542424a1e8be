//! What a column of figures is to a method.

use crate::say::Words;

/// What a column of figures is to a method: names that tell rows apart, or numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Its word on the command line and in files.
    pub word: &'static str,
    /// What people read above it.
    pub title: Words,
    /// Whether it holds names (regions, periods, …) rather than numbers.
    pub is_name: bool,
    /// Whether several columns can have it, each under its own heading.
    pub many: bool,
}

impl Role {
    const fn name(word: &'static str, nl: &'static str, en: &'static str) -> Self {
        Self {
            word,
            title: Words(nl, en),
            is_name: true,
            many: false,
        }
    }
    const fn figure(word: &'static str, nl: &'static str, en: &'static str) -> Self {
        Self {
            word,
            title: Words(nl, en),
            is_name: false,
            many: false,
        }
    }
    const fn figures(word: &'static str, nl: &'static str, en: &'static str) -> Self {
        Self {
            many: true,
            ..Self::figure(word, nl, en)
        }
    }
}

/// Which region, or any other unit.
pub const REGION: Role = Role::name("region", "regio", "region");
/// Which activity: a sector, a product, a subject.
pub const SECTOR: Role = Role::name("sector", "sector", "sector");
/// The group that a sector or a region belongs to.
pub const GROUP: Role = Role::name("group", "groep", "group");
/// When.
pub const PERIOD: Role = Role::name("period", "periode", "period");
/// Where a flow comes from, or the first of two neighbours.
pub const FROM: Role = Role::name("from", "van", "from");
/// Where a flow goes to, or the second of two neighbours.
pub const TO: Role = Role::name("to", "naar", "to");
/// How old.
pub const AGE: Role = Role::name("age", "leeftijd", "age");
/// From when a unit is treated; empty for one that never is.
pub const START: Role = Role::name("start", "begin", "start");
/// The figures themselves.
pub const VALUE: Role = Role::figure("value", "waarde", "value");
/// How many people.
pub const POPULATION: Role = Role::figure("population", "inwoners", "population");
/// Open vacancies.
pub const VACANCIES: Role = Role::figure("vacancies", "vacatures", "vacancies");
/// People who look for work.
pub const UNEMPLOYED: Role = Role::figure("unemployed", "werklozen", "unemployed");
/// What moves with the figures.
pub const INDICATOR: Role = Role::figure("indicator", "indicator", "indicator");
/// Deaths for each person-year.
pub const MORTALITY: Role = Role::figure("mortality", "sterftecijfer", "mortality");
/// The regions beside a region, with `;` between them.
pub const NEIGHBOURS: Role = Role::name("neighbours", "buren", "neighbours");
/// What units are matched on, beside the figures themselves.
pub const PREDICTOR: Role = Role::figures("predictor", "voorspeller", "predictor");
/// Women or men.
pub const SEX: Role = Role::name("sex", "geslacht", "sex");
/// The share of an age group that lives at the end of a step.
pub const SURVIVAL: Role = Role::figure("survival", "overlevingskans", "survival");
/// Births for each woman and year.
pub const FERTILITY: Role = Role::figure("fertility", "geboorten per vrouw per jaar", "fertility");
/// Those who come from outside less those who leave for outside, in a step.
pub const ARRIVALS: Role = Role::figure("arrivals", "saldo van buiten", "arrivals");
/// The share of those who live at the end of a step that then lives in another region.
pub const MOVES: Role = Role::figure("moves", "deel dat verhuist", "moves");
/// Deaths.
pub const DEATHS: Role = Role::figure("deaths", "sterfgevallen", "deaths");
/// How many years wide an age group is.
pub const WIDTH: Role = Role::figure("width", "breedte in jaren", "width");
/// Years that those who die in an age group live in it.
pub const LIVED: Role = Role::figure("lived", "jaren geleefd door wie sterft", "lived");
/// The share that takes part in the labour market.
pub const PARTICIPATION: Role = Role::figure("participation", "arbeidsdeelname", "participation");
/// The share that is to take part.
pub const GOAL: Role = Role::figure("goal", "doel", "goal");
/// How easily people are hired.
pub const EFFICIENCY: Role = Role::figure("efficiency", "hoe makkelijk men aanneemt", "efficiency");
/// People who work or look for work.
pub const LABOUR_FORCE: Role = Role::figure("labour_force", "beroepsbevolking", "labour_force");
/// Jobs.
pub const JOBS: Role = Role::figure("jobs", "banen", "jobs");
