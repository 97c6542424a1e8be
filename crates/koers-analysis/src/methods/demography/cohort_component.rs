//! A population projected step by step.

use super::columns::{BOYS, NEWBORN, RATES, WOMEN, YEARS};
use super::people::People;
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{ARRIVALS, MOVES, POPULATION, Role};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::demography::{Population, Projection, cohort_component};

/// Asks it.
pub const METHOD: Method = Method {
    id: "cohort-component",
    family: Family::Demography,
    title: Words("Bevolking vooruitgerekend", "Population projected"),
    asks: Words(
        "Hoeveel mensen van welke leeftijd wonen hier straks, als geboorte, sterfte en verhuizen zo blijven?",
        "How many people of what age will live here, if births, deaths and moves stay so?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[
        Setting::whole(
            "steps",
            Words("hoeveel stappen vooruit", "how many steps ahead"),
            (1, 200),
            Some("4"),
        ),
        YEARS,
        BOYS,
        WOMEN,
        NEWBORN,
    ],
    page: "cohort_component.md",
    source: "S. H. Preston, P. Heuveline and M. Guillot (2001), Demography, chapter 6; A. Rogers (1995)",
    run,
};

const ROLES: &[(Role, Need)] = &[
    (POPULATION, Need::Must),
    RATES[0],
    RATES[1],
    RATES[2],
    RATES[3],
    RATES[4],
    RATES[5],
    RATES[6],
    RATES[7],
    RATES[8],
    RATES[9],
];

/// A projection with names.
struct Projected {
    people: People,
    start: Population,
    found: Projection,
    /// The beginning and the end of each step.
    moments: Vec<String>,
    /// The places of the regions that are asked about.
    asked: Vec<usize>,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    let asked = match question.region {
        Some(_) => {
            let name = question.region()?;
            people
                .regions
                .iter()
                .position(|one| one == name)
                .into_iter()
                .collect()
        }
        None => (0..people.count()).collect(),
    };
    let start = Population {
        women: people.population(Some(&people.women))?,
        men: people.population(people.men.as_ref())?,
    };
    let steps = question.settings.whole("steps")?;
    let found = cohort_component(&start, std::slice::from_ref(&people.rates), steps)
        .map_err(|fault| people.fault(fault))?;
    let moments = moments(&people, steps);
    let projected = Projected {
        people,
        start,
        found,
        moments,
        asked,
    };
    Ok(Answer {
        sentences: projected.sentences(question),
        tables: vec![projected.changes(), projected.population()],
        assumptions: projected.assumptions(),
        left_out: projected.left_out(),
        drawing: Some(projected.drawing()),
        effect: None,
    })
}

/// The years of the beginning and of the end of each step, or how many years on.
fn moments(people: &People, steps: usize) -> Vec<String> {
    let years = people.rates.years;
    let start = people
        .period
        .as_ref()
        .and_then(|period| period.parse::<f64>().ok());
    (0..=steps)
        .map(|step| {
            let on = years * step as f64;
            match (start, &people.period) {
                (Some(start), _) => format!("{}", start + on),
                (None, Some(period)) if step == 0 => period.clone(),
                _ => format!("+{on}"),
            }
        })
        .collect()
}

impl Projected {
    fn at(&self, moment: usize) -> &Population {
        match moment.checked_sub(1).and_then(|step| self.found.steps.get(step)) {
            Some(step) => &step.end,
            None => &self.start,
        }
    }

    fn moment(&self, at: usize) -> &str {
        self.moments.get(at).map_or("", String::as_str)
    }

    /// By age, over the regions that are asked about: women and men.
    fn by_age(&self, moment: usize) -> [Vec<f64>; 2] {
        let population = self.at(moment);
        [&population.women, &population.men].map(|table| {
            (0..self.people.ages.len())
                .map(|age| {
                    self.asked
                        .iter()
                        .map(|region| table.get(*region, age).unwrap_or(0.0))
                        .sum()
                })
                .collect()
        })
    }

