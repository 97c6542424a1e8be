//! Flags and status words of the publishers, old and new, and what they mean here.

use crate::error::{ReadError, code, shown};
use koers_model::value::{Marks, Missing};

/// What stands beside a figure: marks, and a reason when there is to be no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Said {
    pub(crate) marks: Marks,
    pub(crate) reason: Option<Missing>,
    /// The old Eurostat flag `r` (revised), which has no mark.
    pub(crate) revised: bool,
}

impl Said {
    pub(crate) fn mark(marks: Marks) -> Self {
        Self {
            marks,
            ..Self::default()
        }
    }
    pub(crate) fn reason(reason: Missing) -> Self {
        Self {
            reason: Some(reason),
            ..Self::default()
        }
    }
    /// Both together; of two reasons the one that takes precedence.
    pub(crate) fn and(self, other: Self) -> Self {
        let reason = match (self.reason, other.reason) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            marks: self.marks.with(other.marks),
            reason,
            revised: self.revised || other.revised,
        }
    }
}

/// Letters of Eurostat's `OBS_FLAG`: the list of January 2025, and `s`, `z`, `c`, `r` of before. They combine: `bd`.
pub(crate) fn eurostat(text: &[u8]) -> Result<Said, ReadError> {
    let mut said = Said::default();
    for &letter in text {
        let one = match letter {
            b'b' => Said::mark(Marks::BREAK),
            b'd' => Said::mark(Marks::DEFINITION_DIFFERS),
            b'e' => Said::mark(Marks::ESTIMATED),
            b'f' => Said::mark(Marks::FORECAST),
            b'i' | b's' => Said::mark(Marks::IMPUTED),
            b'n' => Said::mark(Marks::NOT_SIGNIFICANT),
            b'p' => Said::mark(Marks::PROVISIONAL),
            b'u' => Said::mark(Marks::LOW_RELIABILITY),
            b'm' | b'z' => Said::reason(Missing::Impossible),
            b'c' => Said::reason(Missing::Suppressed),
            b'r' => Said {
                revised: true,
                ..Said::default()
            },
            b' ' => continue,
            _ => {
                return Err(
                    ReadError::new(code::UNKNOWN_FLAG, "a flag that Eurostat does not explain")
                        .found(shown(text))
                        .expected("letters of b c d e f i m n p r s u z"),
                );
            }
        };
        said = said.and(one);
    }
    Ok(said)
}

/// Eurostat's `CONF_STATUS`.
pub(crate) fn confidentiality(text: &[u8]) -> Result<Said, ReadError> {
    match text {
        b"" | b"F" => Ok(Said::default()),
        b"C" | b"N" | b"P" => Ok(Said::reason(Missing::Suppressed)),
        _ => Err(ReadError::new(
            code::UNKNOWN_FLAG,
            "a confidentiality status that nobody explains",
        )
        .found(shown(text))
        .expected("C, N, P, F or nothing")),
    }
}

/// `ValueAttribute` of CBS OData v4.
pub(crate) fn value_attribute(text: &[u8]) -> Result<Said, ReadError> {
    let reason = match text {
        b"" | b"None" => return Ok(Said::default()),
        b"Impossible" => Missing::Impossible,
        b"Confidential" | b"Secret" => Missing::Suppressed,
        b"Missing" | b"NotAvailable" => Missing::NotAvailable,
        b"NotYet" | b"NotYetAvailable" => Missing::NotYet,
        _ => {
            return Err(ReadError::new(code::UNKNOWN_FLAG, "a ValueAttribute that nobody explains")
                .found(shown(text))
                .expected("None, Impossible, Confidential, Secret, Missing, NotAvailable, NotYet or NotYetAvailable")
                .help("the figure is not used until it is known what the word means"));
        }
    };
    Ok(Said::reason(reason))
}

/// The status that CBS gives a period, or a status column beside a figure.
pub(crate) fn cbs_status(text: &[u8]) -> Result<Said, ReadError> {
    match text {
        b"" | b"Onbekend" => Ok(Said::default()),
        b"Definitief" => Ok(Said::mark(Marks::DEFINITE)),
        b"Voorlopig" => Ok(Said::mark(Marks::PROVISIONAL)),
        b"NaderVoorlopig" | b"Nader voorlopig" => Ok(Said::mark(Marks::REVISED_PROVISIONAL)),
        _ => Err(
            ReadError::new(code::UNKNOWN_FLAG, "a status that CBS does not explain")
                .found(shown(text))
                .expected("Definitief, NaderVoorlopig or Voorlopig"),
        ),
    }
}

