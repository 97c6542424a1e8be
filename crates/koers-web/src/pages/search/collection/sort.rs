//! What kinds of things can be found.

use koers_model::text::Lang;

/// What kind of thing was found, in the order in which kinds are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Intended results.
    Outcome,
    /// Objectives.
    Objective,
    /// Lines and themes.
    Line,
    /// Activities, their parts, instruments and what annexes list.
    Activity,
    /// Actions and proposals: what is really done, or asked for.
    Action,
    /// Decisions, motions, pledges and recommendations.
    Decision,
    /// Commitments.
    Commitment,
    /// Challenges and core ideas.
    Challenge,
    /// The analysis: SWOT and trends.
    Analysis,
    /// Partners.
    Partner,
    /// Everything else of a programme.
    Other,
    /// Indicators.
    Indicator,
    /// Data sets.
    Dataset,
    /// Regions.
    Region,
    /// Words that are explained, abbreviations among them.
    Word,
    /// Pages of the site, programmes among them.
    Page,
}

impl Sort {
    /// Every kind: word in addresses, Dutch, English.
    const WORDS: [(Self, &'static str, &'static str, &'static str); 16] = [
        (Self::Outcome, "resultaten", "Resultaten", "Outcomes"),
        (Self::Objective, "doelstellingen", "Doelstellingen", "Objectives"),
        (Self::Line, "lijnen", "Lijnen en thema’s", "Lines and themes"),
        (
            Self::Activity,
            "activiteiten",
            "Activiteiten en instrumenten",
            "Activities and instruments",
        ),
        (
            Self::Action,
            "acties",
            "Acties en voorstellen",
            "Actions and proposals",
        ),
        (Self::Decision, "besluiten", "Besluiten", "Decisions"),
        (Self::Commitment, "toezeggingen", "Toezeggingen", "Commitments"),
        (
            Self::Challenge,
            "opgaven",
            "Opgaven en kerngedachten",
            "Challenges and core ideas",
        ),
        (Self::Analysis, "analyse", "Analyse", "Analysis"),
        (Self::Partner, "partners", "Partners", "Partners"),
        (
            Self::Other,
            "overig",
            "Overig uit de programma’s",
            "Other parts of programmes",
        ),
        (Self::Indicator, "indicatoren", "Indicatoren", "Indicators"),
        (Self::Dataset, "cijfers", "Gegevenssets", "Data sets"),
        (Self::Region, "gebieden", "Gebieden", "Regions"),
        (
            Self::Word,
            "woorden",
            "Woorden en afkortingen",
            "Words and abbreviations",
        ),
        (Self::Page, "paginas", "Pagina’s", "Pages"),
    ];
    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| row.1)
    }
    /// The kind with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|row| row.1 == word).map(|row| row.0)
    }
    /// What people read, as a heading.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| lang.pick(row.2, row.3))
    }
}
