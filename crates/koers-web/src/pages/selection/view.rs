//! A choice as its page shows it.

use crate::ask::Ask;
use crate::pages::portfolio::{Linked, linked};
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money, Total};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::chart::Bar;
use koers_report::{choice as said, number};
use koers_run::portfolio::Choice;
use koers_run::portfolio::select::words::Words;
use koers_run::portfolio::select::{BudgetUse, Fate, Judged, Places, Question, Selection};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the page says of the answer.
pub(super) struct View {
    pub(super) summary: Vec<String>,
    /// Source and year of each column of money.
    pub(super) columns: Vec<String>,
    pub(super) paid: Vec<Paid>,
    /// What each column comes to.
    pub(super) sums: Vec<String>,
    /// What the sums are of, where they are of more than the budgets.
    pub(super) beyond: Option<String>,
    pub(super) left: Vec<Fated>,
    pub(super) compared: Vec<Fated>,
    pub(super) strictly: String,
    pub(super) core: Option<String>,
    pub(super) placed: Vec<Placed>,
    pub(super) draws: String,
    /// Which scores are the best, where anything is chosen.
    pub(super) best: Option<String>,
    pub(super) turns: Vec<(Linked, String)>,
    pub(super) budgets: Vec<Budget>,
    pub(super) stairs: String,
    pub(super) points: Vec<Point>,
    pub(super) complete: bool,
    pub(super) certificate: Vec<String>,
}

/// A proposal that is chosen, with its money.
pub(super) struct Paid {
    pub(super) proposal: Linked,
    pub(super) level: String,
    /// For each column what it gets; empty for nothing.
    pub(super) money: Vec<String>,
    pub(super) more: Vec<String>,
}

/// A proposal with what became of it.
pub(super) struct Fated {
    pub(super) proposal: Linked,
    pub(super) fate: String,
    pub(super) sentences: Vec<String>,
    pub(super) score: Option<String>,
    pub(super) by_score: Option<String>,
    pub(super) asks: String,
    pub(super) outside: bool,
    /// The core index: drawing and figure.
    pub(super) core: Option<(String, String)>,
}

/// A proposal under doubt.
pub(super) struct Placed {
    pub(super) proposal: Linked,
    pub(super) chosen: bool,
    pub(super) first: String,
    /// How often it is among as many as are chosen; none when nothing is chosen.
    pub(super) among: Option<Among>,
    pub(super) mean: String,
    /// For whom it is the best.
    pub(super) central: Option<String>,
}

/// How often a proposal is among the first: drawing, figure and margin.
pub(super) struct Among {
    pub(super) bar: String,
    pub(super) share: String,
    pub(super) between: String,
}

/// A budget after the choice.
pub(super) struct Budget {
    pub(super) name: String,
    pub(super) cap: String,
    pub(super) carried: String,
    /// What the choice takes and leaves; none where no choice was made.
    pub(super) used: Option<String>,
    pub(super) left: Option<String>,
    pub(super) price: Option<String>,
    pub(super) more: Option<String>,
}

/// A point of value for money.
pub(super) struct Point {
    pub(super) cost: String,
    pub(super) value: String,
    pub(super) chosen: bool,
    /// How many proposals: `1 voorstel`, `3 voorstellen`.
    pub(super) count: String,
    /// What it has otherwise than the point above it; none for the first.
    pub(super) change: Option<String>,
    /// Every proposal, with its level where that is a part.
    pub(super) proposals: String,
}

struct Seen<'a> {
    ask: &'a Ask,
    question: Question<'a>,
    words: Words<'a>,
}

