//! What the register names and nobody knows: an outcome that no programme has, an organisation that was never entered. And appraisals that
//! are not of their set of criteria, and values that make no sense together.

use koers_framework::Definitions;
use koers_model::element::ElementKind;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Place};
use koers_model::portfolio::appraisal::Appraisal;
use koers_model::portfolio::decision::Subject;
use koers_model::portfolio::estimate::EffectOn;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::sense::{Contradiction, Thing, senseless};
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amiss {
    /// A name that nobody knows.
    Unknown,
    /// A version that the set of criteria does not have.
    Version,
    /// A gate or criterion that is not one of the set and version of the appraisal.
    OtherSet,
    /// A gate or criterion that stands there more than once.
    Twice,
    /// A score that is no step of the scale.
    OffScale,
    /// A value that makes no sense beside another.
    Senseless,
}

impl Amiss {
    /// Its word for machines.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Version => "version",
            Self::OtherSet => "other-set",
            Self::Twice => "twice",
            Self::OffScale => "off-scale",
            Self::Senseless => "senseless",
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Unknown => lang.pick("bestaat niet", "does not exist"),
            Self::Version => lang.pick("versie bestaat niet", "no such version"),
            Self::OtherSet => lang.pick("niet van deze meetlat", "not of this set"),
            Self::Twice => lang.pick("staat er twee keer", "stands there twice"),
            Self::OffScale => lang.pick("niet op de schaal", "not on the scale"),
            Self::Senseless => lang.pick("klopt niet", "makes no sense"),
        }
    }
}

/// A name in the register that points nowhere, or an answer that does not fit its set of criteria.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dangling {
    /// What is wrong.
    pub amiss: Amiss,
    /// What sort of thing names it: the word of its kind, as in the log.
    pub kind: &'static str,
    /// Which one.
    pub id: Id,
    /// In which field.
    pub field: &'static str,
    /// The name that nobody knows, or what else stands there.
    pub names: String,
    /// What it may have been meant for.
    pub near: Vec<String>,
    /// What is wanted there, where that is no name.
    pub wanted: Option<Text>,
}

/// What may be named, by kind.
struct Known<'a> {
    elements: BTreeMap<&'a Id, BTreeMap<&'a Id, ElementKind>>,
    definitions: &'a Definitions,
    register: &'a Register,
}

struct Findings<'a> {
    kind: &'static str,
    id: &'a Id,
    found: Vec<Dangling>,
}

impl<'a> Findings<'a> {
    fn of(kind: &'static str, id: &'a Id) -> Self {
        Self {
            kind,
            id,
            found: Vec::new(),
        }
    }
    /// Finds a name that is not among the known ones.
    fn look<'k, K>(&mut self, field: &'static str, name: &str, known: K)
    where
        K: IntoIterator<Item = &'k str>,
        K::IntoIter: Clone,
    {
        let known = known.into_iter();
        if known.clone().all(|word| word != name) {
            let near = near(name, known);
            self.say(Amiss::Unknown, field, name.to_owned(), near);
        }
    }
    fn say(&mut self, amiss: Amiss, field: &'static str, names: String, near: Vec<String>) {
        self.found.push(Dangling {
            amiss,
            kind: self.kind,
            id: self.id.clone(),
            field,
            names,
            near,
            wanted: None,
        });
    }
    /// Finds what stands in a list of an appraisal more than once, or is not of its set.
    fn listed<'k>(&mut self, field: &'static str, ids: impl Iterator<Item = &'k Id>, of: &BTreeSet<&Id>) {
        let mut times: BTreeMap<&Id, usize> = BTreeMap::new();
        for id in ids {
            *times.entry(id).or_default() += 1;
        }
        for (id, count) in times {
            if count > 1 {
                self.say(Amiss::Twice, field, id.to_string(), Vec::new());
            }
            if !of.contains(id) {
                let near = near(id.as_str(), of.iter().map(|id| id.as_str()));
                self.say(Amiss::OtherSet, field, id.to_string(), near);
            }
        }
    }
    /// Holds an appraisal to its set of criteria, where the workspace has it.
    fn appraisal(&mut self, appraisal: &Appraisal, definitions: &Definitions) {
        let Some(versions) = definitions.criteria.get(&appraisal.set) else {
            return;
        };
        let Some(yardstick) = versions.get(&appraisal.version) else {
            let names = format!("{} {}", appraisal.set, appraisal.version);
            let there = versions.keys().map(u32::to_string).collect();
            self.say(Amiss::Version, "version", names, there);
            return;
        };
        let set = &yardstick.set;
        let gates = set.gates.iter().map(|one| &one.id).collect();
        let criteria = set.criteria.iter().map(|one| &one.id).collect();
        self.listed("gates", appraisal.gates.iter().map(|one| &one.gate), &gates);
        self.listed(
            "scores",
            appraisal.scores.iter().map(|one| &one.criterion),
            &criteria,
        );
        for given in &appraisal.scores {
            let criterion = set.criteria.iter().find(|one| one.id == given.criterion);
            let (Some(criterion), Some(score)) = (criterion, given.score) else {
                continue;
            };
            if criterion.scale.iter().all(|anchor| anchor.score != score) {
                let steps = criterion.scale.iter().map(|anchor| anchor.score.to_string());
                let names = format!("{} = {score}", given.criterion);
                self.say(Amiss::OffScale, "scores", names, steps.collect());
            }
        }
    }
}

