use super::Presence;
use super::lanczos::largest;
use crate::Fault;

/// What [`complexity`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Complexity {
    /// ECI: one per region, mean 0 and standard deviation 1 (of the population) over those that have one. Nothing for a region without activities.
    pub regions: Vec<Option<f64>>,
    /// PCI: one per activity, mean 0 and standard deviation 1 over those that have one. Nothing for an activity that is nowhere.
    pub activities: Vec<Option<f64>>,
    /// The second eigenvalue, from 0 to 1: near 1 the network nearly falls apart in two.
    pub second: f64,
    /// The third, when there are three. The nearer to the second, the less the index can be trusted.
    pub third: Option<f64>,
    /// What is left of the eigenvector equation. Divided by `second` − `third` it bounds the sine of the angle by which the vector is off.
    pub residual: f64,
    /// The correlation of ECI with the number of activities. The sign is chosen so that it is not negative; under 0.1 the sign says nothing.
    pub diversity_correlation: f64,
}

/// How far the eigenvector equation may be off.
const TOLERANCE: f64 = 1e-12;
/// How near second and third eigenvalue may be.
const NARROW: f64 = 1e-9;

/// The economic complexity index (ECI) of regions and of activities (PCI).
///
/// # What it measures
/// It orders regions so that those with the same activities stand together. The one end tends to be the regions that can do many rare things. It is a coordinate, not an amount:
/// twice as high means nothing.
///
/// # Formula
/// S = D(r)^−½ M D(i)^−½, M the presence, D(r) and D(i) the numbers of activities and regions. Its first singular value is 1; ECI = D(r)^−½ u₂ and PCI = D(i)^−½ v₂ of the second, each brought to mean 0 and
/// standard deviation 1. That is the second eigenvector of M̃(r, s) = Σᵢ M(r, i) M(s, i) ÷ (k(r) k(i)), with eigenvalue σ₂².
///
/// # In and out
/// A [`Presence`], mostly of quotients of 1 and more.
///
/// # Assumptions
/// One network, with one main direction in it.
///
/// # Limits
/// Only as good as the gap between second and third eigenvalue. The sign is a convention. Changing the threshold of presence changes the index: try several. A region's index changes when another region is added.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Disconnected`] names a region of each of two parts: then the vector would only tell the parts apart. [`Fault::NoContrast`] when all regions have the same activities, or there is one only.
/// [`Fault::NotUnique`] when second and third eigenvalue are the same to nine decimals. [`Fault::NotSettled`].
///
/// # Other programs
/// `economic-complexity` for Python does a fixed number of reflections instead of an eigenvector, and divides by the standard deviation of a sample: on the network below 0.067, 1.387, −0.647, −0.808, which is
/// ours times √¾, off by up to 0.002. EconGeo's `KCI` rounds the matrix to four decimals first. Ours says how well the equation holds.
/// How it is made quick: the square matrix of regions is never formed; Lanczos' method on the shorter side, with the known first vector taken out, once for the second eigenvalue and once more for the third.
///
/// # Sources
/// C. A. Hidalgo and R. Hausmann (2009), *The building blocks of economic complexity*, PNAS 106, pp. 10570-10575. R. Hausmann and others (2014), *The atlas of economic complexity*, p. 24.
/// P. Mealy, J. D. Farmer and A. Teytelboym (2019), *Interpreting economic complexity*, Science Advances 5.
///
/// # Example
/// The network of figure S4 in the supplement of Hidalgo and Hausmann (2009); eigenvalues 1, 0.54213371, 0.19015430 and 0.10104532.
/// ```
/// use koers_economics::structure::{Presence, complexity};
/// let s4 = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]].concat().iter().map(|&x| x == 1).collect::<Vec<_>>();
/// let found = complexity(&Presence::new(4, 4, &s4)?)?;
/// assert_eq!(format!("{:.8} {:.8}", found.second, found.third.unwrap()), "0.54213371 0.19015430");
/// assert_eq!(format!("{:.8}", found.regions[1].unwrap().abs()), "1.60291607");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn complexity(presence: &Presence) -> Result<Complexity, Fault> {
    presence.connected()?;
    let network = Network::of(presence);
    let [short, long] = &network.sides;
    if short.kept.len() < 2 {
        return Err(Fault::NoContrast { input: "presence" });
    }
    let apply = |x: &[f64]| long_to_short(short, long, &short_to_long(short, long, x));
    let first = unit(
        short
            .links
            .iter()
            .map(|links| (links.len() as f64).sqrt())
            .collect(),
    );
    let second = largest(first.len(), apply, &[&first], TOLERANCE)?;
    if second.value <= NARROW {
        return Err(Fault::NoContrast { input: "presence" });
    }
    let third = match first.len() {
        2 => None,
        _ => Some(
            largest(first.len(), apply, &[&first, &second.vector], NARROW / 10.0)?
                .value
                .max(0.0),
        ),
    };
    if let Some(third) = third.filter(|third| second.value - third < NARROW) {
        return Err(Fault::NotUnique {
            second: second.value,
            third,
        });
    }
    let image = short_to_long(short, long, &second.vector);
    let mut scores = [short.scores(&second.vector), long.scores(&image)];
    if network.turned {
        scores.reverse();
    }
    let rows = if network.turned { long } else { short };
    let diversity: Vec<f64> = rows.links.iter().map(|links| links.len() as f64).collect();
    let [mut regions, mut activities] = scores;
    let mut correlation = correlation(&regions, &diversity);
    if correlation < 0.0 {
        correlation = -correlation;
        regions
            .iter_mut()
            .chain(&mut activities)
            .for_each(|score| *score = -*score);
    }
    let columns = if network.turned { short } else { long };
    Ok(Complexity {
        regions: rows.spread(&regions, presence.rows()),
        activities: columns.spread(&activities, presence.columns()),
        second: second.value.min(1.0),
        third,
        residual: second.residual,
        diversity_correlation: correlation,
    })
}