    /// How many live in one region. Of women only, those who are no women do not count.
    fn in_region(&self, moment: usize, region: usize) -> f64 {
        let population = self.at(moment);
        let women: f64 = population.women.row(region).iter().sum();
        let men: f64 = population.men.row(region).iter().sum();
        if self.people.men.is_some() {
            women + men
        } else {
            women
        }
    }

    fn total(&self, moment: usize) -> f64 {
        self.asked
            .iter()
            .map(|region| self.in_region(moment, *region))
            .sum()
    }

    fn region(&self, region: usize) -> Item {
        self.people.regions.get(region).map_or(Item::Empty, Item::from)
    }

    fn sentences(&self, question: &Question<'_>) -> Vec<Sentence> {
        let last = self.moments.len().saturating_sub(1);
        let (now, then) = (self.total(0), self.total(last));
        let whom = match (question.region, self.people.regions.as_slice()) {
            (Some(name), _) => name.into(),
            (None, [one]) => Slot::from(one),
            (None, []) => Words("deze cijfers", "these figures").into(),
            (None, _) => Words("alle regio’s samen", "all regions together").into(),
        };
        let what = match self.people.men {
            Some(_) => Words("inwoners", "inhabitants"),
            None => Words("vrouwen", "women"),
        };
        let mut sums = [0.0; 4];
        for step in &self.found.steps {
            for region in &self.asked {
                let Some(flows) = step.flows.get(*region) else {
                    continue;
                };
                let boys = if self.people.men.is_some() {
                    flows.boys
                } else {
                    0.0
                };
                sums[0] += flows.girls + boys;
                sums[1] += flows.deaths;
                sums[2] += flows.moved_in - flows.moved_out;
                sums[3] += flows.arrivals;
            }
        }
        let mut said = vec![
            say(
                "Van {0} {1} in {2} wordt het {3} in {4}, een verandering van {5} ({6}).",
                "Of {0} {1} in {2} it becomes {3} in {4}, a change of {5} ({6}).",
                [
                    Slot::number(now, 0),
                    what.into(),
                    self.moment(0).into(),
                    Slot::number(then, 0),
                    self.moment(last).into(),
                    Slot::percent((now > 0.0).then(|| then / now - 1.0), 1),
                    whom,
                ],
            ),
            say(
                "In die tijd worden er {0} geboren en sterven er {1}.",
                "In that time {0} are born and {1} die.",
                [Slot::number(sums[0], 0), Slot::number(sums[1], 0)],
            ),
        ];
        if self.people.has(ARRIVALS) || self.people.has(MOVES) {
            said.push(say(
                "Verhuizen tussen de regio’s van deze cijfers geeft {0}, en van en naar buiten {1}.",
                "Moves between the regions of these figures give {0}, and from and to outside {1}.",
                [Slot::signed(sums[2], 0), Slot::signed(sums[3], 0)],
            ));
        }
        said
    }

    fn left_out(&self) -> Vec<Sentence> {
        let mut said = self.people.left_out();
        if self.people.men.is_none() {
            said.push(say(
                "Er zijn alleen vrouwen in de cijfers; jongens die geboren worden, staan er niet in.",
                "There are women only in the figures; boys who are born are not in it.",
                [],
            ));
        }
        if !self.people.has(ARRIVALS) {
            said.push(say(
                "Van buiten komt niemand en naar buiten gaat niemand, want er is geen kolom met de rol `arrivals`.",
                "Nobody comes from outside and nobody leaves for it, since there is no column in the role `arrivals`.",
                [],
            ));
        }
        said
    }