/// Status words of our own CSV, separated by spaces.
pub(crate) fn own(text: &[u8]) -> Result<Said, ReadError> {
    // People enter what a source says: neither that it has no row, nor that a computation has no answer.
    words(text, &Missing::ALL[..5])
}

/// Status words of a table that Koers published. It may hold readings, and a computation can be without an answer.
pub(crate) fn published(text: &[u8]) -> Result<Said, ReadError> {
    let mut reasons = Missing::ALL.to_vec();
    reasons.retain(|reason| *reason != Missing::Absent);
    words(text, &reasons)
}

fn words(text: &[u8], reasons: &[Missing]) -> Result<Said, ReadError> {
    let mut said = Said::default();
    for word in text.split(|&byte| byte == b' ').filter(|word| !word.is_empty()) {
        let word = std::str::from_utf8(word).unwrap_or("");
        let reason = Missing::from_word(word).filter(|reason| reasons.contains(reason));
        said = match (reason, Marks::from_word(word)) {
            (Some(reason), _) if said.reason.is_some_and(|first| first != reason) => {
                return Err(
                    ReadError::new(code::CONTRADICTION, "two reasons for one empty cell").found(shown(text)),
                );
            }
            (Some(reason), _) => said.and(Said::reason(reason)),
            (None, Some(mark)) => said.and(Said::mark(mark)),
            (None, None) => {
                let words: Vec<&str> = reasons
                    .iter()
                    .map(|reason| reason.word())
                    .chain(Marks::WORDS.iter().map(|(_, word)| *word))
                    .collect();
                let near = koers_model::spelling::near(word, words.iter().copied());
                let error = ReadError::new(
                    code::UNKNOWN_FLAG,
                    format!(
                        "`{}` is no status word{}",
                        shown(word.as_bytes()),
                        crate::near::question(&near)
                    ),
                );
                return Err(error.found(shown(text)).expected(words.join(", ")));
            }
        };
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eurostat_flags_old_and_new_combine() {
        let bd = eurostat(b"bd").unwrap();
        assert!(bd.marks.has(Marks::BREAK.with(Marks::DEFINITION_DIFFERS)) && bd.reason.is_none());
        let cases: [(&[u8], Marks, Option<Missing>); 12] = [
            (b"b", Marks::BREAK, None),
            (b"d", Marks::DEFINITION_DIFFERS, None),
            (b"e", Marks::ESTIMATED, None),
            (b"f", Marks::FORECAST, None),
            (b"i", Marks::IMPUTED, None),
            (b"s", Marks::IMPUTED, None),
            (b"n", Marks::NOT_SIGNIFICANT, None),
            (b"p", Marks::PROVISIONAL, None),
            (b"u", Marks::LOW_RELIABILITY, None),
            (b"m", Marks::NONE, Some(Missing::Impossible)),
            (b"z", Marks::NONE, Some(Missing::Impossible)),
            (b"c", Marks::NONE, Some(Missing::Suppressed)),
        ];
        for (letter, marks, reason) in cases {
            let said = eurostat(letter).unwrap();
            assert_eq!((said.marks, said.reason), (marks, reason), "{letter:?}");
        }
        assert!(eurostat(b"r").unwrap().revised);
        assert_eq!(eurostat(b"q").unwrap_err().code, code::UNKNOWN_FLAG);
    }

    #[test]
    fn attributes_that_nobody_explains_are_refused() {
        assert_eq!(
            value_attribute(b"Impossible").unwrap().reason,
            Some(Missing::Impossible)
        );
        assert_eq!(
            value_attribute(b"Confidential").unwrap().reason,
            Some(Missing::Suppressed)
        );
        assert_eq!(value_attribute(b"None").unwrap(), Said::default());
        assert!(value_attribute(b"Rounded").is_err());
        assert_eq!(confidentiality(b"N").unwrap().reason, Some(Missing::Suppressed));
        assert!(confidentiality(b"X").is_err());
        assert!(cbs_status(b"Voorlopig").unwrap().marks.has(Marks::PROVISIONAL));
    }

    #[test]
    fn own_words() {
        let said = own(b"suppressed provisional").unwrap();
        assert_eq!(
            (said.reason, said.marks),
            (Some(Missing::Suppressed), Marks::PROVISIONAL)
        );
        assert!(
            own(b"supressed")
                .unwrap_err()
                .message
                .contains("did you mean `suppressed`")
        );
        assert_eq!(own(b"suppressed not-yet").unwrap_err().code, code::CONTRADICTION);
        for word in ["absent", "undefined"] {
            assert_eq!(own(word.as_bytes()).unwrap_err().code, code::UNKNOWN_FLAG);
        }
    }
}
