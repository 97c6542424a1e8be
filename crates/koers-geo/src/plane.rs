//! The plane of a map: a stereographic projection from a point in the middle, on a sphere, rounded to whole units.
//!
//! It keeps angles, so small shapes keep their form, and around its centre scales differ little: 0.06% at 300 km. It is the kind of
//! projection on which Dutch maps have been drawn since the nineteenth century (RD is stereographic too), and it suits any region of the
//! earth, where a web map (Mercator) would draw the north larger than the south. J.P. Snyder, *Map Projections: A Working Manual*, USGS
//! Professional Paper 1395 (1987), equations 20-14, 20-15, 20-18, 21-2 to 21-4.

use koers_model::outline::{Corner, LARGEST};

/// Radius of the sphere, in metres.
const RADIUS: f64 = 6_371_000.0;
/// The longer side of a map has at most so many units.
const MOST_UNITS: f64 = 65_536.0;
/// Units are not shorter than this, in metres.
const SHORTEST: u32 = 5;
/// Nothing farther from the centre than this is drawn, in metres: beyond, the scale is a third larger than in the middle.
const FARTHEST: f64 = 6_500_000.0;

/// How a plane lies on the earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// Longitude and latitude of its centre, in hundredths of a degree.
    pub(crate) centre: (i32, i32),
    /// Metres of a unit.
    pub(crate) metres: u32,
    /// Units from the centre to its north-western corner, to the east and to the south.
    pub(crate) origin: (i32, i32),
}

impl Plane {
    /// A plane in which all these places lie; `None` when there are none, or they lie too far apart for one map.
    pub(crate) fn around(places: impl Iterator<Item = (f64, f64)> + Clone) -> Option<Self> {
        let (west, south, east, north) = frame(places.clone())?;
        let hundredth = |degrees: f64| whole(degrees * 100.0, 20_000);
        let mut plane = Self {
            centre: (
                hundredth(west / 2.0 + east / 2.0)?,
                hundredth(north / 2.0 + south / 2.0)?,
            ),
            metres: 1,
            origin: (0, 0),
        };
        let mut there = Vec::new();
        for place in places {
            there.push(plane.project(place)?);
        }
        // `y` runs to the south here.
        let (left, bottom, right, top) = frame(there.into_iter())?;
        let longer = (right - left).max(top - bottom);
        plane.metres = (0..8)
            .flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u32.pow(power)))
            .find(|metres| *metres >= SHORTEST && longer / f64::from(*metres) <= MOST_UNITS)?;
        let unit = f64::from(plane.metres);
        plane.origin = (
            whole((left / unit).floor(), LARGEST)?,
            whole((-top / unit).floor(), LARGEST)?,
        );
        Some(plane)
    }

    /// A plane as its header says it.
    pub(crate) fn of(centre: (f64, f64), metres: u32, origin: (i32, i32)) -> Option<Self> {
        if metres == 0 || !crate::crs::is_degrees(centre) {
            return None;
        }
        let hundredth = |degrees: f64| whole(degrees * 100.0, 20_000);
        Some(Self {
            centre: (hundredth(centre.0)?, hundredth(centre.1)?),
            metres,
            origin,
        })
    }

    /// Its centre in degrees.
    pub(crate) fn centre(&self) -> (f64, f64) {
        (f64::from(self.centre.0) / 100.0, f64::from(self.centre.1) / 100.0)
    }

    /// Metres to the east and to the north of the centre; `None` for a place too far off.
    fn project(&self, (longitude, latitude): (f64, f64)) -> Option<(f64, f64)> {
        let (lon0, lat0) = self.centre();
        let (phi, phi0) = (latitude.to_radians(), lat0.to_radians());
        let lambda = (longitude - lon0).to_radians();
        let (sin, cos, sin0, cos0) = (phi.sin(), phi.cos(), phi0.sin(), phi0.cos());
        let below = 1.0 + sin0 * sin + cos0 * cos * lambda.cos();
        let k = 2.0 * RADIUS / below;
        let (x, y) = (
            k * cos * lambda.sin(),
            k * (cos0 * sin - sin0 * cos * lambda.cos()),
        );
        (x.hypot(y) <= FARTHEST).then_some((x, y))
    }

    /// Longitude and latitude of a place so many metres to the east and to the north of the centre.
    fn unproject(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (lon0, lat0) = self.centre();
        let phi0 = lat0.to_radians();
        let rho = x.hypot(y);
        if rho == 0.0 {
            return (lon0, lat0);
        }
        let c = 2.0 * (rho / (2.0 * RADIUS)).atan();
        let phi = (c.cos() * phi0.sin() + y * c.sin() * phi0.cos() / rho)
            .clamp(-1.0, 1.0)
            .asin();
        let lambda = (x * c.sin()).atan2(rho * phi0.cos() * c.cos() - y * phi0.sin() * c.sin());
        // Rounding to a unit may step over the edge of the degrees.
        (
            (lon0 + lambda.to_degrees()).clamp(-180.0, 180.0),
            phi.to_degrees(),
        )
    }

    /// The place in units, not yet rounded.
    pub(crate) fn exact(&self, place: (f64, f64)) -> Option<(f64, f64)> {
        let (x, y) = self.project(place)?;
        let unit = f64::from(self.metres);
        Some((
            x / unit - f64::from(self.origin.0),
            -y / unit - f64::from(self.origin.1),
        ))
    }

    /// The corner at a place; `None` when it lies outside the plane.
    pub(crate) fn corner(&self, place: (f64, f64)) -> Option<Corner> {
        let (x, y) = self.exact(place)?;
        Some(Corner {
            x: whole(x, LARGEST)?,
            y: whole(y, LARGEST)?,
        })
    }

    /// Longitude and latitude of a corner.
    pub(crate) fn place(&self, corner: Corner) -> (f64, f64) {
        let unit = f64::from(self.metres);
        let at = |units: i32, origin: i32| (f64::from(units) + f64::from(origin)) * unit;
        self.unproject((at(corner.x, self.origin.0), -at(corner.y, self.origin.1)))
    }

    /// Decimals of degrees that find the same unit again.
    pub(crate) fn decimals(&self) -> usize {
        match self.metres {
            0..=49 => 5,
            50..=499 => 4,
            500..=4999 => 3,
            _ => 2,
        }
    }
}

