//! Alternatives valued on several criteria, and what is left of the order when the weights are in doubt.
//!
//! A [`Table`] holds what is known of each alternative on each criterion; [`Weights`] say how much each criterion counts.
//! Five methods make an [`Order`] of it, each with ties said:
//!
//! | method | in one line |
//! |---|---|
//! | [`smart`] | weighted sum of values; the default, because a reader can check it by hand |
//! | [`topsis`] | how near to the best and far from the worst of the table |
//! | [`promethee2`] | how much one is preferred to the others, pair by pair |
//! | [`electre3`] | who outranks whom, with vetoes; may leave two alternatives incomparable |
//! | [`spotis`] | distance from an ideal inside bounds that are given beforehand |
//!
//! Only SMART and SPOTIS promise that an alternative more or less leaves the order of the others alone. TOPSIS, PROMETHEE II and
//! ELECTRE III compare with the other alternatives, so that their orders can turn round; a test shows it for each.
//!
//! [`smaa`] turns the question round: over all weights in a [`WeightSet`], how often does an alternative take which place?
//! [`side_by_side`] says how far orders of different methods agree.

mod agreement;
mod draw;
mod electre;
mod fault;
mod generator;
mod network;
mod order;
mod points;
mod promethee;
mod smaa;

mod smart;
mod spotis;
mod table;
mod topsis;
mod value;
mod weight_set;

mod weights;

pub use agreement::{Agreement, kendall_tau_b, side_by_side, ws};
pub use draw::drawn;
pub use electre::{Electre, Relation, Thresholds, electre3};
pub use fault::Fault;
pub use order::{Order, Scored};
pub use promethee::{Flows, Preference, PreferenceFault, promethee2};

pub use smaa::{Doubt, Effort, MAX_ALTERNATIVES, MAX_DRAWS, Share, smaa};
pub use smart::smart;
pub use spotis::{Bounds, spotis};
pub use table::{Cell, Direction, LARGEST, Table, TableFault};
pub use topsis::{Normalisation, topsis};
pub use value::{Outside, ValueFault, ValueFunction};

pub use weight_set::{AtLeast, Clash, Sampling, WeightSet};
pub use weights::{Weights, WeightsFault};
