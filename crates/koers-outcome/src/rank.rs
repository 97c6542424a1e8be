//! A place among peers, and the figure that stands between a place that is good enough and one that is not.

use crate::input::Peer;
use crate::line::Line;
use koers_model::period::Period;
use koers_model::verdict::Reason;

/// At least this share of the regions must have a figure before a place says anything: two of three.
const ENOUGH: (usize, usize) = (2, 3);

/// Where a region stands in a period.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Its place: one more than the number of regions with a better figure. Equals share a place.
    pub(crate) place: u32,
    /// The series of the region that it must not fall behind: of the others, the one at the lowest place that is good
    /// enough. `None` when there are fewer others than good places.
    pub(crate) boundary: Option<Line>,
}

/// The place of a figure among the others in a period.
pub(crate) fn standing(
    own: f64,
    peers: &[Peer],
    period: Period,
    sign: f64,
    top: u32,
) -> Result<Standing, Reason> {
    let mut others: Vec<(f64, Line)> = peers
        .iter()
        .filter_map(|peer| {
            let line = Line::of(&peer.series);
            Some((line.cell(period).number()?.get(), line))
        })
        .collect();
    let (with_figure, of) = (others.len() + 1, peers.len() + 1);
    if with_figure * ENOUGH.1 < of * ENOUGH.0 {
        return Err(Reason::TooFewPeers { with_figure, of });
    }
    // Best first; a stable sort keeps equals in the order given.
    others.sort_by(|a, b| (sign * b.0).total_cmp(&(sign * a.0)));
    let better = others
        .iter()
        .filter(|(value, _)| sign * value > sign * own)
        .count();
    let at = usize::try_from(top).unwrap_or(usize::MAX).checked_sub(1);
    Ok(Standing {
        place: u32::try_from(better + 1).unwrap_or(u32::MAX),
        boundary: at
            .filter(|at| *at < others.len())
            .map(|at| others.swap_remove(at).1),
    })
}