/// West, south, east, north of some places: the least and most of both coordinates.
fn frame(places: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64, f64, f64)> {
    let mut frame: Option<(f64, f64, f64, f64)> = None;
    for (x, y) in places {
        frame = Some(match frame {
            None => (x, y, x, y),
            Some((a, b, c, d)) => (a.min(x), b.min(y), c.max(x), d.max(y)),
        });
    }
    frame
}

/// The nearest whole number; `None` when it is farther from zero than `most`, or no number.
#[allow(clippy::cast_possible_truncation, reason = "checked to fit")]
fn whole(value: f64, most: i32) -> Option<i32> {
    let rounded = value.round();
    (rounded.abs() <= f64::from(most)).then_some(rounded as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drenthe() -> Plane {
        Plane::around([(3.3, 50.7), (7.3, 53.6)].into_iter()).unwrap()
    }

    #[test]
    fn the_example_of_the_manual() {
        // Snyder, Appendix A, stereographic (sphere): centre 40° N 100° W, R = 1, the point 30° N 75° W.
        let plane = Plane::of((-100.0, 40.0), 5, (0, 0)).unwrap();
        let (x, y) = plane.project((-75.0, 30.0)).unwrap();
        assert!((x / RADIUS - 0.380_722_4).abs() < 1e-6, "{}", x / RADIUS);
        assert!((y / RADIUS + 0.126_380_2).abs() < 1e-6, "{}", y / RADIUS);
        let back = plane.unproject((x, y));
        assert!((back.0 + 75.0).abs() < 1e-9 && (back.1 - 30.0).abs() < 1e-9);
    }

    #[test]
    fn a_country_fits_in_units_of_five_metres() {
        let plane = drenthe();
        assert_eq!(plane.metres, 5);
        let corner = plane.corner((6.56, 52.99)).unwrap();
        assert!((0..65_536).contains(&corner.x) && (0..65_536).contains(&corner.y));
        // North lies above south, east to the right of west.
        let south = plane.corner((6.56, 52.8)).unwrap();
        assert!(
            south.y > corner.y && (south.y - corner.y - 4225).abs() < 20,
            "{south:?}"
        );
        assert!(plane.corner((7.0, 52.99)).unwrap().x > corner.x);
    }

    #[test]
    fn the_other_side_of_the_earth_is_no_place_of_a_map() {
        assert!(Plane::around([(6.5, 53.0), (-173.5, -53.0)].into_iter()).is_none());
        assert!(Plane::around(std::iter::empty()).is_none());
        assert_eq!(drenthe().corner((-173.5, -53.0)), None);
        assert_eq!(drenthe().corner((f64::NAN, 3.0)), None);
    }

    proptest! {
        #[test]
        fn written_places_are_found_again(x in 0..60_000, y in 0..60_000, east in -170..170, north in -80..80_i32) {
            let plane = Plane { centre: (east * 100, north * 100), metres: 5, origin: (-30_000, -30_000) };
            let corner = Corner { x, y };
            let (lon, lat) = plane.place(corner);
            let decimals = plane.decimals();
            // Near the poles a degree of longitude is short, which only helps.
            let written = (format!("{lon:.decimals$}").parse().unwrap(), format!("{lat:.decimals$}").parse().unwrap());
            prop_assert_eq!(plane.corner(written), Some(corner));
        }
    }
}
