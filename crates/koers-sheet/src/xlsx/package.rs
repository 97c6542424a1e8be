//! The zip of a workbook, its parts, and reading the XML in them.

use super::meter::{Meter, Watched};
use crate::fault::{CellFault, Faults};
use koers_model::text::Text;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

/// A file with more parts is no workbook of ours.
const MOST_PARTS: usize = 2_000;
/// Larger files are not opened.
const MOST_PACKED: usize = 64 << 20;
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
    pub(crate) meter: Meter,
}

pub(crate) type Part<'a, 'z> = Xml<BufReader<Watched<ZipFile<'z, Cursor<&'a [u8]>>>>>;

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
        let package = Self {
            zip,
            meter: Meter::new(),
        };
        if package.zip.index_for_name("content.xml").is_some() {
            return Err(Trouble::Other(Text::both(
                "dit is een .ods-bestand: bewaar het als .xlsx",
                "this is an .ods file: save it as .xlsx",
            )));
        }
        Ok(package)
    }
    /// A part by its name; `None`: it is not there.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'a, '_>>, Trouble> {
        let meter = self.meter.clone();
        // Names are compared without capitals (ECMA-376 part 2, 6.2.2.3).
        let exact = self.zip.index_for_name(name);
        let found = exact.or_else(|| {
            let mut names = self.zip.file_names_raw();
            names.position(|other| other.eq_ignore_ascii_case(name.as_bytes()))
        });
        let Some(index) = found else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|_| Trouble::Broken)?;
        meter.next();
        let source = BufReader::with_capacity(1 << 16, meter.watch(file));
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Ok(Some(Xml {
            reader,
            buffer: Vec::new(),
            depth: 0,
            meter,
        }))
    }
}

/// XML, event by event, within bounds.
pub(crate) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    meter: Meter,
}

impl<R: std::io::BufRead> Xml<R> {
    pub(crate) fn next(&mut self) -> Result<Event<'_>, Trouble> {
        self.buffer.clear();
        self.meter.next();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.meter.is_over() => return Err(Trouble::TooBig),
            Err(_) => return Err(Trouble::Broken),
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            // No spreadsheet writes one, and entities can blow up.
            Event::DocType(_) => return Err(Trouble::Broken),
            Event::Eof if self.depth > 0 => return Err(Trouble::Broken),
            _ => {}
        }
        if self.depth > MOST_DEPTH {
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
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Trouble::Broken)?;
        if attribute.key.local_name().as_ref() == name.as_bytes() {
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|_| Trouble::Broken)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
