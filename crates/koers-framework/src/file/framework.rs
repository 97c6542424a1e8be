//! `framework/<framework>/*.yaml`: everything of a programme except its lines and themes.

use super::element::{AsElement, Bilingual, Cites, Head};
use super::leaf::PartnerKind;
use super::line::{Line, ThemeEntry};
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::framework::{Horizon, PrincipleKind, SwotKind};
use koers_model::id::Id;
use koers_model::region::RegionCode;

record! {
    /// A part of a policy programme. Sections may be spread over files; lists are put together.
    pub struct FrameworkFile {
        /// The programme that this file belongs to.
        required framework: Option<Sp<Id>>,
        /// What the programme is; in exactly one of its files.
        optional about: Option<About>,
        /// The ambition, where the programme states one.
        optional ambition: Option<Ambition>,
        /// Source documents with the sections that can be cited.
        optional documents: Vec<DocumentEntry>,
        /// What society asks.
        optional challenges: Vec<ChallengeEntry>,
        /// Core ideas.
        optional principles: Vec<PrincipleEntry>,
        /// Strengths, weaknesses, opportunities and threats.
        optional swot: Vec<SwotEntry>,
        /// Trends.
        optional trends: Vec<Plain>,
        /// Roles of the government.
        optional roles: Vec<Plain>,
        /// Scale levels.
        optional scale_levels: Vec<Plain>,
        /// Policy domains.
        optional domains: Vec<Plain>,
        /// Organisations, networks and funds that the text names.
        optional partners: Vec<PartnerEntry>,
        /// Instruments.
        optional instruments: Vec<InstrumentEntry>,
        /// Related policy frameworks and reports.
        optional references: Vec<ReferenceEntry>,
        /// Abbreviations.
        optional abbreviations: Vec<AbbreviationEntry>,
        /// Programmes and actions listed in an annex.
        optional programmes: Vec<ProgrammeEntry>,
        /// The matrix of scale level by line, one entry per bullet.
        optional matrix: Vec<MatrixItem>,
        /// Programme lines with objectives, activities and outcomes.
        optional lines: Vec<Line>,
        /// Themes with commitments.
        optional themes: Vec<ThemeEntry>,
    }
}

record! {
    /// What a programme is.
    pub struct About {
        /// Title.
        required title: Option<Bilingual>,
        /// First and last day, both inclusive.
        required period: Option<PeriodOfDays>,
        /// The region it is for.
        required region: Option<Sp<RegionCode>>,
        /// What it is, in our own words.
        optional text: Option<Bilingual>,
        /// Where it stands: `document#section`, or a list of them.
        checked cite: Cites,
    }
}

record! {
    /// From a first to a last day, both inclusive.
    pub struct PeriodOfDays {
        /// First day.
        required from: Option<Sp<Date>>,
        /// Last day.
        required to: Option<Sp<Date>>,
    }
}

record! {
    /// The ambition of a programme.
    pub struct Ambition {
        /// Name for other files to point at; `ambitie` when left out.
        optional id: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What it says, in our own words.
        optional text: Option<Bilingual>,
        /// Where it stands: `document#section`, or a list of them.
        checked cite: Cites,
    }
}

impl AsElement for Ambition {
    fn head(&self) -> Head<'_> {
        Head {
            id: self.id.as_ref(),
            title: self.title.as_ref(),
            lost: None,
            text: self.text.as_ref(),
            cite: &self.cite,
            head: self.head,
            whole: self.at,
        }
    }
}

record! {
    /// A source document.
    pub struct DocumentEntry {
        /// Name used in citations, before the `#`.
        required id: Option<Sp<Id>>,
        /// Title.
        required title: Option<Bilingual>,
        /// Who published it.
        required publisher: Option<Sp<String>>,
        /// Sections that can be cited.
        filled sections: Vec<Section>,
    }
}

record! {
    /// A section of a document.
    pub struct Section {
        /// Number or name used in citations, after the `#`.
        required id: Option<Sp<String>>,
        /// Title.
        required title: Option<Bilingual>,
    }
}

element! {
    /// What society asks.
    pub struct ChallengeEntry {
        /// Asked today, or tomorrow.
        required horizon: Option<Sp<Horizon>>,
    }
}

element! {
    /// A core idea.
    pub struct PrincipleEntry {
        /// Its number in the text.
        required number: Option<Sp<u32>>,
        /// On what is wanted, or on the way of working.
        required about: Option<Sp<PrincipleKind>>,
    }
}

element! {
    /// An item of the SWOT analysis.
    pub struct SwotEntry {
        /// Which corner.
        required kind: Option<Sp<SwotKind>>,
    }
}

element! {
    /// An element without keys of its own.
    pub struct Plain {}
}

element! {
    /// A related policy framework or report.
    pub struct ReferenceEntry {
        /// Its scale level.
        optional scale: Option<Sp<Id>>,
    }
}

element! {
    /// An organisation, network or fund that the text names.
    pub struct PartnerEntry {
        /// What it is.
        required kind: Option<Sp<PartnerKind>>,
    }
}

element! {
    /// An instrument.
    pub struct InstrumentEntry {
        /// The line it belongs to.
        optional line: Option<Sp<Id>>,
        /// The lines it belongs to, where they are several.
        optional lines: Vec<Sp<Id>>,
    }
    at_most one of line, lines;
}

element! {
    /// An abbreviation; its title is what it stands for.
    pub struct AbbreviationEntry {
        /// The short form.
        required short: Option<Sp<String>>,
    }
}

element! {
    /// A programme or action listed in an annex.
    pub struct ProgrammeEntry {
        /// The lines it belongs to.
        optional lines: Vec<Sp<Id>>,
    }
}

element! {
    /// One entry of the matrix of scale level by line.
    pub struct MatrixItem {
        /// The scale level.
        required scale: Option<Sp<Id>>,
        /// The line.
        required line: Option<Sp<Id>>,
    }
}