    fn changes(&self) -> Table {
        let mut rows = Vec::new();
        for (at, step) in self.found.steps.iter().enumerate() {
            for region in &self.asked {
                let Some(flows) = step.flows.get(*region) else {
                    continue;
                };
                let boys = if self.people.men.is_some() {
                    flows.boys
                } else {
                    0.0
                };
                rows.push(vec![
                    self.moment(at).into(),
                    self.moment(at + 1).into(),
                    self.region(*region),
                    Item::number(self.in_region(at, *region), 1),
                    Item::number(flows.girls + boys, 1),
                    Item::number(flows.deaths, 1),
                    Item::number(flows.moved_in, 1),
                    Item::number(flows.moved_out, 1),
                    Item::signed(flows.arrivals, 1),
                    Item::number(self.in_region(at + 1, *region), 1),
                ]);
            }
        }
        Table {
            id: "changes",
            title: Words("Waardoor de bevolking verandert", "What changes the population"),
            columns: vec![
                column("from", "van", "from"),
                column("to", "tot", "to"),
                column("region", "regio", "region"),
                column("start", "begin", "start"),
                column("births", "geboren", "births"),
                column("deaths", "gestorven", "deaths"),
                column("moved_in", "verhuisd hierheen", "moved in"),
                column("moved_out", "verhuisd naar een andere", "moved out"),
                column("arrivals", "saldo van buiten", "from outside less to outside"),
                column("end", "eind", "end"),
            ],
            rows,
        }
    }

    fn population(&self) -> Table {
        let mut rows = Vec::new();
        for at in 0..self.moments.len() {
            let population = self.at(at);
            let sexes = [
                (Some(&self.people.women), &population.women),
                (self.people.men.as_ref(), &population.men),
            ];
            for region in &self.asked {
                for (sex, table) in &sexes {
                    let Some(sex) = sex else { continue };
                    for (age, label) in self.people.ages.iter().enumerate() {
                        rows.push(vec![
                            self.moment(at).into(),
                            self.region(*region),
                            (*sex).into(),
                            label.into(),
                            Item::number(table.get(*region, age), 1),
                        ]);
                    }
                }
            }
        }
        Table {
            id: "population",
            title: Words("Bevolking naar leeftijd", "Population by age"),
            columns: vec![
                column("period", "periode", "period"),
                column("region", "regio", "region"),
                column("sex", "geslacht", "sex"),
                column("age", "leeftijd", "age"),
                column("people", "mensen", "people"),
            ],
            rows,
        }
    }

    fn assumptions(&self) -> Vec<Assumption> {
        vec![
            Assumption::tested(
                Words(
                    "Nergens vertrekken er meer mensen dan er wonen.",
                    "Nowhere more people leave than live there.",
                ),
                true,
                say(
                    "Bij elke leeftijd bleef in elke stap ten minste nul over.",
                    "At each age at least nought was left in each step.",
                    [],
                ),
            ),
            Assumption::untested(
                "Geboorte, sterfte en verhuizen blijven in elke stap zoals nu. Dit is een som en geen voorspelling, dus reken ook met andere cijfers.",
                "Births, deaths and moves stay in each step as now. This is a sum and no forecast, so reckon with other figures too.",
            ),
            Assumption::untested(
                "Wie verhuist, leeft even lang als wie blijft, en krijgt kinderen zoals waar zij woont. Huizen en werk houden niemand tegen.",
                "Who moves lives as long as who stays, and has children as where she lives. Homes and work hold nobody back.",
            ),
        ]
    }

    fn drawing(&self) -> Drawing {
        let last = self.moments.len().saturating_sub(1);
        let ([women, men], [women_then, men_then]) = (self.by_age(0), self.by_age(last));
        let shape = if self.people.men.is_some() {
            Shape::Pyramid {
                ages: self.people.ages.clone(),
                years: vec![
                    (self.moment(0).to_owned(), men, women),
                    (self.moment(last).to_owned(), men_then, women_then),
                ],
            }
        } else {
            let line = |moment: &str, weight: Weight, values: Vec<f64>| Line {
                name: Named::Figures(moment.to_owned()),
                weight,
                values: values.into_iter().map(Some).collect(),
            };
            Shape::Lines {
                at: self.people.ages.clone(),
                lines: vec![
                    line(self.moment(last), Weight::Main, women_then),
                    line(self.moment(0), Weight::Beside, women),
                ],
                band: None,
                from: None,
            }
        };
        Drawing {
            title: Words("Bevolking naar leeftijd", "Population by age"),
            x: match shape {
                Shape::Pyramid { .. } => Words("mensen", "people"),
                _ => Words("leeftijd", "age"),
            },
            y: match shape {
                Shape::Pyramid { .. } => Words("leeftijd", "age"),
                _ => Words("vrouwen", "women"),
            },
            shape,
        }
    }
}
