//! What rules and bars say.

use super::{Words, share};
use crate::select::field::Bar;
use crate::select::rule::{Measure, Obstacle, Rule};
use koers_model::day::date;

/// What an obstacle stands in the way of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// A proposal that gets nothing.
    All,
    /// More of one that gets a part: the room is what is left without it.
    More,
}

impl Words<'_> {
    /// What a rule says.
    #[must_use]
    pub fn rule(&self, rule: &Rule) -> String {
        match rule {
            Rule::Budget(id) => {
                let name = self.budget(id);
                self.pick(
                    format!("Wat er over is van het budget {name}, mag niet worden overschreden."),
                    format!("What is left of the budget {name} must not be exceeded."),
                )
            }
            Rule::NoBudget(source, year) => {
                let name = self.source(source);
                self.pick(
                    format!("Voor {name} is er in {year} geen budget."),
                    format!("{name} has no budget in {year}."),
                )
            }
            Rule::Ceiling {
                rule,
                undertaking,
                proposals,
            } => {
                let firms: Vec<String> = undertaking.iter().map(|id| self.organisation(id)).collect();
                let proposals: Vec<String> = proposals.iter().map(|id| self.action(id)).collect();
                let (firms, proposals) = (self.and(&firms), self.and(&proposals));
                match undertaking.len() {
                    1 => self.pick(
                        format!("Steun aan {firms}: {proposals} samen niet boven het plafond van {rule}."),
                        format!("Aid to {firms}: {proposals} together not above the ceiling of {rule}."),
                    ),
                    _ => self.pick(
                        format!("Steun aan {firms}, die samen één onderneming zijn: {proposals} samen niet boven het plafond van {rule}."),
                        format!("Aid to {firms}, which are one undertaking: {proposals} together not above the ceiling of {rule}."),
                    ),
                }
            }
            Rule::AtLeast(id) => {
                let name = self.bound(id);
                self.pick(
                    format!("Het minimum van grens {name} moet worden gehaald."),
                    format!("The minimum of bound {name} must be reached."),
                )
            }
            Rule::AtMost(id) => {
                let name = self.bound(id);
                self.pick(
                    format!("Het maximum van grens {name} mag niet worden overschreden."),
                    format!("The maximum of bound {name} must not be exceeded."),
                )
            }
            Rule::TooMuchOfOne(id) | Rule::TooMuchOfOther(id) => {
                let name = self.balance(id);
                let ([one_nl, other_nl], [one_en, other_en]) = match rule {
                    Rule::TooMuchOfOne(_) => (["eerste", "tweede"], ["first", "second"]),
                    _ => (["tweede", "eerste"], ["second", "first"]),
                };
                self.pick(
                    format!("Evenwicht {name}: het {one_nl} gebied mag niet te veel meer krijgen dan het {other_nl}."),
                    format!("Balance {name}: the {one_en} area must not get too much more than the {other_en}."),
                )
            }
            Rule::Must(id) => {
                let name = self.action(id);
                self.pick(
                    format!("{name} moet worden gekozen."),
                    format!("{name} must be chosen."),
                )
            }
            Rule::MustNot(id) => {
                let name = self.action(id);
                self.pick(
                    format!("{name} mag niet worden gekozen."),
                    format!("{name} must not be chosen."),
                )
            }
            Rule::Requires(one, other) => {
                let (one, other) = (self.action(one), self.action(other));
                self.pick(
                    format!("{one} kan alleen samen met {other}."),
                    format!("{one} only together with {other}."),
                )
            }
            Rule::Lacks(one, other) => {
                let (one, other) = (self.action(one), self.action(other));
                self.pick(
                    format!("{one} kan alleen samen met {other}, en dat gaat niet door."),
                    format!("{one} only together with {other}, which does not go on."),
                )
            }
            Rule::Excludes(one, other) => {
                let (one, other) = (self.action(one), self.action(other));
                self.pick(
                    format!("{one} en {other} kunnen niet allebei."),
                    format!("Not both {one} and {other}."),
                )
            }
            Rule::ExcludedBy(one, other) => {
                let (one, other) = (self.action(one), self.action(other));
                self.pick(
                    format!("{one} kan niet naast {other}, en dat is er al."),
                    format!("{one} cannot stand beside {other}, which is there already."),
                )
            }
        }
    }

    fn measure(&self, measure: Measure) -> String {
        match measure {
            Measure::Money(money) => money.said(self.lang),
            Measure::Number(number) => number.to_string(),
        }
    }

    /// What stands in the way, with the room there is and the room that is needed.
    #[must_use]
    pub(super) fn obstacle(&self, obstacle: &Obstacle, asked: Asked) -> String {
        let rule = self.rule(&obstacle.rule);
        let (Some(room), Some(need)) = (obstacle.room, obstacle.need) else {
            return rule;
        };
        let (room, need) = (self.measure(room), self.measure(need));
        match (&obstacle.rule, asked) {
            (Rule::Budget(id), Asked::All) => {
                let name = self.budget(id);
                self.pick(
                    format!("Van het budget {name} is {room} over; nodig is {need}."),
                    format!("{room} is left of the budget {name}; {need} is needed."),
                )
            }
            (Rule::Budget(id), Asked::More) => {
                let name = self.budget(id);
                self.pick(
                    format!("Voor dit voorstel is van het budget {name} {room} over, met wat het al krijgt; het volgende deel vraagt {need}."),
                    format!("{room} of the budget {name} is left for this proposal, with what it gets already; the next part asks {need}."),
                )
            }
            (Rule::NoBudget(..) | Rule::Ceiling { .. } | Rule::AtLeast(_) | Rule::AtMost(_), _) => self.pick(
                format!("{rule} Nodig: {need}; ruimte: {room}."),
                format!("{rule} Needed: {need}; room: {room}."),
            ),
            _ => rule,
        }
    }

    /// Why a proposal cannot be chosen.
    #[must_use]
    pub fn bar(&self, bar: &Bar) -> String {
        let said = |nl: &str, en: &str| self.pick(nl.to_owned(), en.to_owned());
        match bar {
            Bar::OtherProgramme => said(
                "Het hoort bij een ander programma.",
                "It belongs to another programme.",
            ),
            Bar::Untested => {
                let day = date(self.plan().day, self.lang);
                self.pick(
                    format!("Op de dag van het plan ({day}) was het nog niet met deze meetlat getoetst."),
                    format!("By the day of the plan ({day}) nobody had tested it with this set of criteria."),
                )
            }
            Bar::Closed(ids) => {
                let gates = self.gates(ids);
                self.pick(
                    format!("Deze poort is dicht: {gates}."),
                    format!("It does not pass this gate: {gates}."),
                )
            }
            Bar::Open(ids) => {
                let gates = self.gates(ids);
                self.pick(
                    format!("Of het door deze poort komt, is nog niet te zeggen: {gates}. Wat er nog ontbreekt en wie dat geeft, staat bij de toets."),
                    format!("Whether it passes this gate cannot be said yet: {gates}. What is missing and who gives it stands with the test."),
                )
            }
            Bar::Unscored(ids) => {
                let names = ids
                    .iter()
                    .map(|id| self.criterion(id))
                    .collect::<Vec<_>>()
                    .join(", ");
                self.pick(
                    format!("Niet iedereen die toetste gaf een score op: {names}."),
                    format!("Not everybody who tested gave a score on: {names}."),
                )
            }
            Bar::OffScale(ids) => {
                let names = ids.iter().map(|id| self.criterion(id));
                let names = names.collect::<Vec<_>>().join(", ");
                self.pick(
                    format!("Een score staat niet op de schaal: {names}. Verbeter de toetsing."),
                    format!("A score is not on the scale: {names}. Mend the appraisal."),
                )
            }
            Bar::Refused(_) => said(
                "Het bestuur heeft anders besloten.",
                "The board decided otherwise.",
            ),
            Bar::NoAmount => said("Er staat geen bedrag bij.", "No amount is written down."),
            Bar::UnknownAmount(of) => {
                let names = of
                    .iter()
                    .map(|(source, year)| format!("{} {year}", self.source(source)));
                let names = names.collect::<Vec<_>>().join(", ");
                self.pick(
                    format!("Niemand weet het bedrag van: {names}."),
                    format!("Nobody knows the amount of: {names}."),
                )
            }
            Bar::Negative(source, year) => {
                let name = self.source(source);
                self.pick(
                    format!("Wat het in {year} vraagt van {name} is samen minder dan niets."),
                    format!("What it asks of {name} in {year} comes to less than nothing."),
                )
            }
            Bar::NoSource(source) => self.pick(
                format!("Het rekent op een bron die niet bestaat: {source}."),
                format!("It counts on a source that does not exist: {source}."),
            ),
            Bar::OverRate {
                source,
                rate,
                asks,
                cost,
            } => {
                let (name, rate) = (self.source(source), share(*rate, self.lang));
                let (asks, cost) = (asks.said(self.lang), cost.said(self.lang));
                self.pick(
                    format!("{name} betaalt hoogstens {rate} van de kosten; gevraagd is {asks} van {cost}."),
                    format!("{name} pays at most {rate} of the cost; {asks} of {cost} is asked."),
                )
            }
            Bar::UnknownRoom(budget) => {
                let name = self.budget(budget);
                self.pick(
                    format!("Niemand weet hoeveel er over is van het budget {name}."),
                    format!("Nobody knows how much is left of the budget {name}."),
                )
            }
        }
    }
}
