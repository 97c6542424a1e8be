//! Tells from the first bytes what a file is.

use crate::decode;
use koers_model::snapshot::Format;

/// How much is looked at.
const LOOKED_AT: usize = 64 << 10;

/// The form of the bytes, as far as their beginning tells; `None` when it is none that is read here.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    let head = decode::peek(bytes, LOOKED_AT);
    if decode::is_zip(&head) {
        // The name of the first file stands behind the header of 30 bytes.
        let first = head.get(30..).unwrap_or_default();
        return Some(match first {
            _ if first.starts_with(b"TableInfos.json") => Format::CbsOdata3Pages,
            _ if first.starts_with(b"Properties.json") => Format::CbsOdata4Pages,
            _ => Format::CbsOdata4Csv,
        });
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    // The last character may be cut in two.
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start();
    match start.chars().next()? {
        '{' | '[' => json(start),
        '<' => None,
        '#' => Some(Format::KoersCsv),
        _ => header(start.lines().next()?),
    }
}

fn json(text: &str) -> Option<Format> {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("ValueAttribute") {
        Some(Format::CbsOdata4Json)
    } else if has("size") && has("dimension") || has("class") && (has("dataset") || has("collection")) {
        Some(Format::JsonStat)
    } else if has("odata.metadata") || has("Perioden") {
        Some(Format::CbsOdata3Json)
    } else {
        None
    }
}

fn header(line: &str) -> Option<Format> {
    let first = line.split('\t').next().unwrap_or("");
    if line.contains('\t') && first.contains('\\') {
        return Some(Format::EurostatTsv);
    }
    let delimiter = if line.matches(';').count() > line.matches(',').count() {
        ';'
    } else {
        ','
    };
    let names: Vec<&str> = line
        .split(delimiter)
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    let has = |name: &str| names.contains(&name);
    if has("OBS_VALUE") {
        Some(Format::SdmxCsv)
    } else if has("Measure") && has("Value") && has("ValueAttribute") {
        Some(Format::CbsOdata4Csv)
    } else if has("region") && has("period") && delimiter == ',' {
        Some(Format::KoersCsv)
    } else if has("Perioden") || names.first() == Some(&"ID") {
        Some(Format::CbsOdata3Csv)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_tells_the_form() {
        for (text, format) in [
            ("# publisher: CBS\nregion,period,value\n", Some(Format::KoersCsv)),
            ("region,period,sector,value,status\n", Some(Format::KoersCsv)),
            (
                "\u{feff}\"ID\";\"Perioden\";\"A_1\"\n",
                Some(Format::CbsOdata3Csv),
            ),
            ("ID,RegioS,Perioden,A_1\n", Some(Format::CbsOdata3Csv)),
            (
                "Id;Measure;RegioS;Perioden;Value;StringValue;ValueAttribute\n",
                Some(Format::CbsOdata4Csv),
            ),
            (
                "freq,unit,geo\\TIME_PERIOD\t2000 \t2001 \n",
                Some(Format::EurostatTsv),
            ),
            ("unit,geo\\time\t2000 \n", Some(Format::EurostatTsv)),
            (
                "DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n",
                Some(Format::SdmxCsv),
            ),
            (
                "{\"odata.metadata\":\"https\",\"value\":[]}",
                Some(Format::CbsOdata3Json),
            ),
            (
                "{\"@odata.context\":\"x\",\"value\":[{\"Id\":1,\"ValueAttribute\":\"None\"}]}",
                Some(Format::CbsOdata4Json),
            ),
            (
                "{\"version\":\"2.0\",\"class\":\"dataset\"}",
                Some(Format::JsonStat),
            ),
            ("PK\u{3}\u{4}", Some(Format::CbsOdata4Csv)),
            ("<env:Envelope>", None),
            ("naam,waarde\n", None),
            ("", None),
        ] {
            assert_eq!(sniff(text.as_bytes()), format, "{text}");
        }
    }
}
