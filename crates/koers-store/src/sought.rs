//! What of the log is looked for, and how much of it there is: so that a page of it is read without the rest.

/// What of the log is looked for. What is not said may be anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sought<'a> {
    /// The word of the kind of thing.
    pub kind: Option<&'a str>,
    /// Who wrote it.
    pub who: Option<&'a str>,
    /// The day in UTC, as moments in the log begin: `2026-11-22`.
    pub day: Option<&'a str>,
}

/// How much there is of what is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Changes in the log.
    pub all: u64,
    /// Those that are looked for.
    pub found: u64,
    /// Everybody who ever wrote in the log, by name.
    pub people: Vec<String>,
}
