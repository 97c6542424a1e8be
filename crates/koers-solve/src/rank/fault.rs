//! Why a method gives no answer.

/// Why a method gives no answer. Alternatives and criteria are numbered from 0, as in the table.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Fault {
    /// A cell is missing, and this method has no way to leave it open.
    #[error("alternative {alternative} has no value on criterion {criterion}")]
    Missing {
        /// Row of the cell.
        alternative: usize,
        /// Column of the cell.
        criterion: usize,
    },
    /// A cell is a range, and this method needs one number.
    #[error(
        "alternative {alternative} has a range on criterion {criterion}, and this method needs one number"
    )]
    Uncertain {
        /// Row of the cell.
        alternative: usize,
        /// Column of the cell.
        criterion: usize,
    },
    /// Something that must be given once per criterion was given another number of times.
    #[error("{what}: {found} given, for {criteria} criteria")]
    Width {
        /// What was given.
        what: &'static str,
        /// How many criteria the table has.
        criteria: usize,
        /// How many were given.
        found: usize,
    },
    /// The method compares alternatives, and there is only one.
    #[error("the method compares alternatives, and there is only one")]
    Alone,
    /// On every criterion that counts, all alternatives are the same: the method divides nought by nought.
    #[error("on every criterion that counts all alternatives are the same")]
    AllTheSame,
    /// More alternatives than the method is made for.
    #[error("{found} alternatives; at most {most}")]
    TooManyAlternatives {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A number of draws that is nought or too large.
    #[error("{found} draws; from 1 to {most}")]
    Draws {
        /// How many were asked.
        found: u64,
        /// How many there may be.
        most: u64,
    },
    /// The bounds of a criterion do not hold a range, or a cell lies outside them.
    #[error("the bounds of criterion {criterion} are no range around its cells and ideal")]
    Bounds {
        /// The criterion.
        criterion: usize,
    },
    /// Thresholds that are not 0 ≤ indifference ≤ preference ≤ veto.
    #[error("the thresholds of criterion {criterion} are not 0 ≤ indifference ≤ preference ≤ veto")]
    Thresholds {
        /// The criterion.
        criterion: usize,
    },
}

impl Fault {
    /// Nothing, or a fault when `found` is not one for each of `criteria`.
    pub(crate) fn width(what: &'static str, criteria: usize, found: usize) -> Result<(), Self> {
        if criteria == found {
            Ok(())
        } else {
            Err(Self::Width {
                what,
                criteria,
                found,
            })
        }
    }
}
