//! The coverage map: outcomes by actions, money and evidence. It shows what nobody works at, what is paid for without an aim, and a portfolio
//! that drifts into one corner.

use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Step};
use koers_model::portfolio::estimate::{EffectOn, Estimate, EvidenceGrade, Finding};
use koers_model::portfolio::money::{Amount, Money, TooMuch, Total};
use std::collections::{BTreeMap, BTreeSet};

/// What works at one outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered<'a> {
    /// The actions that serve it, and have not ended without being done.
    pub actions: BTreeSet<&'a Id>,
    /// What they cost, for as far as they serve only this outcome.
    pub own: Total,
    /// What actions cost that serve several outcomes, this one among them: it cannot be told apart, and is never added up over outcomes.
    pub shared: Total,
    /// How many promises of actions that count bear on it.
    pub estimates: usize,
    /// How many of those were checked.
    pub findings: usize,
    /// The best-founded finding.
    pub best: Option<EvidenceGrade>,
}

/// The map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Outcome by outcome.
    pub outcomes: BTreeMap<&'a Id, Covered<'a>>,
    /// Actions that cost money and serve no outcome.
    pub aimless: BTreeSet<&'a Id>,
    /// What those cost.
    pub aimless_cost: Total,
    /// What all actions cost together.
    pub cost: Total,
}

/// Draws the map, with the amounts of one step of the budget cycle.
///
/// # Errors
/// [`TooMuch`] past what can be counted.
pub fn coverage<'a>(
    outcomes: impl IntoIterator<Item = &'a Id>,
    actions: impl IntoIterator<Item = &'a Action>,
    estimates: impl IntoIterator<Item = &'a Estimate>,
    findings: impl IntoIterator<Item = &'a Finding>,
    step: Step,
) -> Result<Coverage<'a>, TooMuch> {
    let mut map = Coverage {
        outcomes: outcomes.into_iter().map(|id| (id, Covered::default())).collect(),
        ..Coverage::default()
    };
    let mut own: BTreeMap<&Id, Vec<Amount>> = BTreeMap::new();
    let mut shared: BTreeMap<&Id, Vec<Amount>> = BTreeMap::new();
    let (mut all, mut aimless) = (Vec::new(), Vec::new());
    let mut working: BTreeSet<&Id> = BTreeSet::new();
    for action in actions {
        if !has_money(action, step) {
            continue;
        }
        if counts(action) {
            working.insert(&action.id);
        }
        let amounts: Vec<Amount> = action.costs(step).map(|line| line.amount).collect();
        let served: BTreeSet<&Id> = action
            .serves
            .iter()
            .filter(|id| map.outcomes.contains_key(*id))
            .collect();
        if served.is_empty() && !amounts.is_empty() {
            map.aimless.insert(&action.id);
            aimless.extend(&amounts);
        }
        for outcome in &served {
            if let Some(covered) = map.outcomes.get_mut(*outcome)
                && working.contains(&action.id)
            {
                covered.actions.insert(&action.id);
            }
            let heap = if served.len() == 1 { &mut own } else { &mut shared };
            heap.entry(outcome).or_default().extend(&amounts);
        }
        all.extend(amounts);
    }
    let of = |heap: &mut BTreeMap<&Id, Vec<Amount>>, id: &Id| Total::of(heap.remove(id).unwrap_or_default());
    let checked: BTreeMap<&Id, Option<EvidenceGrade>> = best(findings);
    let mut promised: BTreeMap<&Id, Vec<&Estimate>> = BTreeMap::new();
    for estimate in estimates {
        if let EffectOn::Outcome(on) = &estimate.on
            && working.contains(&estimate.action)
        {
            promised.entry(on).or_default().push(estimate);
        }
    }
    for (id, covered) in &mut map.outcomes {
        covered.own = of(&mut own, id)?;
        covered.shared = of(&mut shared, id)?;
        for estimate in promised.get(id).into_iter().flatten() {
            covered.estimates += 1;
            if let Some(grade) = checked.get(&estimate.id) {
                covered.findings += 1;
                covered.best = covered.best.max(*grade);
            }
        }
    }
    map.cost = Total::of(all)?;
    map.aimless_cost = Total::of(aimless)?;
    Ok(map)
}

/// Whether an action works at anything: what was refused, withdrawn or stopped does not, and what is only asked for does not yet.
pub(crate) fn counts(action: &Action) -> bool {
    use koers_model::portfolio::action::Stage;
    matches!(action.stage, Stage::Granted | Stage::Running | Stage::Completed)
}

/// Whether its money counts at a step of the budget cycle: that of whatever counts; and what was spent stays spent, also on what was stopped since.
pub(crate) fn has_money(action: &Action, step: Step) -> bool {
    counts(action) || step == Step::Realised
}

/// Checked promises, with the best-founded finding that said how much.
fn best<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> BTreeMap<&'a Id, Option<EvidenceGrade>> {
    let mut best: BTreeMap<&Id, Option<EvidenceGrade>> = BTreeMap::new();
    for finding in findings {
        let grade = finding.amount.map(|_| finding.grade);
        let known = best.entry(&finding.estimate).or_default();
        *known = (*known).max(grade);
    }
    best
}

