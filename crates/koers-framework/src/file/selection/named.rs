//! What a selection plan names: in its own file, in the programme, and in the register.

use super::{CandidatesEntry, GroupEntry, GroupRecord, SelectionFile};
use crate::place::Sp;
use koers_model::id::Id;
use koers_model::region::RegionCode;

impl GroupEntry {
    fn some(&self) -> Option<&GroupRecord> {
        match self {
            Self::All => None,
            Self::Some(some) => Some(some),
        }
    }

    /// Every element of the programme that it names, with the key.
    fn elements(&self) -> impl Iterator<Item = (&'static str, &Sp<Id>)> {
        self.some().into_iter().flat_map(|some| {
            let named = [
                ("line", &some.line),
                ("objective", &some.objective),
                ("outcome", &some.outcome),
                ("scale", &some.scale),
            ];
            named
                .into_iter()
                .filter_map(|(key, id)| Some((key, id.as_ref()?)))
        })
    }
}

impl SelectionFile {
    /// Every name within the plan, of which each may be given once.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Sp<Id>> {
        let budgets = self.budgets.iter().filter_map(|entry| entry.id.as_ref());
        let bounds = self.bounds.iter().filter_map(|entry| entry.id.as_ref());
        let balances = self.balances.iter().filter_map(|entry| entry.id.as_ref());
        let what_if = self.what_if.iter().filter_map(|entry| entry.id.as_ref());
        budgets.chain(bounds).chain(balances).chain(what_if)
    }

    /// Every region that it names.
    pub(crate) fn regions(&self) -> impl Iterator<Item = &Sp<RegionCode>> {
        let balances = self.balances.iter();
        let balanced = balances.flat_map(|balance| balance.one.iter().chain(&balance.other));
        balanced.chain(self.groups().flat_map(|some| &some.regions))
    }

    /// Every element of the programme that it names, with the key under which it stands.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (&'static str, &Sp<Id>)> {
        let lines = match &self.candidates {
            Some(CandidatesEntry::Some(some)) => some.lines.as_slice(),
            _ => &[],
        };
        let groups = self.bounds.iter().filter_map(|bound| bound.among.as_ref());
        let lines = lines.iter().map(|line| ("line", line));
        lines.chain(groups.flat_map(GroupEntry::elements))
    }

    /// Every funding source of the register that it names.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Sp<Id>> {
        let budgets = self.budgets.iter().filter_map(|budget| budget.source.as_ref());
        let bounds = self.bounds.iter().filter_map(|bound| bound.money.as_ref());
        budgets.chain(bounds.flat_map(|money| &money.sources))
    }

    /// Every action of the register that it names.
    pub(crate) fn actions(&self) -> impl Iterator<Item = &Sp<Id>> {
        let candidates = match &self.candidates {
            Some(CandidatesEntry::Some(some)) => some.actions.as_slice(),
            _ => &[],
        };
        let groups = self.groups().flat_map(|some| &some.actions);
        let asked = self.must.iter().chain(&self.must_not);
        candidates.iter().chain(groups).chain(asked)
    }

    /// The groups of its bounds that are not simply all.
    fn groups(&self) -> impl Iterator<Item = &GroupRecord> {
        let among = self.bounds.iter().filter_map(|bound| bound.among.as_ref());
        among.filter_map(GroupEntry::some)
    }
}
