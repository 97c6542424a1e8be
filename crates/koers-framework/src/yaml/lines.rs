//! From the line and column that the YAML parser reports to bytes.

/// Turns lines and columns into byte offsets.
///
/// The parser counts characters, and counts bytes where it skips a comment, so its running index cannot be trusted in a
/// text that is not ASCII. Its line number and its column (counted from the line's own beginning) can.
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// First byte of each line, and whether the line is plain ASCII.
    starts: Vec<(u32, bool)>,
    /// The last answer, because questions come in the order of the text: line, column, byte.
    last: (usize, usize, usize),
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 40 + 1);
        let bytes = text.as_bytes();
        let (mut start, mut ascii) = (0_u32, true);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'\n' => {}
                // YAML also ends a line at a carriage return that stands alone.
                b'\r' if bytes.get(at) != Some(&b'\n') => {}
                _ => {
                    ascii &= byte.is_ascii();
                    continue;
                }
            }
            starts.push((start, ascii));
            start = u32::try_from(at).unwrap_or(u32::MAX);
            ascii = true;
        }
        starts.push((start, ascii));
        Self {
            text,
            starts,
            last: (usize::MAX, 0, 0),
        }
    }

    /// The byte offset of a column (counted from zero) in a line (counted from one); the end of the text when there is none.
    pub(crate) fn offset(&mut self, line: usize, column: usize) -> usize {
        let Some(&(start, ascii)) = self.starts.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let start = start as usize;
        if ascii {
            return (start + column).min(self.text.len());
        }
        let (from_column, from_byte) = match self.last {
            (last_line, last_column, byte) if last_line == line && last_column <= column => {
                (last_column, byte)
            }
            _ => (0, start),
        };
        let rest = self.text.get(from_byte..).unwrap_or("");
        let byte = rest
            .char_indices()
            .nth(column - from_column)
            .map_or(self.text.len(), |(at, _)| from_byte + at);
        self.last = (line, column, byte);
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a: é\r\nb: €x y\rc: z\n";
        let mut lines = Lines::new(text);
        assert_eq!(lines.offset(1, 3), 3);
        assert_eq!(lines.offset(1, 4), 5);
        assert_eq!(&text[lines.offset(2, 4)..][..1], "x");
        assert_eq!(&text[lines.offset(2, 3)..][..3], "€");
        assert_eq!(&text[lines.offset(3, 3)..][..1], "z");
        assert_eq!(lines.offset(9, 0), text.len());
    }
}
