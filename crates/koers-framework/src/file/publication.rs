//! The block `publication` of `koers.yaml`: by whom and how a workspace is published.

use super::decode::Many;
use super::element::{Bilingual, build_all, build_optional};
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::address::{MailAddress, WebAddress};
use koers_model::publication::{
    Accessibility, Assessors, Conformance, Contact, Gaps, OpenLicence, Publication, Publisher, Security,
    SecurityContact, StylePath,
};

record! {
    /// How a workspace is published: by whom, under which licence, how to reach them.
    pub struct PublicationEntry {
        /// The public address of the site, for links that must hold elsewhere; left out: the address that was asked for.
        optional url: Option<Sp<WebAddress>>,
        /// Who publishes.
        required publisher: Option<PublisherEntry>,
        /// Where questions go.
        required contact: Option<ContactEntry>,
        /// The licence of readings, verdicts and texts; published tables keep the licence of their own publisher.
        required licence: Option<Sp<OpenLicence>>,
        /// Where people report a leak: `security.txt`.
        optional security: Option<SecurityEntry>,
        /// Who sees which questions no figure answers: `public`, or `staff` when left out.
        optional gaps: Option<Sp<Gaps>>,
        /// By what the public knows who tested a proposal: `named`, as it was entered, or `numbered` when left out.
        optional assessors: Option<Sp<Assessors>>,
        /// What the publisher says of the accessibility of the site.
        optional accessibility: Option<AccessibilityEntry>,
        /// A style sheet in the workspace that is laid over the one of Koers.
        optional theme: Option<Sp<StylePath>>,
    }
}

record! {
    /// Who publishes.
    pub struct PublisherEntry {
        /// Name.
        required name: Option<Bilingual>,
        /// Its identifier in a public register, such as that of the Dutch government (TOOI).
        optional uri: Option<Sp<WebAddress>>,
        /// Its own site.
        optional homepage: Option<Sp<WebAddress>>,
    }
}

record! {
    /// Where questions go. A desk or a team, no person.
    pub struct ContactEntry {
        /// Name of the desk or team.
        required name: Option<Bilingual>,
        /// Address of mail.
        required email: Option<Sp<MailAddress>>,
        /// A page with more ways.
        optional url: Option<Sp<WebAddress>>,
    }
}

record! {
    /// Where people report a leak (RFC 9116).
    pub struct SecurityEntry {
        /// Where to report: `mailto:…` or `https://…`, or a list of them, the preferred way first.
        filled contact: Many<Sp<SecurityContact>>,
        /// The day after which nobody should rely on this any more; less than a year ahead.
        required expires: Option<Sp<Date>>,
        /// A page that says what a reporter may expect.
        optional policy: Option<Sp<WebAddress>>,
    }
}

record! {
    /// What the publisher says of the accessibility of the site.
    pub struct AccessibilityEntry {
        /// `A`: assessed, nothing found; `B`: assessed, with measures for what was found; `C`: assessment planned; `D`: no results
        /// of an assessment; `E`: no statement.
        required status: Option<Sp<Conformance>>,
        /// The day of the last assessment; left out when nobody assessed it.
        optional assessed: Option<Sp<Date>>,
        /// Where complaints go; left out: where questions go.
        optional complaints: Option<ContactEntry>,
        /// What is known not to work.
        optional limits: Vec<Bilingual>,
    }
}

fn address(address: &Option<Sp<WebAddress>>) -> Option<WebAddress> {
    address.as_ref().map(|address| address.value.clone())
}

impl PublisherEntry {
    fn build(&self) -> Option<Publisher> {
        Some(Publisher {
            name: self.name.as_ref()?.build()?,
            uri: address(&self.uri),
            homepage: address(&self.homepage),
        })
    }
}

impl ContactEntry {
    fn build(&self) -> Option<Contact> {
        Some(Contact {
            name: self.name.as_ref()?.build()?,
            email: self.email.as_ref()?.value.clone(),
            url: address(&self.url),
        })
    }
}

impl SecurityEntry {
    fn build(&self) -> Option<Security> {
        let contacts: Vec<SecurityContact> = self.contact.0.iter().map(|way| way.value.clone()).collect();
        (!contacts.is_empty()).then_some(())?;
        Some(Security {
            contacts,
            expires: self.expires.as_ref()?.value,
            policy: address(&self.policy),
        })
    }
}

impl AccessibilityEntry {
    fn build(&self) -> Option<Accessibility> {
        Some(Accessibility {
            status: self.status.as_ref()?.value,
            assessed: self.assessed.as_ref().map(|day| day.value),
            complaints: build_optional(self.complaints.as_ref(), ContactEntry::build)?,
            limits: build_all(&self.limits, Bilingual::build)?,
        })
    }
}

impl PublicationEntry {
    pub(crate) fn build(&self) -> Option<Publication> {
        Some(Publication {
            url: address(&self.url),
            publisher: self.publisher.as_ref()?.build()?,
            contact: self.contact.as_ref()?.build()?,
            licence: self.licence.as_ref()?.value,
            security: build_optional(self.security.as_ref(), SecurityEntry::build)?,
            gaps: self.gaps.as_ref().map_or_else(Gaps::default, |gaps| gaps.value),
            assessors: self
                .assessors
                .as_ref()
                .map_or_else(Assessors::default, |assessors| assessors.value),
            accessibility: build_optional(self.accessibility.as_ref(), AccessibilityEntry::build)?,
            theme: self.theme.as_ref().map(|theme| theme.value.clone()),
        })
    }
}
