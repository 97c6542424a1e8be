//! How activities lie over regions.
//!
//! - What a region has more of than elsewhere: [`location_quotients`], [`location_quotient_intervals`], [`location_quotient_bounds`].
//! - How special or how broad it is: [`krugman`], [`herfindahl`], [`entropy`], [`hachman`], [`variety`].
//! - How uneven things lie: [`gini`], [`theil`], [`hoover`], [`williamson`].
//! - Whether neighbours are alike: [`moran`], [`local_moran`], over [`Neighbours`].
//! - What goes with what: [`proximity`], [`density`], [`complexity`], [`reflections`], [`fitness`], over a [`Presence`].

mod complexity;
mod density;
mod entropy;
mod fitness;
mod gini;
mod hachman;
mod herfindahl;
mod hoover;
mod krugman;
mod lanczos;
mod local_moran;
mod location_quotient;
mod location_quotient_bounds;
mod location_quotient_interval;
mod moran;
mod neighbours;
mod presence;
mod proximity;
mod reference;
mod reflections;
mod theil;
mod variety;
mod williamson;

pub use complexity::{Complexity, complexity};
pub use density::{OwnActivity, density};
pub use entropy::{Entropy, entropy};
pub use fitness::{Fitness, Settled, fitness};
pub use gini::{Gini, gini};
pub use hachman::hachman;
pub use herfindahl::{Herfindahl, herfindahl};
pub use hoover::hoover;
pub use krugman::{Comparison, Krugman, krugman};
pub use local_moran::{LocalMoran, LocalUnit, Quadrant, local_moran};
pub use location_quotient::{LocationQuotients, location_quotients};
pub use location_quotient_bounds::location_quotient_bounds;
pub use location_quotient_interval::{Drawing, QuotientInterval, location_quotient_intervals};
pub use moran::{Moran, moran};
pub use neighbours::Neighbours;
pub use presence::Presence;
pub use proximity::{Likeness, Proximity, proximity};
pub use reference::Reference;
pub use reflections::{Reflections, reflections};
pub use theil::{GroupPart, Split, Theil, theil};
pub use variety::{Variety, variety};
pub use williamson::williamson;
