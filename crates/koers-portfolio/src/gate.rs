//! What the register itself says of a gate. It never opens one: that is for assessors. But where it says *no*, and nobody of the board decided
//! otherwise, the gate is closed, whatever assessors wrote.

use crate::aid::{AidError, Room, room};
use crate::decided;
use crate::place::lies_in;
use jiff::civil::Date;
use koers_model::framework::{Element, Framework};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, OrganisationKind, Place, SourceKind, Stage, Step};
use koers_model::portfolio::aid::AidRule;
use koers_model::portfolio::appraisal::{GateAnswer, GateTest, Moment};
use koers_model::portfolio::decision::Decision;
use koers_model::portfolio::money::{Amount, Share, TooMuch, Total};
use koers_model::portfolio::register::Register;
use koers_model::region::{RegionCode, RegionRegistry};
use std::collections::BTreeMap;

/// What a gate is held against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// What people entered.
    pub register: &'a Register,
    /// The programmes, for their outcomes.
    pub programmes: &'a [Framework],
    /// The rules on aid, with their ceilings.
    pub aid_rules: &'a BTreeMap<Id, AidRule>,
    /// Which region lies in which.
    pub regions: &'a RegionRegistry,
}

/// When a gate is looked at.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// The moment in the life of the proposal.
    pub moment: Moment,
    /// The day that is looked at.
    pub on: Date,
    /// The first test at that moment.
    pub tested: Option<Date>,
    /// The step of the budget cycle at which it says what it asks.
    pub step: Step,
}

/// What the register says of a gate, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// The answer. *Unknown* leaves it to assessors.
    pub answer: GateAnswer,
    /// What it follows from.
    pub fact: Fact<'a>,
}

