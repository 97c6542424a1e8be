//! Who may do what: the one place where that is asked.
//!
//! Whoever wants something done says who it is ([`Visitor`]) and what it is ([`Deed`]), and gets a [`Permit`] or hears why not. A permit
//! can be made here and nowhere else, and what writes asks for one, so that nothing is written without this question. Today there are
//! two kinds of visitor. Accounts come as more of them; what they may do is decided in [`permit`], and nowhere else.

use koers_model::framework::Workspace;
use koers_model::publication::Assessors;
use koers_model::text::Text;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Look at what the public may see.
    Read,
    /// See who tested a proposal, where the workspace does not publish that.
    SeeAssessors,
    /// Enter or change proposals, actions, money, promises and what belongs to them.
    Enter,
    /// Test a proposal.
    Appraise,
    /// Write down a decision.
    Decide,
    /// Write down that the board passes over a test.
    Override,
    /// End something, or reopen it.
    End,
}

impl Deed {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Read,
        Self::SeeAssessors,
        Self::Enter,
        Self::Appraise,
        Self::Decide,
        Self::Override,
        Self::End,
    ];
}

/// Who wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// Anybody.
    Public,
    /// Whoever sits at the machine itself, where one person works on a workspace.
    Local,
}

/// That somebody may do something. It cannot be made outside this file.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    deed: Deed,
}

impl Permit {
    /// What is permitted.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        self.deed
    }
}

/// That somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this may only be done on the machine itself, by whoever works on the workspace")]
pub struct Denied {
    /// What was asked.
    pub deed: Deed,
}

impl Denied {
    /// Why not, for people.
    #[must_use]
    pub fn why(self) -> Text {
        Text::both(
            "dit kan alleen op de machine zelf, door wie aan de werkmap werkt",
            self.to_string(),
        )
    }
}

/// Whether a visitor may do something.
///
/// # Errors
/// [`Denied`] when not.
pub const fn permit(visitor: Visitor, deed: Deed) -> Result<Permit, Denied> {
    match (visitor, deed) {
        (Visitor::Local, _) | (Visitor::Public, Deed::Read) => Ok(Permit { deed }),
        (
            Visitor::Public,
            Deed::SeeAssessors | Deed::Enter | Deed::Appraise | Deed::Decide | Deed::Override | Deed::End,
        ) => Err(Denied { deed }),
    }
}

/// Whether a visitor sees who tested a proposal: where the workspace publishes that everybody does.
#[must_use]
pub fn sees_assessors(visitor: Visitor, workspace: &Workspace) -> bool {
    let publication = workspace.publication.as_ref();
    let published = publication.is_some_and(|publication| publication.assessors == Assessors::Named);
    published || permit(visitor, Deed::SeeAssessors).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_reads_and_who_sits_at_the_machine_does_the_rest() {
        for deed in Deed::ALL {
            let may = permit(Visitor::Public, *deed).is_ok();
            assert_eq!(may, *deed == Deed::Read, "{deed:?}");
            assert_eq!(
                permit(Visitor::Local, *deed).map(|permit| permit.deed()),
                Ok(*deed)
            );
        }
    }
}