/// Every name in a register that points nowhere and every answer that does not fit its set of criteria, in the order of the register; then every
/// value that makes no sense.
#[must_use]
pub fn dangling(register: &Register, definitions: &Definitions) -> Vec<Dangling> {
    let elements = definitions.frameworks.iter().map(|framework| {
        let entries = framework.elements();
        let ids = entries.iter().map(|entry| (&entry.element.id, entry.kind));
        (&framework.id, ids.collect())
    });
    let known = Known {
        elements: elements.collect(),
        definitions,
        register,
    };
    let mut found = Vec::new();
    for action in register.actions.values() {
        found.extend(known.action(action));
    }
    found.extend(known.rest());
    found.extend(senseless(register).into_iter().map(contradiction));
    found
}

fn contradiction(found: Contradiction) -> Dangling {
    let at = found.at;
    let (kind, id) = match at.thing {
        Thing::FundingSource(id) => ("funding-source", id),
        Thing::Estimate(id) => ("estimate", id),
        Thing::Finding(id) => ("finding", id),
        Thing::Appraisal(id) => ("appraisal", id),
        Thing::Override(id) => ("override", id),
        Thing::Control(id) => ("control", id),
        Thing::Loan(id) => ("loan", id),
    };
    Dangling {
        amiss: Amiss::Senseless,
        kind,
        id,
        field: at.field,
        names: at.value,
        near: Vec::new(),
        wanted: Some(at.wanted),
    }
}

