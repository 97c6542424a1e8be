//! What goes in: a document with its texts.

use koers_model::text::Lang;

/// What a text is of its document. The weight says how many words of running text one word of it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A code or id: `PV22`, `83582NED`. A question that is nothing but this code puts the document first.
    Code,
    /// The title.
    Title,
    /// Other names for it: abbreviations, terms, names of what it belongs to.
    Names,
    /// Running text.
    Text,
}

impl Field {
    /// Every field, in the order of their weights.
    pub const ALL: [Self; 4] = [Self::Code, Self::Title, Self::Names, Self::Text];

    /// What one word of the field counts for. The weights are a choice: a title is short and says what it is about.
    #[must_use]
    pub const fn weight(self) -> f64 {
        match self {
            Self::Code => 10.0,
            Self::Title => 6.0,
            Self::Names => 3.0,
            Self::Text => 1.0,
        }
    }

    /// Its place in [`Field::ALL`].
    pub(crate) const fn slot(self) -> usize {
        match self {
            Self::Code => 0,
            Self::Title => 1,
            Self::Names => 2,
            Self::Text => 3,
        }
    }
}

/// A number for each field.
pub(crate) type PerField<T> = [T; Field::ALL.len()];

/// A text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText {
    /// What the text is of its document.
    pub field: Field,
    /// The language the text is written in: not always that of the document, where a translation is missing.
    pub lang: Lang,
    /// The text. Only its first [`MAX_TEXT`] bytes are read.
    pub text: String,
}

/// How many bytes of one text are read.
pub const MAX_TEXT: usize = 1 << 20;

/// Something that can be found.
///
/// `K` is the caller's own word for kinds of things; a question can ask for some of them, and gets the number of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<K> {
    /// What the caller calls it, unique within its language. Decides the order of documents with the same score.
    pub key: String,
    /// The kind of thing it is.
    pub kind: K,
    /// The language of the readers it is meant for. A question in one language finds the documents in that language.
    pub lang: Lang,
    /// Its texts. A field may be there more than once.
    pub fields: Vec<FieldText>,
}

impl<K> Document<K> {
    /// A document without texts.
    #[must_use]
    pub fn new(key: impl Into<String>, kind: K, lang: Lang) -> Self {
        Self {
            key: key.into(),
            kind,
            lang,
            fields: Vec::new(),
        }
    }

    /// Adds a text in the document's own language. An empty text adds nothing.
    #[must_use]
    pub fn with(self, field: Field, text: impl Into<String>) -> Self {
        let lang = self.lang;
        self.with_in(lang, field, text)
    }

    /// Adds a text in a given language: a Dutch text that an English page shows for want of a translation.
    #[must_use]
    pub fn with_in(mut self, lang: Lang, field: Field, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.fields.push(FieldText { field, lang, text });
        }
        self
    }
}
