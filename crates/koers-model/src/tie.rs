//! How the elements of a programme hang together, in both directions.

use crate::element::ElementKind;
use crate::framework::{Activity, Confidence, Framework, Link};
use crate::id::Id;
use crate::text::Text;
use std::collections::BTreeMap;

/// How one element points at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// An objective answers a challenge.
    Answers,
    /// An objective draws on a principle.
    DrawsOn,
    /// An objective or activity addresses an item of the SWOT analysis.
    Addresses,
    /// An activity belongs under an objective.
    Under,
    /// An activity or a part of it serves an outcome.
    Serves,
    /// An outcome works towards another one.
    LeadsTo,
    /// It stands in a line or theme, under an objective, or in an activity.
    PartOf,
    /// An entry of the matrix, an instrument or an action belongs to a line.
    OnLine,
    /// An entry of the matrix stands at a scale level.
    AtScale,
}

/// One link between two elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The element that points.
    pub from: Id,
    /// The element pointed at.
    pub to: Id,
    /// How.
    pub tie: Tie,
    /// How sure. What stands in the text under one another is stated.
    pub confidence: Confidence,
    /// Why, when the text does not say it.
    pub why: Option<Text>,
}

/// All links of a programme, to be followed both ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    kinds: BTreeMap<Id, ElementKind>,
    arrows: Vec<Arrow>,
    from: BTreeMap<Id, Vec<usize>>,
    to: BTreeMap<Id, Vec<usize>>,
}

/// An element of a [`Chain`], with the confidence of the weakest link on the surest way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The element.
    pub id: Id,
    /// How sure.
    pub confidence: Confidence,
}

/// What hangs together with one element, from what society asks to what should change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// Opgaven.
    pub challenges: Vec<Step>,
    /// Kerngedachten.
    pub principles: Vec<Step>,
    /// Doelstellingen.
    pub objectives: Vec<Step>,
    /// Activiteiten.
    pub activities: Vec<Step>,
    /// Beoogde resultaten.
    pub outcomes: Vec<Step>,
}

impl Framework {
    /// All its links.
    #[must_use]
    pub fn ties(&self) -> Ties {
        let mut ties = Ties {
            kinds: self
                .elements()
                .into_iter()
                .map(|entry| (entry.element.id.clone(), entry.kind))
                .collect(),
            ..Ties::default()
        };
        for line in &self.lines {
            let line_id = &line.element.id;
            for objective in &line.objectives {
                let id = &objective.element.id;
                ties.stated(id, line_id, Tie::PartOf);
                ties.links(id, &objective.answers, Tie::Answers);
                ties.links(id, &objective.draws_on, Tie::DrawsOn);
                ties.links(id, &objective.addresses, Tie::Addresses);
                for priority in &objective.priorities {
                    let (confidence, why) = match &priority.placed {
                        Some((confidence, why)) => (*confidence, Some(why.clone())),
                        None => (Confidence::Stated, None),
                    };
                    ties.add(&priority.element.id, id, Tie::PartOf, confidence, why);
                }
            }
            for activity in &line.activities {
                ties.activity(activity, line_id);
            }
            for outcome in &line.outcomes {
                ties.stated(&outcome.element.id, line_id, Tie::PartOf);
                ties.links(&outcome.element.id, &outcome.leads_to, Tie::LeadsTo);
            }
        }
        for theme in &self.themes {
            for commitment in &theme.commitments {
                ties.stated(&commitment.element.id, &theme.element.id, Tie::PartOf);
            }
        }
        for listed in self.instruments.iter().chain(&self.programmes) {
            for line in &listed.lines {
                ties.stated(&listed.element.id, line, Tie::OnLine);
            }
        }
        for entry in &self.matrix {
            ties.stated(&entry.element.id, &entry.line, Tie::OnLine);
            ties.stated(&entry.element.id, &entry.scale, Tie::AtScale);
        }
        ties
    }
}

