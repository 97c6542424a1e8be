//! Declares a record once: struct, decoder and schema.

use super::schema::Defs;
use serde_json::Value;

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Its absence is a missing key.
    Required,
    /// Required, and with something in it.
    Filled,
    /// May be left out.
    Optional,
    /// Required in the schema; its absence has a rule of its own.
    Checked,
}

/// A key of a record.
pub(crate) struct Field {
    pub(crate) key: &'static str,
    /// What it means, from its doc comment.
    pub(crate) doc: &'static str,
    pub(crate) need: Need,
    /// The words of the tag with which it may stand; empty when with any.
    pub(crate) only: &'static [&'static str],
    pub(crate) schema: fn(&mut Defs) -> Value,
}

/// What the schema needs to know of a record.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    pub(crate) fields: &'static [Field],
    /// The key whose word tells variants apart.
    pub(crate) tag: Option<&'static str>,
    /// Groups of keys of which at most one may stand, and whether one must.
    pub(crate) one_of: &'static [(&'static [&'static str], bool)],
}

/// The key of a field: its own name, or the one given for it.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// Declares a record of a file. See [`super`].
///
/// ```text
/// record! {
///     /// What it is.
///     pub struct Name [by tag_key] {
///         /// What the key means.
///         required key: Slot,                 // required | filled | optional | checked
///         optional field = "key": Slot where "word" | "other",
///     }
///     exactly one of a, b;                    // or: at most one of a, b;
/// }
/// ```
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(by $tag:ident)? {
            $(
                $(#[doc = $field_doc:literal])*
                $need:ident $field:ident $(= $key:literal)? : $slot:ty $(where $($word:literal)|+)?
            ),* $(,)?
        }
        $($how:ident $one:ident of $($group:ident),+;)*
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(crate) struct $name {
            /// Where the record stands.
            pub(crate) at: $crate::place::Place,
            /// Its first line, to point at when it has no better place.
            pub(crate) head: $crate::place::Place,
            $( $(#[doc = $field_doc])* pub(crate) $field: $slot, )*
        }

        impl $name {
            pub(crate) const SHAPE: $crate::file::record::Shape = $crate::file::record::Shape {
                name: stringify!($name),
                doc: concat!($($doc, "\n",)*),
                fields: &[ $( $crate::file::record::Field {
                    key: key!($field $($key)?),
                    doc: concat!($($field_doc, "\n",)*),
                    need: record!(@need $need),
                    only: &[ $($($word),+)? ],
                    schema: <$slot as $crate::file::decode::Slot>::schema,
                } ),* ],
                tag: record!(@tag $($tag)?),
                one_of: &[ $( (&[ $(stringify!($group)),+ ], record!(@how $how)) ),* ],
            };
        }

        impl $crate::file::decode::Decode for $name {
            fn decode(
                node: &$crate::yaml::Node,
                decoder: &mut $crate::file::decode::Decoder,
            ) -> Option<Self> {
                let entries = decoder.map(node)?;
                let mut record = Self { at: node.at, head: node.head(), ..Self::default() };
                for entry in entries {
                    $(
                        if entry.key == key!($field $($key)?) {
                            record.$field = $crate::file::decode::Slot::fill(&entry.value, decoder);
                            decoder.translated(entry);
                            continue;
                        }
                    )*
                }
                const SHAPE: $crate::file::record::Shape = $name::SHAPE;
                decoder.close(node, entries, SHAPE.fields, SHAPE.tag, SHAPE.one_of);
                Some(record)
            }
            fn schema(defs: &mut $crate::file::schema::Defs) -> serde_json::Value {
                defs.refer(&Self::SHAPE)
            }
        }
    };
    (@need required) => { $crate::file::record::Need::Required };
    (@need filled) => { $crate::file::record::Need::Filled };
    (@need optional) => { $crate::file::record::Need::Optional };
    (@need checked) => { $crate::file::record::Need::Checked };
    (@tag) => { None };
    (@tag $tag:ident) => { Some(stringify!($tag)) };
    (@how exactly) => { true };
    (@how at_most) => { false };
}