impl Coverage<'_> {
    /// Outcomes that no action serves.
    pub fn bare(&self) -> impl Iterator<Item = &Id> {
        let bare = self
            .outcomes
            .iter()
            .filter(|(_, covered)| covered.actions.is_empty());
        bare.map(|(id, _)| *id)
    }
    /// The outcome that gets the largest part of the money that is for one outcome alone, and that part, in thousandths; `None` when there is
    /// none, or an amount is unknown.
    #[must_use]
    pub fn corner(&self) -> Option<(&Id, u16)> {
        let mut sum = 0_i128;
        let mut most: Option<(&Id, Money)> = None;
        for (id, covered) in &self.outcomes {
            if covered.own.unknown > 0 {
                return None;
            }
            let known = covered.own.known;
            sum += i128::from(known.in_cents());
            if most.is_none_or(|(_, money)| money < known) {
                most = Some((id, known));
            }
        }
        let (id, money) = most?;
        let part = (i128::from(money.in_cents()) * 1000).checked_div(sum)?;
        Some((id, u16::try_from(part).ok()?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use jiff::civil::date;
    use koers_model::portfolio::action::{ActionKind, MoneyLine, Side, Stage};
    use koers_model::portfolio::estimate::{AuthorRole, EffectUnit, Incidence, Range};
    use koers_model::text::Text;
    use koers_model::value::Number;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn action(name: &str, stage: Stage, serves: &[&str], euro: &[Option<i64>]) -> Action {
        let line = |(at, euro): (usize, &Option<i64>)| MoneyLine {
            id: id(&format!("g{at}")),
            year: 2017,
            step: Step::Original,
            side: Side::Cost,
            source: id("eigen"),
            amount: euro.map_or(Amount::Unknown, |euro| Amount::Known(Money::euro(euro).unwrap())),
            programme: None,
            task_field: None,
        };
        Action {
            id: id(name),
            kind: ActionKind::Project,
            title: Text::dutch(name),
            summary: None,
            stage,
            framework: id("koers"),
            lines: Vec::new(),
            objectives: Vec::new(),
            carries_out: Vec::new(),
            serves: serves.iter().map(|name| id(name)).collect(),
            roles: Vec::new(),
            scale: None,
            domains: Vec::new(),
            partners: Vec::new(),
            places: Vec::new(),
            from: None,
            to: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            money: euro.iter().enumerate().map(line).collect(),
            request: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn bare_outcomes_aimless_money_and_corners_are_told() {
        let outcomes = [id("a"), id("b"), id("c"), id("d")];
        let actions = [
            action("een", Stage::Running, &["a"], &[Some(900)]),
            action("twee", Stage::Granted, &["b"], &[Some(100)]),
            action("drie", Stage::Completed, &["a", "b"], &[Some(50), None]),
            action("vier", Stage::Running, &["elders"], &[Some(7)]),
            action("vijf", Stage::Refused, &["c"], &[Some(1000)]),
            action("zes", Stage::Proposed, &["d"], &[Some(1000)]),
        ];
        let map = coverage(&outcomes, &actions, &[], &[], Step::Original).unwrap();
        let bare: Vec<&str> = map.bare().map(Id::as_str).collect();
        assert_eq!(bare, ["c", "d"]);
        assert_eq!(map.aimless, BTreeSet::from([&id("vier")]));
        assert_eq!(
            map.corner().map(|(id, part)| (id.as_str(), part)),
            Some(("a", 900))
        );
        let a = &map.outcomes[&id("a")];
        assert_eq!(
            (a.own.exact(), a.shared.exact(), a.shared.unknown),
            (Money::euro(900), None, 1)
        );
        assert_eq!(
            (map.cost.known, map.cost.unknown),
            (Money::euro(1057).unwrap(), 1)
        );
        // The amended budget is another question.
        let map = coverage(&outcomes, &actions, &[], &[], Step::Amended).unwrap();
        assert_eq!((map.corner(), map.cost.exact()), (None, None));
    }

    #[test]
    fn promises_count_with_their_actions_and_what_was_spent_stays_spent() {
        let outcomes = [id("a")];
        let mut stopped = action("gestopt", Stage::Stopped, &["a"], &[Some(358)]);
        stopped.money[0].step = Step::Realised;
        let actions = [action("idee", Stage::Proposed, &["a"], &[Some(9)]), stopped];
        let estimate = |of: &str| Estimate {
            id: id(of),
            action: id(of),
            on: EffectOn::Outcome(id("a")),
            amount: Range::single(Number::ZERO),
            unit: EffectUnit::Persons,
            from: 2017,
            to: None,
            incidence: Incidence::Region,
            method: Text::dutch("made up"),
            assumptions: None,
            author: id("aanvrager"),
            role: AuthorRole::Applicant,
            made: date(2016, 6, 1),
            grade: EvidenceGrade::Stated,
            due: None,
            claim: None,
        };
        let estimates = [estimate("idee"), estimate("gestopt")];
        let map = |step| coverage(&outcomes, &actions, &estimates, &[], step).unwrap();
        let planned = map(Step::Original);
        let a = &planned.outcomes[&id("a")];
        assert_eq!((a.actions.len(), a.estimates, a.own.count), (0, 0, 0));
        let spent = map(Step::Realised);
        let a = &spent.outcomes[&id("a")];
        assert_eq!(
            (a.actions.len(), a.estimates, a.own.exact()),
            (0, 0, Money::euro(358))
        );
        assert_eq!(spent.cost.exact(), Money::euro(358));
        // Line by line it comes to the same, and what was stopped is no action there either.
        let (line, none) = (id("lijn"), id("leeg"));
        let mut actions = actions;
        actions[1].lines = vec![line.clone()];
        let over = |step| crate::spread::spread([&line, &none], &actions, step).unwrap();
        let spread = over(Step::Realised);
        assert_eq!(spread.lines[&line].money.exact(), Money::euro(358));
        assert_eq!((spread.lines[&line].actions, spread.of_actions()), (0, None));
        assert_eq!(over(Step::Original).lines[&line].money.count, 0);
    }
}