impl Ties {
    fn add(&mut self, from: &Id, to: &Id, tie: Tie, confidence: Confidence, why: Option<Text>) {
        let at = self.arrows.len();
        self.from.entry(from.clone()).or_default().push(at);
        self.to.entry(to.clone()).or_default().push(at);
        self.arrows.push(Arrow {
            from: from.clone(),
            to: to.clone(),
            tie,
            confidence,
            why,
        });
    }
    fn stated(&mut self, from: &Id, to: &Id, tie: Tie) {
        self.add(from, to, tie, Confidence::Stated, None);
    }
    fn links(&mut self, from: &Id, links: &[Link], tie: Tie) {
        for link in links {
            self.add(from, &link.to, tie, link.confidence, link.why.clone());
        }
    }
    fn activity(&mut self, activity: &Activity, line: &Id) {
        let id = &activity.element.id;
        self.stated(id, line, Tie::PartOf);
        self.links(id, &activity.under, Tie::Under);
        self.links(id, &activity.serves, Tie::Serves);
        self.links(id, &activity.addresses, Tie::Addresses);
        for part in &activity.parts {
            self.stated(&part.element.id, id, Tie::PartOf);
            self.links(&part.element.id, &part.serves, Tie::Serves);
        }
    }

    /// What an element points at, in the order of the file.
    pub fn from<'a>(&'a self, id: &Id) -> impl Iterator<Item = &'a Arrow> + use<'a> {
        self.pick(self.from.get(id))
    }
    /// What points at an element, in the order of the file.
    pub fn to<'a>(&'a self, id: &Id) -> impl Iterator<Item = &'a Arrow> + use<'a> {
        self.pick(self.to.get(id))
    }
    fn pick<'a>(&'a self, places: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Arrow> {
        places.into_iter().flatten().filter_map(|at| self.arrows.get(*at))
    }

    /// What one step along a kind of link leads to, from each of some elements.
    fn step(&self, steps: &[Step], tie: Tie, back: bool) -> Vec<Step> {
        let mut reached: Vec<Step> = Vec::new();
        for start in steps {
            let arrows: Vec<&Arrow> = if back {
                self.to(&start.id).collect()
            } else {
                self.from(&start.id).collect()
            };
            for arrow in arrows.into_iter().filter(|arrow| arrow.tie == tie) {
                let id = if back { &arrow.from } else { &arrow.to };
                // A way is as sure as its weakest link; a later word in the order is a weaker one.
                surest(&mut reached, id, start.confidence.max(arrow.confidence));
            }
        }
        reached
    }

    /// What hangs together with an element, which stands alone in its own column. `None` for kinds that stand outside the chain.
    #[must_use]
    pub fn chain(&self, id: &Id) -> Option<Chain> {
        let own = vec![Step {
            id: id.clone(),
            confidence: Confidence::Stated,
        }];
        let mut chain = Chain::default();
        match self.kinds.get(id)? {
            ElementKind::Challenge => {
                chain.objectives = self.step(&own, Tie::Answers, true);
                chain.principles = self.step(&chain.objectives, Tie::DrawsOn, false);
                chain.challenges = own;
                self.downwards(&mut chain);
            }
            ElementKind::Principle => {
                chain.objectives = self.step(&own, Tie::DrawsOn, true);
                chain.challenges = self.step(&chain.objectives, Tie::Answers, false);
                chain.principles = own;
                self.downwards(&mut chain);
            }
            ElementKind::Swot => {
                let addressing = self.step(&own, Tie::Addresses, true);
                (chain.objectives, chain.activities) = addressing
                    .into_iter()
                    .partition(|step| self.kinds.get(&step.id) == Some(&ElementKind::Objective));
                self.upwards(&mut chain);
                chain.outcomes = self.served(&chain.activities);
            }
            ElementKind::Objective => {
                chain.objectives = own;
                self.upwards(&mut chain);
                self.downwards(&mut chain);
            }
            ElementKind::Activity => {
                chain.objectives = self.step(&own, Tie::Under, false);
                self.upwards(&mut chain);
                chain.outcomes = self.served(&own);
                chain.activities = own;
            }
            ElementKind::ActivityPart => {
                chain.activities = self.step(&own, Tie::PartOf, false);
                chain.objectives = self.step(&chain.activities, Tie::Under, false);
                self.upwards(&mut chain);
                chain.outcomes = self.step(&own, Tie::Serves, false);
            }
            ElementKind::Outcome => {
                chain.activities = self.serving(&own);
                chain.objectives = self.step(&chain.activities, Tie::Under, false);
                self.upwards(&mut chain);
                chain.outcomes = own;
            }
            _ => return None,
        }
        Some(chain)
    }

    fn upwards(&self, chain: &mut Chain) {
        chain.challenges = self.step(&chain.objectives, Tie::Answers, false);
        chain.principles = self.step(&chain.objectives, Tie::DrawsOn, false);
    }

    fn downwards(&self, chain: &mut Chain) {
        chain.activities = self.step(&chain.objectives, Tie::Under, true);
        chain.outcomes = self.served(&chain.activities);
    }

    /// The outcomes that activities serve, themselves or with a part.
    fn served(&self, activities: &[Step]) -> Vec<Step> {
        let mut all = self.step(activities, Tie::Serves, false);
        let parts = self.step(activities, Tie::PartOf, true);
        for step in self.step(&parts, Tie::Serves, false) {
            surest(&mut all, &step.id, step.confidence);
        }
        all
    }

    /// The activities that serve outcomes, themselves or with a part.
    fn serving(&self, outcomes: &[Step]) -> Vec<Step> {
        let mut all = Vec::new();
        for step in self.step(outcomes, Tie::Serves, true) {
            let whole = match self.kinds.get(&step.id) {
                Some(ElementKind::ActivityPart) => self.step(&[step], Tie::PartOf, false),
                _ => vec![step],
            };
            for activity in whole {
                surest(&mut all, &activity.id, activity.confidence);
            }
        }
        all
    }
}

