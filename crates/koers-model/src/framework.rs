//! A policy programme: challenges, principles, lines, objectives, priorities, activities, outcomes, and how they hang together.

use crate::citation::Citation;
use crate::id::Id;
use crate::region::RegionCode;
use crate::target::Target;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How sure we are of a link that the text does not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The text itself says it.
    Stated,
    /// Any reader would say so.
    High,
    /// Likely.
    Medium,
    /// A guess that somebody should confirm.
    Low,
}

impl Confidence {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A link to another element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The element that is pointed at.
    pub to: Id,
    /// How sure.
    pub confidence: Confidence,
    /// Why, when the text does not say it.
    pub why: Option<Text>,
}

/// The name of an element, or what is lost of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// Its name.
    Known(Text),
    /// The source lost it; this says what and where. It is never filled in.
    Lost(Text),
}

impl Title {
    /// The name, or the remark on the loss.
    #[must_use]
    pub fn text(&self) -> &Text {
        match self {
            Self::Known(text) | Self::Lost(text) => text,
        }
    }
}

/// What every element has: an id, a name, our summary, and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Id, unique within the framework.
    pub id: Id,
    /// Name.
    pub title: Title,
    /// What it says, in our own words.
    pub text: Option<Text>,
    /// Where it stands.
    pub cite: Vec<Citation>,
}

/// A source document with its sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Id used in citations.
    pub id: Id,
    /// Title.
    pub title: Text,
    /// Who published it.
    pub publisher: String,
    /// Sections that can be cited: number or name, and title.
    pub sections: Vec<(String, Text)>,
}

/// The period of a programme, both days inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What a challenge is about: today or tomorrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// Actuele opgave.
    Now,
    /// Opgave van morgen.
    Tomorrow,
}

/// What society asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Today or tomorrow.
    pub horizon: Horizon,
}

/// What a principle is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrincipleKind {
    /// What the province wants.
    Content,
    /// How the province works.
    WayOfWorking,
}

/// A core idea (kerngedachte).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Its number in the text.
    pub number: u32,
    /// On content or on the way of working.
    pub about: PrincipleKind,
}

/// A corner of the SWOT analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SwotKind {
    /// Sterkte.
    Strength,
    /// Zwakte.
    Weakness,
    /// Kans.
    Opportunity,
    /// Bedreiging.
    Threat,
}

/// One item of the SWOT analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwotItem {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Which corner.
    pub kind: SwotKind,
}

/// An organisation, network or fund that the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Id, name, summary, citation.
    pub element: Element,
    /// `company`, `authority`, `knowledge`, `association`, `media`, `network`, `fund` or `other`.
    pub kind: String,
}

/// An element that belongs to zero or more lines: an instrument or a programme in an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnLines {
    /// Id, name, summary, citation.
    pub element: Element,
    /// The lines.
    pub lines: Vec<Id>,
}

/// A cell entry of the matrix of scale level by line (annex 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixEntry {
    /// Id, name, summary, citation.
    pub element: Element,
    /// The scale level.
    pub scale: Id,
    /// The line.
    pub line: Id,
}

/// An abbreviation and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// Id, meaning, citation.
    pub element: Element,
    /// The short form.
    pub short: String,
}

/// What gets attention in a given year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Id, name, summary, citation.
    pub element: Element,
    /// The year.
    pub year: i32,
    /// How sure we are that it belongs to this objective, where the source shows it elsewhere.
    pub placed: Option<(Confidence, Text)>,
}

/// What a line wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Its number within the line.
    pub number: u32,
    /// Challenges it answers.
    pub answers: Vec<Link>,
    /// Principles it draws on.
    pub draws_on: Vec<Link>,
    /// SWOT items it addresses.
    pub addresses: Vec<Link>,
    /// What gets attention in a given year.
    pub priorities: Vec<Priority>,
}

/// A part of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityPart {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Outcomes that this part serves.
    pub serves: Vec<Link>,
}

/// A kind of thing that the programme says it will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Objectives it belongs under.
    pub under: Vec<Link>,
    /// Outcomes it serves.
    pub serves: Vec<Link>,
    /// SWOT items it addresses.
    pub addresses: Vec<Link>,
    /// Its parts.
    pub parts: Vec<ActivityPart>,
}

/// Whether a measure speaks for the outcome, or only beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasurePart {
    /// Speaks for the outcome: no verdict without it.
    Main,
    /// Shown beside it.
    Supporting,
}

/// One indicator by which an outcome is measured, with its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The indicator.
    pub indicator: Id,
    /// Main or supporting.
    pub part: MeasurePart,
    /// What of the outcome it measures, and what not.
    pub covers: Text,
    /// Where it should be, and when.
    pub target: Target,
}

/// How an outcome is measured: by figures, by hand, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measurement {
    /// By indicators with targets; at least one.
    Measured(Vec<Measure>),
    /// By a rubric that somebody scores with a reason: levels, worst first.
    Qualitative {
        /// The levels, worst first; at least two.
        rubric: Vec<Text>,
        /// Why no figure can say it.
        why: Text,
    },
    /// Not, because there is no figure.
    Unmeasured {
        /// Why not.
        why: Text,
        /// Which figure would do.
        would_do: Text,
    },
}

/// What should change: an intended result, which is also a criterion for proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Id, name, summary, citation.
    pub element: Element,
    /// Outcomes that this one works towards.
    pub leads_to: Vec<Link>,
    /// How it is measured; `None` is what the rule on outcomes without a measure warns of.
    pub measurement: Option<Measurement>,
}