/// Regions and activities that have links; the shorter side first.
struct Network {
    sides: [Side; 2],
    /// Whether the activities are the shorter side.
    turned: bool,
}

struct Side {
    /// Their numbers in the presence.
    kept: Vec<usize>,
    /// For each the links to the other side, as places among what is kept there.
    links: Vec<Vec<u32>>,
    /// 1 ÷ √ of the number of links.
    scale: Vec<f64>,
}

impl Network {
    fn of(presence: &Presence) -> Self {
        let lists = [
            (0..presence.rows())
                .map(|row| presence.activities(row))
                .collect::<Vec<_>>(),
            (0..presence.columns())
                .map(|column| presence.regions(column))
                .collect(),
        ];
        let places = lists.each_ref().map(|side| {
            let mut next = 0;
            side.iter()
                .map(|links| {
                    if links.is_empty() {
                        0
                    } else {
                        next += 1;
                        next - 1
                    }
                })
                .collect::<Vec<u32>>()
        });
        let side = |own: usize| {
            let kept: Vec<usize> = (0..lists[own].len())
                .filter(|&at| !lists[own][at].is_empty())
                .collect();
            let links = kept
                .iter()
                .map(|&at| lists[own][at].iter().map(|&to| places[1 - own][to]).collect())
                .collect();
            let scale = kept
                .iter()
                .map(|&at| 1.0 / (lists[own][at].len() as f64).sqrt())
                .collect();
            Side { kept, links, scale }
        };
        let (rows, columns) = (side(0), side(1));
        let turned = columns.kept.len() < rows.kept.len();
        Self {
            sides: if turned { [columns, rows] } else { [rows, columns] },
            turned,
        }
    }
}

impl Side {
    /// D^−½ x, brought to mean 0 and standard deviation 1.
    fn scores(&self, vector: &[f64]) -> Vec<f64> {
        let raw: Vec<f64> = vector
            .iter()
            .zip(&self.scale)
            .map(|(value, scale)| value * scale)
            .collect();
        let count = raw.len() as f64;
        let mean = raw.iter().sum::<f64>() / count;
        let spread = (raw.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
        raw.iter().map(|value| (value - mean) / spread).collect()
    }

    /// Scores at their places in the presence.
    fn spread(&self, scores: &[f64], length: usize) -> Vec<Option<f64>> {
        let mut all = vec![None; length];
        for (&at, &score) in self.kept.iter().zip(scores) {
            all[at] = Some(score);
        }
        all
    }
}

fn short_to_long(short: &Side, long: &Side, x: &[f64]) -> Vec<f64> {
    gather(&long.links, &long.scale, &scaled(x, &short.scale))
}

fn long_to_short(short: &Side, long: &Side, x: &[f64]) -> Vec<f64> {
    gather(&short.links, &short.scale, &scaled(x, &long.scale))
}

fn scaled(x: &[f64], scale: &[f64]) -> Vec<f64> {
    x.iter().zip(scale).map(|(value, scale)| value * scale).collect()
}

fn gather(links: &[Vec<u32>], scale: &[f64], values: &[f64]) -> Vec<f64> {
    let one =
        |(links, scale): (&Vec<u32>, &f64)| scale * links.iter().map(|&at| values[at as usize]).sum::<f64>();
    links.iter().zip(scale).map(one).collect()
}

fn unit(vector: Vec<f64>) -> Vec<f64> {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    vector.into_iter().map(|value| value / length).collect()
}

/// With `scores` of mean 0 and standard deviation 1. Nought when all have as many activities.
fn correlation(scores: &[f64], counts: &[f64]) -> f64 {
    let count = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / count;
    let spread = (counts.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
    let joint = scores
        .iter()
        .zip(counts)
        .map(|(score, value)| score * (value - mean))
        .sum::<f64>()
        / count;
    if spread > 0.0 { joint / spread } else { 0.0 }
}
