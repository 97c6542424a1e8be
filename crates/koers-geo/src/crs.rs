//! Which coordinates a file has: longitude and latitude, or metres in the Dutch grid (RD New).

use crate::error::GeoError;

/// The coordinates of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coordinates {
    /// Longitude, then latitude, in degrees (RFC 7946). WGS 84 and ETRS89 differ by less than a metre.
    Degrees,
    /// Rijksdriehoekscoördinaten (EPSG:28992), in metres.
    Rd,
}

/// What the `crs` member of older GeoJSON says.
pub(crate) fn named(name: &str) -> Result<Coordinates, GeoError> {
    let code = name.rsplit([':', '/']).next().unwrap_or(name).trim();
    match code {
        // WGS 84, ETRS89, and WGS 84 with longitude first.
        "4326" | "4258" | "4979" | "CRS84" | "CRS84h" => Ok(Coordinates::Degrees),
        // RD New, also with heights above NAP.
        "28992" | "7415" => Ok(Coordinates::Rd),
        _ => Err(GeoError::UnknownCrs(name.chars().take(80).collect())),
    }
}

/// Whether a place can be a longitude and latitude.
pub(crate) fn is_degrees((x, y): (f64, f64)) -> bool {
    x.abs() <= 180.0 && y.abs() <= 90.0
}

/// Whether a place can lie in the Dutch grid: the Netherlands with the sea before it.
pub(crate) fn is_rd((x, y): (f64, f64)) -> bool {
    (-10_000.0..=310_000.0).contains(&x) && (290_000.0..=650_000.0).contains(&y)
}

/// Power of x, power of y, seconds of arc.
type Term = (i32, i32, f64);

/// Latitude and longitude from RD, in seconds of arc, by powers of hectometres × 1000 from Amersfoort.
/// F.H. Schreutelkamp and G.L. Strang van Hees, *Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten*,
/// NGT Geodesia 43 (2001), 64–69: within 25 cm in the Netherlands, far less than a map shows.
const LATITUDE: [Term; 11] = [
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
];
const LONGITUDE: [Term; 12] = [
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
];
/// The church tower of Amersfoort, where the grid has 155,000 and 463,000 metres.
const AMERSFOORT: (f64, f64) = (5.387_206_21, 52.155_174_40);

/// Longitude and latitude of a place in the Dutch grid.
pub(crate) fn from_rd((x, y): (f64, f64)) -> (f64, f64) {
    let (dx, dy) = ((x - 155_000.0) * 1e-5, (y - 463_000.0) * 1e-5);
    let degrees = |terms: &[Term]| -> f64 {
        let seconds: f64 = terms.iter().map(|(p, q, k)| k * dx.powi(*p) * dy.powi(*q)).sum();
        seconds / 3600.0
    };
    (
        AMERSFOORT.0 + degrees(&LONGITUDE),
        AMERSFOORT.1 + degrees(&LATITUDE),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towers_stand_where_the_article_puts_them() {
        // The control points of the article: Westertoren in Amsterdam and Martinitoren in Groningen.
        for (rd, lon, lat) in [
            ((155_000.0, 463_000.0), 5.387_206_21, 52.155_174_40),
            ((120_700.723, 487_525.502), 4.883_525_59, 52.374_532_53),
            ((233_883.131, 582_065.167), 6.568_200_53, 53.219_383_17),
        ] {
            let found = from_rd(rd);
            // A millionth of a degree is a tenth of a metre.
            assert!(
                (found.0 - lon).abs() < 2e-6 && (found.1 - lat).abs() < 2e-6,
                "{found:?} {lon} {lat}"
            );
            assert!(is_rd(rd) && !is_degrees(rd));
        }
    }

    #[test]
    fn names_of_grids() {
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:EPSG::4326",
            "EPSG:4258",
        ] {
            assert_eq!(named(name).unwrap(), Coordinates::Degrees);
        }
        for name in [
            "urn:ogc:def:crs:EPSG::28992",
            "EPSG:28992",
            "http://www.opengis.net/def/crs/EPSG/0/28992",
        ] {
            assert_eq!(named(name).unwrap(), Coordinates::Rd);
        }
        assert!(named("urn:ogc:def:crs:EPSG::3857").is_err());
    }
}