impl View {
    pub(super) fn of(ask: &Ask, choice: &Choice<'_>, question: Question<'_>, selection: &Selection) -> Self {
        let lang = ask.lang;
        let words = choice.words(question, lang);
        let seen = Seen { ask, question, words };
        let used: BTreeSet<&(Id, i16)> = selection
            .judged
            .iter()
            .flat_map(|one| one.gets.iter().filter(|(_, money)| **money != Money::ZERO))
            .map(|(column, _)| column)
            .collect();
        // First what is chosen under, then what others bring.
        let mut columns: Vec<&(Id, i16)> = used.into_iter().collect();
        let budgets = &question.plan.budgets;
        columns.sort_by_key(|(source, _)| budgets.iter().all(|budget| budget.source != *source));
        let chosen = |one: &&Judged| matches!(one.fate, Fate::Chosen { .. });
        let line = selection.frontier.as_ref();
        let mut placed: Vec<(&Judged, &Places)> = selection
            .judged
            .iter()
            .filter_map(|one| Some((one, one.places.as_ref()?)))
            .collect();
        placed.sort_by(|(one, a), (other, b)| {
            let among = |places: &Places| places.among.map_or(0.0, |among| among.share);
            among(b)
                .total_cmp(&among(a))
                .then(a.mean.total_cmp(&b.mean))
                .then(one.proposal.cmp(&other.proposal))
        });
        let mut compared: Vec<&Judged> = selection.judged.iter().collect();
        compared.sort_by(|one, other| {
            let score = |one: &Judged| one.score.unwrap_or(f64::NEG_INFINITY);
            score(other)
                .total_cmp(&score(one))
                .then(one.proposal.cmp(&other.proposal))
        });
        let first = placed
            .iter()
            .find_map(|(_, places)| Some(places.among.as_ref()?.first));
        let best = first.map(|first| best(first, placed.len(), lang));
        let label = lang.pick(
            "Trap van waarde voor geld: hoe meer geld, hoe meer waarde; de keuze is gemarkeerd.",
            "Stairs of value for money: the more money, the more value; the choice is marked.",
        );
        Self {
            summary: words.summary(selection),
            columns: columns
                .iter()
                .map(|(source, year)| format!("{} {year}", words.source(source)))
                .collect(),
            sums: columns
                .iter()
                .map(|column| sum(selection, column, lang))
                .collect(),
            beyond: columns
                .iter()
                .any(|(source, _)| budgets.iter().all(|budget| budget.source != *source))
                .then(|| beyond(selection, lang)),
            paid: selection
                .judged
                .iter()
                .filter(chosen)
                .filter_map(|one| seen.paid(one, &columns))
                .collect(),
            left: compared
                .iter()
                .filter(|one| !chosen(one))
                .filter_map(|one| seen.fated(one))
                .collect(),
            compared: compared.iter().filter_map(|one| seen.fated(one)).collect(),
            strictly: said::strictly(selection, &words, lang),
            core: selection.core.as_ref().map(|core| said::core(core, lang)),
            placed: placed
                .into_iter()
                .filter_map(|(one, places)| seen.placed(one, places))
                .collect(),
            draws: said::draws(selection, lang),
            best,
            turns: selection
                .judged
                .iter()
                .filter_map(|one| Some((seen.linked(&one.proposal)?, words.turn(one.turn.as_ref()?))))
                .collect(),
            budgets: selection
                .budgets
                .iter()
                .map(|one| seen.budget(one, !selection.outline.is_none()))
                .collect(),
            stairs: line.map_or_else(String::new, |line| said::stairs(line, selection, label, lang)),
            complete: line.is_some_and(|line| line.complete),
            points: line.map_or_else(Vec::new, |line| {
                let above = std::iter::once(None).chain(line.points.iter().map(Some));
                let points = line.points.iter().zip(above).map(|(point, above)| Point {
                    cost: number::euro(point.cost, lang),
                    value: said::value(point.value, lang),
                    chosen: point.chosen == selection.outline.chosen,
                    count: counted(point.chosen.len(), lang),
                    change: above.map(|above| words.otherwise(&above.chosen, &point.chosen)),
                    proposals: words.chosen(&point.chosen),
                });
                points.collect()
            }),
            certificate: said::certificate(selection, lang).unwrap_or_else(|doubt| vec![doubt]),
        }
    }
}

/// Which scores are the best: as many as the choice takes, whatever they cost.
fn best(first: usize, of: usize, lang: Lang) -> String {
    let (count, all) = (number::count(first, lang), number::count(of, lang));
    let mut said = match (first, lang) {
        (1, Lang::Nl) => format!(
            "Het beste is hier de hoogste score van de {all} getoetste voorstellen, want er is één voorstel gekozen. Geld telt daarbij niet mee: het beste kan toch afvallen, omdat het niet in een budget past."
        ),
        (1, Lang::En) => format!(
            "The best is the highest score here of the {all} proposals tested, since one proposal is chosen. Money does not count in it: the best may be left out all the same, because it fits in no budget."
        ),
        (_, Lang::Nl) => format!(
            "De besten zijn hier de {count} hoogste scores van de {all} getoetste voorstellen, want er zijn {count} voorstellen gekozen. Geld telt daarbij niet mee: een voorstel kan bij de besten horen en toch afvallen, omdat het niet in een budget past."
        ),
        (_, Lang::En) => format!(
            "The best are the {count} highest scores here of the {all} proposals tested, since {count} proposals are chosen. Money does not count in it: one of the best may be left out all the same, because it fits in no budget."
        ),
    };
    // Whoever is among nearly all stands out by nothing.
    if first * 5 >= of * 4 {
        said.push_str(lang.pick(
            " Bijna alle voorstellen horen dan bij de besten: een hoog deel zegt hier weinig.",
            " Nearly all proposals are then among the best: a high part says little here.",
        ));
    }
    said
}

/// That the sums hold more than what the choice costs.
fn beyond(selection: &Selection, lang: Lang) -> String {
    let cost = number::euro(selection.outline.cost, lang);
    match lang {
        Lang::Nl => format!(
            "Deze tabel heeft al het geld van de gekozen voorstellen, ook van bronnen waarvoor dit plan geen budget heeft, zoals eigen bijdragen. De {cost} hierboven is alleen wat de budgetten van het plan betalen."
        ),
        Lang::En => format!(
            "This table holds all money of the proposals chosen, also of sources for which this plan has no budget, such as contributions of their own. The {cost} above is only what the budgets of the plan pay."
        ),
    }
}

