//! What is wrong with a file, said like a good compiler says it.

use crate::id::Id;
use std::fmt;

/// The stable code of a rule: `K021`. A code never changes meaning and is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Cannot be worked with: exit code 1, nothing is computed from it.
    Error,
    /// Works, but a reader will ask.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A stretch of a file, as byte offsets; the line and column are worked out from the text when it is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, relative to the workspace, with `/` between folders.
    pub file: std::sync::Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A place with a remark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// What a finding is about, apart from the place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An element of a programme.
    Element {
        /// The programme.
        programme: Id,
        /// The element.
        element: Id,
    },
    /// An indicator.
    Indicator(Id),
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule found it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` only for what has no place in a file (a file that is not there).
    pub primary: Option<Label>,
    /// Other places that matter: "first defined here".
    pub secondary: Vec<Label>,
    /// What was expected and what was found, where that can be said.
    pub expected: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// What it is about, where that is one thing of the policy.
    pub about: Option<About>,
}

impl Diagnostic {
    /// A finding with only a code, a severity and a sentence; the rest is added with the other methods.
    #[must_use]
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            expected: None,
            found: None,
            help: None,
            about: None,
        }
    }
    /// Where it is.
    #[must_use]
    pub fn at(mut self, span: Span, remark: impl Into<String>) -> Self {
        self.primary = Some(Label {
            span,
            message: remark.into(),
        });
        self
    }
    /// Another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, remark: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            message: remark.into(),
        });
        self
    }
    /// What was expected and found.
    #[must_use]
    pub fn expected_found(mut self, expected: impl Into<String>, found: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self.found = Some(found.into());
        self
    }
    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
