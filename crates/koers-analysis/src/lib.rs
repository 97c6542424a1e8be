//! Methods of regional science as people ask for them: figures with names in, an answer in words and tables out.
//!
//! [`koers_economics`] knows numbers only; here they have names. A [`frame::Frame`] is figures whose columns have [`role`]s, a
//! [`method::Question`] says of which region and period, and a [`method::Method`] gives an [`answer::Answer`]: the sentence, the tables,
//! what is taken for granted and whether it holds, what was left out, and what to draw. How it looks is for whoever shows it.
//! [`evaluation`] carries out a plan that was written before anybody looked, and judges by what the plan counts as an effect.
//!
//! Nothing here knows a workspace, a file or a clock.

pub mod analysis;
pub mod answer;
pub mod drawing;
pub mod evaluation;
pub mod fault;
pub mod frame;
pub mod grid;
pub mod method;
pub mod methods;
pub mod role;
pub mod say;
pub mod setting;
mod total;

pub use answer::Answer;
pub use fault::Fault;
pub use frame::{Columns, Frame};
pub use method::{Method, Question};
pub use methods::{METHODS, method};
pub use setting::Settings;
