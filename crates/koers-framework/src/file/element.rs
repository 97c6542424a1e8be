//! What every element of a programme has, and the links between elements.

use super::decode::{Decode, Decoder, Expected, Many};
use super::schema::Defs;
use crate::place::{Place, Sp};
use crate::yaml::{Kind, Node};
use koers_model::citation::Citation;
use koers_model::framework::{Confidence, Element, Link, Title};
use koers_model::id::Id;
use koers_model::text::Text;
use serde_json::{Value, json};

record! {
    /// A text in Dutch, and in English where there is a translation.
    pub struct Bilingual {
        /// Dutch.
        required nl: Option<Sp<String>>,
        /// English.
        optional en: Option<Sp<String>>,
    }
}

impl Bilingual {
    pub(crate) fn build(&self) -> Option<Text> {
        Some(Text {
            nl: self.nl.as_ref()?.value.clone(),
            en: self.en.as_ref().map(|en| en.value.clone()),
        })
    }
}

/// A citation. It is kept by the decoder too, so that every citation of a file can be checked in one go.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cite(pub(crate) Sp<Citation>);

impl Decode for Cite {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let citation = Sp::<Citation>::decode(node, decoder)?;
        decoder.citations.push(citation.clone());
        Some(Self(citation))
    }
    fn schema(defs: &mut Defs) -> Value {
        <Sp<Citation> as Decode>::schema(defs)
    }
}

/// The citations of an element: one, or a list.
pub(crate) type Cites = Many<Cite>;

impl Cites {
    pub(crate) fn build(&self) -> Vec<Citation> {
        self.0.iter().map(|cite| cite.0.value.clone()).collect()
    }
}

/// The part that all elements share.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) id: Option<&'a Sp<Id>>,
    pub(crate) title: Option<&'a Bilingual>,
    pub(crate) lost: Option<&'a Bilingual>,
    pub(crate) text: Option<&'a Bilingual>,
    pub(crate) cite: &'a Cites,
    /// The first line of the element.
    pub(crate) head: Place,
    /// The whole element.
    pub(crate) whole: Place,
}

impl Head<'_> {
    /// The best place to point at: the id, else the first line.
    pub(crate) fn place(&self) -> Place {
        self.id.map_or(self.head, |id| id.at)
    }

    /// The element of the model; `None` when something that it needs is missing.
    pub(crate) fn build(&self) -> Option<Element> {
        let title = match (self.title, self.lost) {
            (Some(title), _) => Title::Known(title.build()?),
            (None, Some(lost)) => Title::Lost(lost.build()?),
            (None, None) => return None,
        };
        Some(Element {
            id: self.id?.value.clone(),
            title,
            text: self.text.and_then(Bilingual::build),
            cite: self.cite.build(),
        })
    }
}

/// A record that is an element.
pub(crate) trait AsElement {
    fn head(&self) -> Head<'_>;
}

/// Declares a record with the keys that every element has, and its own.
macro_rules! element {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(by $tag:ident)? { $($own:tt)* }
        $($groups:tt)*
    ) => {
        record! {
            $(#[doc = $doc])*
            pub struct $name $(by $tag)? {
                /// Name for other files to point at; unique within the framework.
                required id: Option<$crate::place::Sp<koers_model::id::Id>>,
                /// What people read.
                optional title: Option<$crate::file::element::Bilingual>,
                /// What the source lost of it, and where; instead of a title. It is never filled in.
                optional lost: Option<$crate::file::element::Bilingual>,
                /// What it says, in our own words.
                optional text: Option<$crate::file::element::Bilingual>,
                /// Where it stands: `document#section`, or a list of them.
                checked cite: $crate::file::element::Cites,
                $($own)*
            }
            exactly one of title, lost;
            $($groups)*
        }
        impl $crate::file::element::AsElement for $name {
            fn head(&self) -> $crate::file::element::Head<'_> {
                $crate::file::element::Head {
                    id: self.id.as_ref(),
                    title: self.title.as_ref(),
                    lost: self.lost.as_ref(),
                    text: self.text.as_ref(),
                    cite: &self.cite,
                    head: self.head,
                    whole: self.at,
                }
            }
        }
    };
}

record! {
    /// A link that the text does not state.
    pub struct LongLink {
        /// The element that is pointed at.
        required to: Option<Sp<Id>>,
        /// How sure we are.
        required confidence: Option<Sp<Confidence>>,
        /// Why we think so.
        checked why: Option<Bilingual>,
    }
}

/// A link: an id where the text says so, a longer entry where it does not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LinkEntry {
    pub(crate) at: Place,
    pub(crate) to: Option<Sp<Id>>,
    /// The longer form.
    pub(crate) long: Option<LongLink>,
}

impl Decode for LinkEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { .. } if !node.is_null() => {
                let to = Sp::<Id>::decode(node, decoder)?;
                Some(Self {
                    at: to.at,
                    to: Some(to),
                    long: None,
                })
            }
            Kind::Map(_) => {
                let long = LongLink::decode(node, decoder)?;
                Some(Self {
                    at: long.head,
                    to: long.to.clone(),
                    long: Some(long),
                })
            }
            _ => decoder.wrong(
                node,
                Expected::Said(
                    "de naam van een onderdeel, of {to, confidence, why}",
                    "the id of an element, or {to, confidence, why}",
                ),
            ),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        let id = <Sp<Id> as Decode>::schema(defs);
        json!({"oneOf": [id, LongLink::schema(defs)]})
    }
}

impl LinkEntry {
    pub(crate) fn build(&self) -> Option<Link> {
        Some(match &self.long {
            None => Link {
                to: self.to.as_ref()?.value.clone(),
                confidence: Confidence::Stated,
                why: None,
            },
            Some(long) => Link {
                to: self.to.as_ref()?.value.clone(),
                confidence: long.confidence.as_ref()?.value,
                why: long.why.as_ref().and_then(Bilingual::build),
            },
        })
    }
}

/// Builds every part of a list; `None` when one of them cannot be built.
pub(crate) fn build_all<T, U>(parts: &[T], build: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    parts.iter().map(build).collect()
}

/// Builds what may be absent: absent is fine, unbuildable is not.
pub(crate) fn build_optional<T, U>(part: Option<&T>, build: impl Fn(&T) -> Option<U>) -> Option<Option<U>> {
    match part {
        None => Some(None),
        Some(part) => build(part).map(Some),
    }
}
