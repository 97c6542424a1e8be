//! From byte offsets to lines and columns.

use crate::place::Sources;
use koers_model::diagnostic::Span;
use std::collections::BTreeMap;

/// A place as people count: lines and columns from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The lines of one file.
pub(super) struct Lines<'s> {
    text: &'s str,
    starts: Vec<usize>,
}

/// The lines of the files that are asked for, each found once.
pub(super) struct Texts<'s> {
    sources: BTreeMap<&'s str, &'s str>,
    lines: BTreeMap<&'s str, Lines<'s>>,
}

impl<'s> Texts<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources: sources
                .iter()
                .map(|source| (&*source.path, &*source.text))
                .collect(),
            lines: BTreeMap::new(),
        }
    }

    /// The lines of a file; `None` when it was not among the files read.
    pub(super) fn lines(&mut self, file: &str) -> Option<&Lines<'s>> {
        let (&path, &text) = self.sources.get_key_value(file)?;
        Some(self.lines.entry(path).or_insert_with(|| Lines::new(text)))
    }

    /// The position of a span; the first character when the file was not among the files read.
    pub(super) fn position(&mut self, span: &Span) -> Position {
        self.lines(&span.file).map_or(
            Position {
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
            },
            |lines| lines.position(span),
        )
    }
}

impl<'s> Lines<'s> {
    fn new(text: &'s str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect(),
        }
    }

    /// The text of a line, without its end.
    pub(super) fn text(&self, line: usize) -> &'s str {
        let start = self.starts.get(line.wrapping_sub(1)).copied();
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        start
            .and_then(|start| self.text.get(start..end))
            .unwrap_or("")
            .trim_end_matches(['\n', '\r'])
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text.get(start..end).map_or(0, |text| text.chars().count());
        (line, column + 1)
    }

    fn position(&self, span: &Span) -> Position {
        let (line, column) = self.line_and_column(span.start);
        let (end_line, end_column) = self.line_and_column(span.end.max(span.start));
        Position {
            line,
            column,
            end_line,
            end_column,
        }
    }
}
