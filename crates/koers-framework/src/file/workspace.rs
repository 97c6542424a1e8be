//! `koers.yaml`.

use super::element::{Bilingual, build_optional};
use super::leaf::FormatVersion;
use super::publication::PublicationEntry;
use crate::place::Sp;
use koers_model::address::Host;
use koers_model::framework::Workspace;
use koers_model::region::RegionCode;
use koers_model::text::Lang;

record! {
    /// The settings of a workspace.
    pub struct WorkspaceFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name of the region.
        required name: Option<Bilingual>,
        /// The region that is judged when none is asked for.
        required region: Option<Sp<RegionCode>>,
        /// Regions shown as a second look in lists and charts.
        optional compare: Vec<Sp<RegionCode>>,
        /// Languages, the default first.
        filled languages: Vec<Sp<Lang>>,
        /// How it is published.
        optional publication: Option<PublicationEntry>,
        /// Hosts of one's own network that figures may be fetched from: they may have a private address, and be asked without encryption.
        optional own_hosts: Vec<Sp<Host>>,
    }
}

impl WorkspaceFile {
    pub(crate) fn build(&self) -> Option<Workspace> {
        self.koers.as_ref()?;
        Some(Workspace {
            name: self.name.as_ref()?.build()?,
            region: self.region.as_ref()?.value.clone(),
            compare: self.compare.iter().map(|code| code.value.clone()).collect(),
            languages: self.languages.iter().map(|lang| lang.value).collect(),
            publication: build_optional(self.publication.as_ref(), PublicationEntry::build)?,
            own_hosts: self.own_hosts.iter().map(|host| host.value.clone()).collect(),
        })
    }
}
