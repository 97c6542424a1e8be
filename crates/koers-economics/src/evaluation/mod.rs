//! Did it work? What would have been without a measure, and how far that can be told from noise.
//!
//! - A question is a [`Study`] over a [`Panel`]: who is treated, from when, and with whom it is compared.
//! - What would have been: [`synthetic_control`], with [`nearest_in_hull`] beneath it.
//! - The same on another level, with weights for periods too: [`synthetic_did`].
//! - Whether that can be told from noise: [`placebos_in_space`], [`placebo_in_time`], [`leave_one_out`].

mod corral;
mod downhill;
mod frank_wolfe;
mod leave_one_out;
mod matching;
mod nearest_in_hull;
mod panel;
mod placebo_in_time;
mod placebos_in_space;
mod synthetic_control;
mod synthetic_did;

pub use leave_one_out::{LeaveOneOut, WithoutDonor, leave_one_out};
pub use matching::{Matching, Search};
pub use nearest_in_hull::{HullPoint, nearest_in_hull};
pub use panel::{Panel, Study};
pub use placebo_in_time::placebo_in_time;
pub use placebos_in_space::{Placebo, PlacebosInSpace, placebos_in_space};
pub use synthetic_control::{Balance, Path, SyntheticControl, synthetic_control};
pub use synthetic_did::{SyntheticDid, synthetic_did};
