//! Which columns of a binary programme to take.
//!
//! A [`Program`] has columns with a value, rows with bounds and groups of which at most one column may be taken; all numbers are
//! whole. [`solve`] gives the best choice it finds with a bound that no choice can pass, and the proof of that bound, which
//! [`verify`] checks with whole numbers alone. Which solver and why: `docs/decisions/012-solver.md`.
//!
//! ```
//! use koers_solve::choose::{Ended, Limits, Program, solve, verify};
//! let mut program = Program::new();
//! let columns: Vec<usize> = [60, 100, 120].iter().map(|&v| program.column(v)).collect::<Result<_, _>>()?;
//! program.row(columns.iter().copied().zip([10, 20, 30]), None, Some(50))?;
//! let outcome = solve(&program, &Limits::exact());
//! assert_eq!(outcome.ended, Ended::Optimal);
//! let solution = outcome.solution.ok_or("nothing fits")?;
//! assert_eq!(solution.chosen, [false, true, true]);
//! let checked = verify(&program, &solution.chosen, solution.value, &outcome.certificate)?;
//! assert_eq!((checked.value, checked.gap()), (220, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bound;
mod certificate;
mod clash;
mod domain;
mod frontier;
mod improve;
mod program;
mod relaxed;
mod robust;
mod score;
mod search;
mod simplex;
mod solve;
mod turn;
mod verify;
mod why;

pub use certificate::{Certificate, Multipliers, Node, Proof, Side};
pub use clash::{NoClash, clash};
pub use frontier::{Frontier, Point, cheapest, frontier};
pub use program::{Fault, LARGEST, MOST, Program, Row, gcd};
pub use relaxed::relaxed;
pub use robust::{Core, How, MOST_EXACT, Unclear, core_exact, core_of, core_sampled, weighed};
pub use score::{ByScore, Then, by_score};
pub use solve::{Ended, Limits, Outcome, Progress, Solution, solve, solve_watched};
pub use turn::{Certain, MILLION, Room, Turning, Turns, turns};
pub use verify::{Checked, Doubt, verify, verify_empty};
pub use why::{Block, Bound, Raise, in_the_way, raise};
