//! Kinds that have one word in files and one in each language for people.

/// Declares an enumeration with, for each kind, its word in files and its name in Dutch and English.
macro_rules! worded {
    ($(#[$doc:meta])* $name:ident { $( $(#[$of:meta])* $kind:ident $word:literal $nl:literal $en:literal; )+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$of])* $kind, )+ }

        impl $name {
            /// Every kind, in its own order.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),+ ];

            /// The word in files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$kind => $word ),+ }
            }
            /// The kind with that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$kind), )+ _ => None }
            }
            /// What people read.
            #[must_use]
            pub fn label(self, lang: $crate::text::Lang) -> &'static str {
                match self { $( Self::$kind => lang.pick($nl, $en) ),+ }
            }
        }
    };
}

pub(crate) use worded;
