//! Search in a small collection of Dutch and English texts: texts in, ranked hits with the words that matched out.
//!
//! The whole index is held in memory and built in well under a second for a few thousand texts; nothing is kept on disk. How
//! it works and where that comes from: `docs/methods/search.md`; why it is no search engine: `docs/decisions/009-search.md`.
//!
//! ```
//! use koers_model::text::Lang;
//! use koers_search::{Document, Field, Index, Options};
//! let index = Index::build(vec![
//!     Document::new("a", "opgave", Lang::Nl).with(Field::Title, "Woningbouwopgave in Fryslân"),
//!     Document::new("b", "indicator", Lang::Nl).with(Field::Code, "PV22").with(Field::Title, "Opgaven"),
//! ]);
//! let answer = index.find("woningbouw fryslan", &Options::in_lang(Lang::Nl));
//! assert_eq!(answer.total, 1);
//! assert_eq!(answer.hits[0].matched_words(), ["woningbouwopgave", "fryslân"]);
//! assert!(index.find("pv22", &Options::default()).hits[0].exact);
//! ```

mod compound;
mod document;
mod find;
mod fold;
mod index;
mod language;
mod passage;
mod plan;
mod query;
mod score;
mod suggest;

pub use document::{Document, Field, FieldText, MAX_TEXT};
pub use find::{Answer, Hit, MAX_HITS, MAX_PROPOSAL, Match, Options};
pub use index::Index;
pub use passage::Passage;
pub use plan::How;
pub use query::{MAX_CHARS, MAX_WORDS};
pub use score::Parameters;