/// Adds a step, or makes it as sure as the surest way to it.
fn surest(steps: &mut Vec<Step>, id: &Id, confidence: Confidence) {
    match steps.iter_mut().find(|step| step.id == *id) {
        Some(step) => step.confidence = step.confidence.min(confidence),
        None => steps.push(Step {
            id: id.clone(),
            confidence,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{
        ActivityPart, Challenge, Element, Horizon, Objective, Outcome, Principle, PrincipleKind,
        ProgrammeLine, Span, SwotItem, SwotKind, Title,
    };
    use crate::region::RegionCode;
    use jiff::civil::date;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn element(name: &str) -> Element {
        Element {
            id: id(name),
            title: Title::Known(Text::dutch(name)),
            text: None,
            cite: Vec::new(),
        }
    }
    fn link(to: &str, confidence: Confidence) -> Link {
        Link {
            to: id(to),
            confidence,
            why: None,
        }
    }

    /// Made up: work is asked for; one objective answers it; one activity with one part; two outcomes.
    fn framework() -> Framework {
        let objective = Objective {
            element: element("d"),
            number: 1,
            answers: vec![link("opgave", Confidence::Stated)],
            draws_on: vec![link("kg", Confidence::Medium)],
            addresses: vec![link("zw", Confidence::High)],
            priorities: Vec::new(),
        };
        let activity = Activity {
            element: element("a"),
            under: vec![link("d", Confidence::High)],
            serves: vec![link("r1", Confidence::Low)],
            addresses: Vec::new(),
            parts: vec![ActivityPart {
                element: element("a-1"),
                serves: vec![link("r1", Confidence::Stated), link("r2", Confidence::Medium)],
            }],
        };
        let outcome = |name: &str| Outcome {
            element: element(name),
            leads_to: Vec::new(),
            measurement: None,
        };
        Framework {
            id: id("p"),
            title: Text::dutch("p"),
            text: None,
            period: Span {
                from: date(2016, 1, 1),
                to: date(2019, 12, 31),
            },
            region: RegionCode::new("PV22").unwrap(),
            cite: Vec::new(),
            documents: Vec::new(),
            ambition: None,
            challenges: vec![Challenge {
                element: element("opgave"),
                horizon: Horizon::Now,
            }],
            principles: vec![Principle {
                element: element("kg"),
                number: 1,
                about: PrincipleKind::Content,
            }],
            swot: vec![SwotItem {
                element: element("zw"),
                kind: SwotKind::Weakness,
            }],
            trends: Vec::new(),
            roles: Vec::new(),
            scale_levels: Vec::new(),
            domains: Vec::new(),
            partners: Vec::new(),
            instruments: Vec::new(),
            references: Vec::new(),
            abbreviations: Vec::new(),
            programmes: Vec::new(),
            matrix: Vec::new(),
            lines: vec![ProgrammeLine {
                element: element("lijn"),
                subtitle: None,
                objectives: vec![objective],
                activities: vec![activity],
                outcomes: vec![outcome("r1"), outcome("r2")],
            }],
            themes: Vec::new(),
        }
    }

    fn steps(list: &[Step]) -> Vec<(&str, Confidence)> {
        list.iter()
            .map(|step| (step.id.as_str(), step.confidence))
            .collect()
    }

    #[test]
    fn every_link_is_found_from_both_ends() {
        let ties = framework().ties();
        for arrow in &ties.arrows {
            assert!(ties.from(&arrow.from).any(|other| other == arrow));
            assert!(ties.to(&arrow.to).any(|other| other == arrow));
        }
        let tied: Vec<(&str, Tie)> = ties.to(&id("r1")).map(|a| (a.from.as_str(), a.tie)).collect();
        assert_eq!(tied, [("a", Tie::Serves), ("a-1", Tie::Serves)]);
    }

    #[test]
    fn a_chain_is_as_sure_as_the_weakest_link_of_its_surest_way() {
        let ties = framework().ties();
        let chain = ties.chain(&id("opgave")).unwrap();
        assert_eq!(steps(&chain.objectives), [("d", Confidence::Stated)]);
        assert_eq!(steps(&chain.activities), [("a", Confidence::High)]);
        // The activity itself says it with low confidence, its part states it, and the part is surely one of it.
        assert_eq!(
            steps(&chain.outcomes),
            [("r1", Confidence::High), ("r2", Confidence::Medium)]
        );
        assert_eq!(steps(&chain.principles), [("kg", Confidence::Medium)]);
    }

    #[test]
    fn a_chain_can_be_walked_back() {
        let ties = framework().ties();
        let chain = ties.chain(&id("r2")).unwrap();
        assert_eq!(steps(&chain.activities), [("a", Confidence::Medium)]);
        assert_eq!(steps(&chain.challenges), [("opgave", Confidence::Medium)]);
        assert_eq!(steps(&chain.outcomes), [("r2", Confidence::Stated)]);
        let weakness = ties.chain(&id("zw")).unwrap();
        assert_eq!(steps(&weakness.objectives), [("d", Confidence::High)]);
        assert!(weakness.activities.is_empty());
        assert_eq!(ties.chain(&id("lijn")), None);
        assert_eq!(ties.chain(&id("nergens")), None);
    }

    #[test]
    fn every_element_is_listed_once() {
        let framework = framework();
        let ids: Vec<&str> = framework
            .elements()
            .iter()
            .map(|e| e.element.id.as_str())
            .collect();
        assert_eq!(ids, ["opgave", "kg", "zw", "lijn", "d", "a", "a-1", "r1", "r2"]);
        assert_eq!(framework.element("a-1").unwrap().kind, ElementKind::ActivityPart);
    }
}