/// One of the lines of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// Id, name, the social challenge in our words, citation.
    pub element: Element,
    /// The line under the name.
    pub subtitle: Option<Text>,
    /// What it wants.
    pub objectives: Vec<Objective>,
    /// What will be done.
    pub activities: Vec<Activity>,
    /// What should change.
    pub outcomes: Vec<Outcome>,
}

/// What a commitment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitmentKind {
    /// Something that will be done.
    Act,
    /// Something that must change, measured like an outcome.
    Result(Option<Measurement>),
}

/// A promise of a programme that is written as themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Id, name, summary, citation.
    pub element: Element,
    /// An act or a result.
    pub kind: CommitmentKind,
}

/// A theme with its commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Id, name, summary, citation.
    pub element: Element,
    /// What is promised.
    pub commitments: Vec<Commitment>,
}

/// A policy programme with a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// Id.
    pub id: Id,
    /// Title.
    pub title: Text,
    /// What it is, in our own words.
    pub text: Option<Text>,
    /// When it holds.
    pub period: Span,
    /// For which region.
    pub region: RegionCode,
    /// Where it stands.
    pub cite: Vec<Citation>,
    /// Source documents.
    pub documents: Vec<Document>,
    /// The ambition, where the programme states one.
    pub ambition: Option<Element>,
    /// What society asks.
    pub challenges: Vec<Challenge>,
    /// Core ideas.
    pub principles: Vec<Principle>,
    /// The analysis under the programme.
    pub swot: Vec<SwotItem>,
    /// Trends.
    pub trends: Vec<Element>,
    /// Roles of the government.
    pub roles: Vec<Element>,
    /// Scale levels.
    pub scale_levels: Vec<Element>,
    /// Policy domains.
    pub domains: Vec<Element>,
    /// Partners.
    pub partners: Vec<Partner>,
    /// Instruments.
    pub instruments: Vec<OnLines>,
    /// Related frameworks and reports.
    pub references: Vec<Element>,
    /// Abbreviations.
    pub abbreviations: Vec<Abbreviation>,
    /// Programmes and actions listed in an annex.
    pub programmes: Vec<OnLines>,
    /// The matrix of scale level by line.
    pub matrix: Vec<MatrixEntry>,
    /// Lines.
    pub lines: Vec<ProgrammeLine>,
    /// Themes.
    pub themes: Vec<Theme>,
}

/// Something whose course is judged: an outcome of a line, or a commitment of a theme that is a result.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The line or theme it belongs to.
    pub group: &'a Element,
    /// The outcome or commitment.
    pub element: &'a Element,
    /// How it is measured.
    pub measurement: Option<&'a Measurement>,
}

impl Framework {
    /// Everything whose course is judged, in the order of the text.
    pub fn judged(&self) -> impl Iterator<Item = Judged<'_>> {
        let outcomes = self.lines.iter().flat_map(|line| {
            line.outcomes.iter().map(|outcome| Judged {
                group: &line.element,
                element: &outcome.element,
                measurement: outcome.measurement.as_ref(),
            })
        });
        let results = self.themes.iter().flat_map(|theme| {
            theme
                .commitments
                .iter()
                .filter_map(|commitment| match &commitment.kind {
                    CommitmentKind::Act => None,
                    CommitmentKind::Result(measurement) => Some(Judged {
                        group: &theme.element,
                        element: &commitment.element,
                        measurement: measurement.as_ref(),
                    }),
                })
        });
        outcomes.chain(results)
    }

    /// The activities that serve an outcome, directly or with a part, in the order of the text.
    pub fn serving<'a>(&'a self, outcome: &'a Id) -> impl Iterator<Item = &'a Activity> + 'a {
        let points = move |links: &[Link]| links.iter().any(|link| link.to == *outcome);
        self.lines
            .iter()
            .flat_map(|line| &line.activities)
            .filter(move |activity| {
                points(&activity.serves) || activity.parts.iter().any(|part| points(&part.serves))
            })
    }

    /// The ids of the indicators that its targets name.
    #[must_use]
    pub fn indicators(&self) -> BTreeSet<&Id> {
        self.judged()
            .filter_map(|judged| match judged.measurement {
                Some(Measurement::Measured(measures)) => Some(measures),
                _ => None,
            })
            .flatten()
            .map(|measure| &measure.indicator)
            .collect()
    }
}

/// What a commitment does with what was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// Goes on with it.
    Continues,
    /// Goes on in another way.
    Changes,
    /// Is new.
    Adds,
}

/// How one commitment relates to the programme before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionStep {
    /// The commitment of the new programme.
    pub commitment: Id,
    /// What it does with what was before.
    pub relation: Relation,
    /// Elements of the old programme.
    pub of: Vec<Id>,
    /// How sure.
    pub confidence: Confidence,
    /// Why.
    pub why: Option<Text>,
}

/// An element of the old programme that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The element.
    pub of: Id,
    /// How sure.
    pub confidence: Confidence,
    /// Why we say so.
    pub why: Option<Text>,
}

/// How one programme follows another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Id.
    pub id: Id,
    /// The old programme.
    pub from: Id,
    /// The new programme.
    pub to: Id,
    /// One for every commitment of the new programme.
    pub steps: Vec<SuccessionStep>,
    /// What ends.
    pub drops: Vec<Dropped>,
}

/// The settings of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Name of the region.
    pub name: Text,
    /// The region that is judged when none is asked for.
    pub region: RegionCode,
    /// The second look.
    pub compare: Vec<RegionCode>,
    /// Languages, the default first.
    pub languages: Vec<crate::text::Lang>,
    /// How it is published; `None` when it is not.
    pub publication: Option<crate::publication::Publication>,
    /// Hosts of one's own network that figures may be fetched from.
    pub own_hosts: Vec<crate::address::Host>,
}
