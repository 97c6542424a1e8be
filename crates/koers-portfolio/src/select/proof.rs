//! The proof of how good a choice is, with everything that checking it needs.

use koers_solve::choose::{Certificate, Checked, Doubt, Outcome, Program, verify, verify_empty};

/// A choice in whole numbers with the proof of its bound. Checking it trusts neither the search nor its arithmetic.
#[derive(Debug, Clone)]
pub struct Proof {
    program: Program,
    found: Option<(Vec<bool>, i128)>,
    certificate: Certificate,
}

/// What a proof shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The value of the choice and what no choice can pass, in the whole numbers of the search.
    Bounded {
        /// The value.
        value: i128,
        /// The bound.
        bound: i128,
    },
    /// No choice keeps all bounds.
    Impossible,
}

impl Proof {
    pub(super) fn new(program: Program, outcome: &Outcome) -> Self {
        Self {
            program,
            found: outcome
                .solution
                .as_ref()
                .map(|found| (found.chosen.clone(), found.value)),
            certificate: outcome.certificate.clone(),
        }
    }

    /// Checks it.
    ///
    /// # Errors
    /// The first thing that is wrong with it. Where a search ended without a choice and without a proof that there is none, nothing is shown.
    pub fn check(&self) -> Result<Shown, Doubt> {
        match &self.found {
            Some((chosen, value)) => {
                let Checked { value, bound } = verify(&self.program, chosen, *value, &self.certificate)?;
                Ok(Shown::Bounded { value, bound })
            }
            None => verify_empty(&self.program, &self.certificate).map(|()| Shown::Impossible),
        }
    }

    /// How large the question was: columns and rows.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.program.columns(), self.program.rows().len())
    }

    /// How many ends the tree of the proof has together with its forks.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.certificate.nodes.len()
    }
}