impl<'a> Known<'a> {
    fn organisations(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.register.organisations.keys().map(Id::as_str)
    }
    fn actions(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.register.actions.keys().map(Id::as_str)
    }
    fn outcomes(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let definitions = self.definitions;
        definitions
            .frameworks
            .iter()
            .flat_map(|framework| {
                let ids: Vec<&str> = framework
                    .judged()
                    .map(|judged| judged.element.id.as_str())
                    .collect();
                ids
            })
            .collect::<Vec<&str>>()
            .into_iter()
    }
    /// The ids of elements of one programme that are of one of these kinds.
    fn of_kind(&self, programme: &Id, kinds: &[ElementKind]) -> Vec<&'a str> {
        let elements = self.elements.get(programme);
        let fits = elements
            .into_iter()
            .flatten()
            .filter(|(_, kind)| kinds.contains(kind));
        fits.map(|(id, _)| id.as_str()).collect()
    }

    fn action(&self, action: &Action) -> Vec<Dangling> {
        use ElementKind as E;
        let mut findings = Findings::of("action", &action.id);
        let programmes = self.definitions.frameworks.iter().map(|one| one.id.as_str());
        findings.look("framework", action.framework.as_str(), programmes);
        let lists: [(&'static str, &[Id], &[E]); 7] = [
            ("lines", &action.lines, &[E::Line, E::Theme]),
            ("objectives", &action.objectives, &[E::Objective, E::Priority]),
            (
                "carries_out",
                &action.carries_out,
                &[
                    E::Activity,
                    E::ActivityPart,
                    E::Act,
                    E::Programme,
                    E::Instrument,
                    E::MatrixEntry,
                ],
            ),
            ("serves", &action.serves, &[E::Outcome]),
            ("roles", &action.roles, &[E::Role]),
            ("domains", &action.domains, &[E::Domain]),
            ("scale", action.scale.as_slice(), &[E::ScaleLevel]),
        ];
        for (field, names, kinds) in lists {
            let known = self.of_kind(&action.framework, kinds);
            for name in names {
                findings.look(field, name.as_str(), known.iter().copied());
            }
        }
        for partner in &action.partners {
            findings.look("partners", partner.organisation.as_str(), self.organisations());
        }
        if let Some(request) = &action.request {
            findings.look("request", request.applicant.as_str(), self.organisations());
        }
        for place in &action.places {
            if let Place::Region(code) = place
                && self.definitions.regions.get(code).is_none()
            {
                let codes: Vec<&str> = self
                    .definitions
                    .regions
                    .iter()
                    .map(|one| one.code.as_str())
                    .collect();
                findings.look("places", code.as_str(), codes);
            }
        }
        for dependency in &action.dependencies {
            findings.look("dependencies", dependency.on.as_str(), self.actions());
        }
        let sources = || self.register.funding_sources.keys().map(Id::as_str);
        let used: BTreeSet<&Id> = action.money.iter().map(|line| &line.source).collect();
        for source in used {
            findings.look("money", source.as_str(), sources());
        }
        findings.found
    }

    /// Everything but actions.
    fn rest(&self) -> Vec<Dangling> {
        let mut all = Vec::new();
        let register = self.register;
        for estimate in register.estimates.values() {
            let mut findings = Findings::of("estimate", &estimate.id);
            findings.look("action", estimate.action.as_str(), self.actions());
            findings.look("author", estimate.author.as_str(), self.organisations());
            match &estimate.on {
                EffectOn::Outcome(id) => findings.look("on", id.as_str(), self.outcomes()),
                EffectOn::Indicator(id) => {
                    findings.look(
                        "on",
                        id.as_str(),
                        self.definitions.indicators.keys().map(Id::as_str),
                    );
                }
            }
            all.append(&mut findings.found);
        }
        for finding in register.findings.values() {
            let mut findings = Findings::of("finding", &finding.id);
            findings.look(
                "estimate",
                finding.estimate.as_str(),
                register.estimates.keys().map(Id::as_str),
            );
            findings.look("author", finding.author.as_str(), self.organisations());
            all.append(&mut findings.found);
        }
        for appraisal in register.appraisals.values() {
            let mut findings = Findings::of("appraisal", &appraisal.id);
            findings.look("proposal", appraisal.proposal.as_str(), self.actions());
            findings.appraisal(appraisal, self.definitions);
            all.append(&mut findings.found);
        }
        for passed in register.overrides.values() {
            let mut findings = Findings::of("override", &passed.id);
            findings.look("proposal", passed.proposal.as_str(), self.actions());
            findings.look(
                "decision",
                passed.decision.as_str(),
                register.decisions.keys().map(Id::as_str),
            );
            all.append(&mut findings.found);
        }
        for decision in register.decisions.values() {
            let mut findings = Findings::of("decision", &decision.id);
            findings.look("by", decision.by.as_str(), self.organisations());
            if let Some(plan) = &decision.weighed.selection {
                findings.look(
                    "selection",
                    plan.as_str(),
                    self.definitions.selections.keys().map(Id::as_str),
                );
            }
            for subject in &decision.about {
                match subject {
                    Subject::Action(id) => findings.look("about", id.as_str(), self.actions()),
                    Subject::Element { framework, element } => {
                        let known = self.elements.get(framework);
                        let ids: Vec<&str> = known.into_iter().flatten().map(|(id, _)| id.as_str()).collect();
                        findings.look("about", element.as_str(), ids);
                    }
                }
            }
            all.append(&mut findings.found);
        }
        for aid in register.aid.values() {
            let mut findings = Findings::of("aid", &aid.id);
            findings.look("undertaking", aid.undertaking.as_str(), self.organisations());
            if let Some(action) = &aid.action {
                findings.look("action", action.as_str(), self.actions());
            }
            all.append(&mut findings.found);
        }
        for control in register.controls.values() {
            let mut findings = Findings::of("control", &control.id);
            findings.look("parent", control.parent.as_str(), self.organisations());
            findings.look("child", control.child.as_str(), self.organisations());
            all.append(&mut findings.found);
        }
        for loan in register.loans.values() {
            let mut findings = Findings::of("loan", &loan.id);
            findings.look("borrower", loan.borrower.as_str(), self.organisations());
            findings.look(
                "fund",
                loan.fund.as_str(),
                register.funding_sources.keys().map(Id::as_str),
            );
            if let Some(action) = &loan.action {
                findings.look("action", action.as_str(), self.actions());
            }
            all.append(&mut findings.found);
        }
        all
    }
}