/// What an answer of the register follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact<'a> {
    /// The outcomes of the programme that it serves.
    Serves(Vec<&'a Element>),
    /// Aid to the undertaking that asks, beside the ceiling.
    Aid {
        /// What it got, and under which ceiling.
        room: Box<Room<'a>>,
        /// The public money that it asks, in all years.
        asks: Total,
        /// The largest part of what it asks that stays below the ceiling, of those at which it may be done; none when not one does.
        fits: Option<Share>,
        /// What sort of organisation asks: only an undertaking has a ceiling.
        kind: OrganisationKind,
    },
    /// Nobody knows who would get the aid.
    NoApplicant,
    /// There is no telling how much aid was given.
    NoRoom(AidError),
    /// Where it lands.
    Lands {
        /// In one of the regions, or in a part of one.
        inside: Vec<&'a RegionCode>,
        /// Elsewhere.
        outside: Vec<&'a RegionCode>,
        /// Points, and regions that hold more than those asked for: the register cannot tell.
        unclear: usize,
    },
    /// Who pays.
    Paid {
        /// What it costs.
        cost: Total,
        /// Sources that the register does not have.
        missing: Vec<&'a Id>,
        /// Sources that are asked for more than the part that they pay.
        over: Vec<(&'a Id, Share)>,
    },
    /// What was decided about it.
    Decided {
        /// The decisions.
        about: Vec<&'a Decision>,
        /// The day before which they were looked for.
        before: Date,
    },
    /// Amounts that cannot be added up.
    TooMuch,
}

impl<'a> Ground<'a> {
    /// What the register says of a gate of a set of a programme; `None` where only people can say.
    ///
    /// Whether there is room under a ceiling, and whether nothing was decided yet, is asked before the decision only: later tests look at
    /// something that was decided, and its own aid stands in the register.
    #[must_use]
    pub fn told(
        &self,
        action: &'a Action,
        programme: &Id,
        test: &'a GateTest,
        when: When,
    ) -> Option<Told<'a>> {
        let before = when.moment == Moment::First;
        match test {
            GateTest::ServesOutcome => self.serves(action, programme),
            GateTest::AidCeiling(rule) if before => self.aid(action, rule, when),
            GateTest::EligibleRegion(regions) => Some(self.lands(action, regions, when.on)),
            GateTest::CofinancingComplete => Some(self.paid(action, when.step).unwrap_or(Told {
                answer: GateAnswer::Unknown,
                fact: Fact::TooMuch,
            })),
            GateTest::NotDecided if before => Some(self.decided(action, when)),
            GateTest::AidCeiling(_) | GateTest::NotDecided | GateTest::Judged => None,
        }
    }

    fn serves(&self, action: &'a Action, programme: &Id) -> Option<Told<'a>> {
        let programme = self.programmes.iter().find(|one| one.id == *programme)?;
        let outcome = |id: &Id| {
            let mut judged = programme.judged();
            let found = judged.find(|judged| judged.element.id == *id)?;
            Some(found.element)
        };
        let serves: Vec<&Element> = action.serves.iter().filter_map(outcome).collect();
        Some(Told {
            answer: yes(!serves.is_empty()),
            fact: Fact::Serves(serves),
        })
    }

    /// With what it asks, at one of the levels at which it may be done, the undertaking stays below the ceiling. What was granted to the action
    /// itself counts once: as asked.
    fn aid(&self, action: &'a Action, rule: &'a Id, when: When) -> Option<Told<'a>> {
        let rule = self.aid_rules.get(rule)?;
        let unknown = |fact| Told {
            answer: GateAnswer::Unknown,
            fact,
        };
        let asked = action.request.as_ref();
        let Some(applicant) = asked.and_then(|asked| self.register.organisations.get(&asked.applicant))
        else {
            return Some(unknown(Fact::NoApplicant));
        };
        let granted = decided::granted_on(self.register, action);
        let day = granted.map_or(when.on, |day| day.min(when.on));
        let itself = |one: &Id| action.stage != Stage::Proposed && *one == action.id;
        let others = self.register.aid.values();
        let others = others.filter(|aid| !aid.action.as_ref().is_some_and(itself));
        let room = match room(
            &applicant.id,
            &rule.id,
            &rule.ceilings,
            others,
            self.register.controls.values(),
            day,
        ) {
            Ok(room) => room,
            Err(error) => return Some(unknown(Fact::NoRoom(error))),
        };
        let asks_at = |level: Share| public_asks(self.register, action, when.step, level);
        let Ok(asks) = asks_at(Share::WHOLE) else {
            return Some(unknown(Fact::TooMuch));
        };
        let mut levels = asked.map(|asked| asked.levels.clone()).unwrap_or_default();
        levels.retain(|level| level.in_millionths() > 0);
        if levels.is_empty() {
            levels.push(Share::WHOLE);
        }
        levels.retain(|level| asks_at(*level).is_ok_and(|asks| room.fits(asks.known)));
        let fits = levels.into_iter().max();
        let answer = if asks.count == 0 || asks.known.is_negative() {
            GateAnswer::Unknown
        } else if fits.is_some() && asks.unknown == 0 {
            GateAnswer::Yes
        } else if fits.is_none() && asks.unknown == 0 && applicant.kind == OrganisationKind::Firm {
            GateAnswer::No
        } else {
            // Whether somebody else than a firm is an undertaking in this, and how much an unknown amount is, is not in the register.
            GateAnswer::Unknown
        };
        Some(Told {
            answer,
            fact: Fact::Aid {
                room: Box::new(room),
                asks,
                fits,
                kind: applicant.kind,
            },
        })
    }

    fn lands(&self, action: &'a Action, regions: &[RegionCode], day: Date) -> Told<'a> {
        let (mut inside, mut outside, mut unclear) = (Vec::new(), Vec::new(), 0);
        let lies_in = |part: &RegionCode, whole: &RegionCode| lies_in(self.regions, part, whole, day);
        for place in &action.places {
            match place {
                Place::Region(code) if regions.iter().any(|whole| lies_in(code, whole)) => inside.push(code),
                Place::Region(code) if regions.iter().any(|part| lies_in(part, code)) => unclear += 1,
                Place::Region(code) if self.regions.get(code).is_some() => outside.push(code),
                Place::Region(_) | Place::Point { .. } => unclear += 1,
            }
        }
        let answer = if !inside.is_empty() {
            GateAnswer::Yes
        } else if unclear > 0 || outside.is_empty() {
            GateAnswer::Unknown
        } else {
            GateAnswer::No
        };
        let fact = Fact::Lands {
            inside,
            outside,
            unclear,
        };
        Told { answer, fact }
    }

    fn paid(&self, action: &'a Action, step: Step) -> Result<Told<'a>, TooMuch> {
        let cost = Total::of(asked_of(action, step).map(|(_, amount)| amount))?;
        let mut by_source: BTreeMap<&Id, Vec<Amount>> = BTreeMap::new();
        for (source, amount) in asked_of(action, step) {
            by_source.entry(source).or_default().push(amount);
        }
        let (mut missing, mut over) = (Vec::new(), Vec::new());
        for (source, amounts) in by_source {
            let Some(known) = self.register.funding_sources.get(source) else {
                missing.push(source);
                continue;
            };
            // With an unknown amount the cost is not known either, and so no part of it.
            if let (Some(rate), Some(asks), Some(cost)) =
                (known.rate, Total::of(amounts)?.exact(), cost.exact())
                && !rate.holds(asks, cost)
            {
                over.push((source, rate));
            }
        }
        let answer = if !missing.is_empty() || !over.is_empty() {
            GateAnswer::No
        } else if cost.exact().is_some() {
            GateAnswer::Yes
        } else {
            GateAnswer::Unknown
        };
        Ok(Told {
            answer,
            fact: Fact::Paid { cost, missing, over },
        })
    }

    /// A proposal is not decided yet when no decision about it is known from before the day. What was decided since was not when it was tested.
    fn decided(&self, action: &'a Action, when: When) -> Told<'a> {
        let tested = when.tested.filter(|_| action.stage != Stage::Proposed);
        let day = tested.unwrap_or(when.on);
        let mut about = decided::about(self.register, &action.id);
        about.retain(|decision| decision.on < day);
        Told {
            answer: yes(about.is_empty()),
            fact: Fact::Decided { about, before: day },
        }
    }
}

const fn yes(answer: bool) -> GateAnswer {
    if answer { GateAnswer::Yes } else { GateAnswer::No }
}

/// What a proposal is to cost, by source.
fn asked_of(action: &Action, step: Step) -> impl Iterator<Item = (&Id, Amount)> {
    action.costs(step).map(|line| (&line.source, line.amount))
}

/// The public money that an action asks at a step, in all years, at a level: of each source in each year that part, to the cent.
pub(crate) fn public_asks(
    register: &Register,
    action: &Action,
    step: Step,
    level: Share,
) -> Result<Total, TooMuch> {
    let public = |source: &Id| {
        let known = register.funding_sources.get(source);
        known.is_none_or(|known| known.kind != SourceKind::Partner)
    };
    let mut by_year: BTreeMap<(&Id, i16), Vec<Amount>> = BTreeMap::new();
    for line in action.costs(step).filter(|line| public(&line.source)) {
        by_year
            .entry((&line.source, line.year))
            .or_default()
            .push(line.amount);
    }
    let mut asks = Total::default();
    for amounts in by_year.into_values() {
        let year = Total::of(amounts)?;
        asks.known = asks.known.plus(year.known.part(level)).ok_or(TooMuch)?;
        asks.count += year.count;
        asks.unknown += year.unknown;
    }
    Ok(asks)
}