fn counted(proposals: usize, lang: Lang) -> String {
    let of = match proposals {
        1 => lang.pick("voorstel", "proposal"),
        _ => lang.pick("voorstellen", "proposals"),
    };
    format!("{} {of}", number::count(proposals, lang))
}

/// What a source pays in a year for all that is chosen.
fn sum(selection: &Selection, column: &(Id, i16), lang: Lang) -> String {
    let amounts = selection.judged.iter().filter_map(|one| one.gets.get(column));
    let total = Total::of(amounts.map(|money| Amount::Known(*money)));
    total.map_or_else(|_| String::new(), |total| number::total(total, lang))
}

fn amount(amount: Amount, lang: Lang) -> String {
    Total::of([amount]).map_or_else(|_| String::new(), |total| number::total(total, lang))
}

impl Seen<'_> {
    fn linked(&self, id: &Id) -> Option<Linked> {
        let action = self.question.register.actions.get(id)?;
        let mut linked = linked(self.ask, action);
        if self.words.is_alike(id) {
            linked.title.text.push_str(&format!(" ({id})"));
        }
        Some(linked)
    }

    fn paid(&self, one: &Judged, columns: &[&(Id, i16)]) -> Option<Paid> {
        let lang = self.ask.lang;
        let Fate::Chosen { level, .. } = &one.fate else {
            return None;
        };
        Some(Paid {
            proposal: self.linked(&one.proposal)?,
            level: level.to_string(),
            money: columns
                .iter()
                .map(|column| {
                    let money = one.gets.get(*column).filter(|money| **money != Money::ZERO);
                    money.map_or_else(String::new, |money| number::euro(*money, lang))
                })
                .collect(),
            // That it is chosen stands in the table already.
            more: self.words.fate(&one.fate).split_off(1),
        })
    }

    fn fated(&self, one: &Judged) -> Option<Fated> {
        let lang = self.ask.lang;
        Some(Fated {
            proposal: self.linked(&one.proposal)?,
            fate: said::fate(&one.fate, lang),
            sentences: self.words.fate(&one.fate),
            score: one.score.map(|score| said::value(score, lang)),
            by_score: one.by_score.map(|level| level.to_string()),
            asks: number::euro(one.asks, lang),
            outside: one.outside,
            core: one.core.map(|core| (Bar::of(core).svg(), per_cent(core, lang))),
        })
    }

    fn placed(&self, one: &Judged, places: &Places) -> Option<Placed> {
        let lang = self.ask.lang;
        let per_cent = |part: f64| per_cent(part, lang);
        let criteria: BTreeMap<&Id, &koers_model::text::Text> = self
            .question
            .set
            .criteria
            .iter()
            .map(|criterion| (&criterion.id, &criterion.title))
            .collect();
        let central = places.central.as_ref().map(|weights| {
            let mut heaviest: Vec<&(Id, f64)> = weights.iter().collect();
            heaviest.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
            let named = heaviest.into_iter().take(3).map(|(id, weight)| {
                let title = criteria.get(id).map_or(id.as_str(), |title| title.get(lang));
                format!("{title} ({})", per_cent(*weight))
            });
            named.collect::<Vec<_>>().join(", ")
        });
        Some(Placed {
            proposal: self.linked(&one.proposal)?,
            chosen: matches!(one.fate, Fate::Chosen { .. }),
            first: per_cent(places.first),
            among: places.among.map(|among| {
                let bar = Bar {
                    part: among.share,
                    between: Some(among.between),
                    against: None,
                };
                let (low, high) = (per_cent(among.between.0), per_cent(among.between.1));
                Among {
                    bar: bar.svg(),
                    share: per_cent(among.share),
                    between: match lang {
                        Lang::Nl => format!("{low} tot {high}"),
                        Lang::En => format!("{low} to {high}"),
                    },
                }
            }),
            mean: Number::new(places.mean).map_or_else(String::new, |mean| number::number(mean, 1, lang)),
            central,
        })
    }

    fn budget(&self, used: &BudgetUse, made: bool) -> Budget {
        let lang = self.ask.lang;
        let more = used.more.map(|(low, high)| {
            let (low, high) = (said::value(low, lang), said::value(high, lang));
            match lang {
                _ if low == high => low,
                Lang::Nl => format!("{low} tot {high}"),
                Lang::En => format!("{low} to {high}"),
            }
        });
        Budget {
            name: self.words.budget(&used.budget),
            cap: amount(used.cap, lang),
            carried: amount(used.carried, lang),
            used: made.then(|| number::euro(used.used, lang)),
            left: said::left(used).filter(|_| made).map(|left| amount(left, lang)),
            price: used.price.map(|price| said::value(price, lang)),
            more,
        }
    }
}

/// A part of one as a percentage; nothing when it is no number.
fn per_cent(part: f64, lang: Lang) -> String {
    Number::new(part).map_or_else(String::new, |part| number::percent(part, 0, lang))
}
