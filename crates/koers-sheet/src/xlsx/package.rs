//! The zip of a workbook, its parts, and reading the XML in them.

use crate::fault::{CellFault, Faults};
use koers_model::text::Text;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A file with more parts is no workbook of ours.
const MOST_PARTS: usize = 2_000;
/// Larger files are not opened.
const MOST_PACKED: usize = 64 << 20;
/// All parts of a workbook together unpack to no more, so that a small file cannot fill the memory.
const MOST_BYTES: u64 = 256 << 20;
/// One tag or one text between tags is no longer; a cell holds at most 32,767 letters.
const MOST_AT_ONCE: usize = 2 << 20;
/// Tags within tags; a workbook has about ten.
const MOST_DEPTH: usize = 64;

/// Why nothing can be read.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It is not what it should be.
    Broken,
    /// It is more than may be read.
    TooBig,
    /// It is something else: said in words.
    Other(Text),
}

impl From<Trouble> for Faults {
    fn from(trouble: Trouble) -> Self {
        let text = match trouble {
            Trouble::Broken => Text::both(
                "dit bestand is geen heel .xlsx-bestand: open het in een rekenblad en bewaar het opnieuw als .xlsx",
                "this file is not a whole .xlsx file: open it in a spreadsheet and save it again as .xlsx",
            ),
            Trouble::TooBig => Text::both(
                "dit bestand is te groot: uitgepakt hoogstens 256 MiB, 250.000 rijen en 4 miljoen cellen",
                "this file is too large: unpacked at most 256 MiB, 250,000 rows and 4 million cells",
            ),
            Trouble::Other(text) => text,
        };
        Self::one(CellFault::book(text))
    }
}

/// A workbook as a zip.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        if bytes.len() > MOST_PACKED {
            return Err(Trouble::TooBig);
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(Trouble::Other(Text::both(
                "dit is een oud .xls-bestand of een bestand met een wachtwoord: bewaar het als .xlsx zonder wachtwoord",
                "this is an old .xls file or one with a password: save it as .xlsx without a password",
            )));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Broken)?;
        if zip.len() > MOST_PARTS {
            return Err(Trouble::TooBig);
        }
        if zip.index_for_name("content.xml").is_some() {
            return Err(Trouble::Other(Text::both(
                "dit is een .ods-bestand: bewaar het als .xlsx",
                "this is an .ods file: save it as .xlsx",
            )));
        }
        Ok(Self {
            zip,
            left: MOST_BYTES,
        })
    }
    /// A part by its name, unpacked; `None`: it is not there.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        // Names are compared without capitals (ECMA-376 part 2, 6.2.2.3).
        let exact = self.zip.index_for_name(name);
        let found = exact.or_else(|| {
            let mut names = self.zip.file_names_raw();
            names.position(|other| other.eq_ignore_ascii_case(name.as_bytes()))
        });
        let Some(index) = found else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|_| Trouble::Broken)?;
        // What the zip says of its own size is not believed: one byte more than is left tells enough.
        let mut bytes = Vec::new();
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Trouble::Broken)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Trouble::TooBig)?;
        Ok(Some(bytes))
    }
}

/// XML, event by event, within bounds. What it gives points into the bytes: nothing is copied.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(bytes);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }
    pub(crate) fn next(&mut self) -> Result<Event<'a>, Trouble> {
        let event = self.reader.read_event().map_err(|_| Trouble::Broken)?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            // No spreadsheet writes one, and entities can blow up.
            Event::DocType(_) => return Err(Trouble::Broken),
            Event::Eof if self.depth > 0 => return Err(Trouble::Broken),
            _ => {}
        }
        if self.depth > MOST_DEPTH || event.len() > MOST_AT_ONCE {
            return Err(Trouble::TooBig);
        }
        Ok(event)
    }
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }
    /// The text up to the end of the tag that was begun last, as XML holds it.
    pub(crate) fn text(&mut self, out: &mut String) -> Result<(), Trouble> {
        let depth = self.depth;
        loop {
            match self.next()? {
                Event::Text(text) => out.push_str(&text.xml10_content().map_err(|_| Trouble::Broken)?),
                Event::CData(text) => out.push_str(&text.xml10_content().map_err(|_| Trouble::Broken)?),
                Event::GeneralRef(name) => {
                    let letter = name.resolve_char_ref().map_err(|_| Trouble::Broken)?;
                    match letter {
                        Some(letter) => out.push(letter),
                        None => {
                            let name = name.decode().map_err(|_| Trouble::Broken)?;
                            out.push_str(resolve_xml_entity(&name).ok_or(Trouble::Broken)?);
                        }
                    }
                }
                Event::Eof => return Err(Trouble::Broken),
                _ => {}
            }
            if self.depth < depth {
                return Ok(());
            }
            // A text of many small pieces is as long as one large piece.
            if out.len() > 1 << 21 {
                return Err(Trouble::TooBig);
            }
        }
    }
}

/// The value of an attribute, by its name without a prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Trouble> {
    let [value] = attributes(tag, [name])?;
    Ok(value.map(Cow::into_owned))
}

/// The values of some attributes, by their names without a prefix; of one that stands twice, the first.
pub(crate) fn attributes<'t, const N: usize>(
    tag: &'t BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<Cow<'t, str>>; N], Trouble> {
    let mut values = [const { None }; N];
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Trouble::Broken)?;
        let key = attribute.key.local_name();
        let wanted = names.iter().position(|name| key.as_ref() == name.as_bytes());
        let Some(place) = wanted
            .and_then(|at| values.get_mut(at))
            .filter(|place| place.is_none())
        else {
            continue;
        };
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(|_| Trouble::Broken)?;
        *place = Some(value);
    }
    Ok(values)
}
