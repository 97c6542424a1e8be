//! One connection: a question written, its answer read to the last byte. As much of HTTP/1.1 as the measured servers speak.

use std::fmt;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A question that is not answered by then is lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody listens.
    Refused,
    /// The connection was closed before any byte of an answer.
    Closed,
    /// Something else.
    Broken(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => to.write_str("refused"),
            Self::Closed => to.write_str("closed before any byte of an answer, on a new connection"),
            Self::Broken(why) => to.write_str(why),
        }
    }
}

fn broken(what: &str) -> impl Fn(io::Error) -> Trouble + '_ {
    move |error| Trouble::Broken(format!("{what}: {error}"))
}

/// An answer, of which only this is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Bytes of the body, as they came.
    pub body: usize,
    /// Whether another question may be asked on the same connection.
    pub keeps: bool,
}

/// A connection that is kept.
pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    scratch: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub fn open(address: &str) -> Result<Self, Trouble> {
        let stream = TcpStream::connect(address).map_err(|error| match error.kind() {
            io::ErrorKind::ConnectionRefused => Trouble::Refused,
            _ => broken("connecting")(error),
        })?;
        stream.set_nodelay(true).map_err(broken("setting up"))?;
        stream
            .set_read_timeout(Some(PATIENCE))
            .map_err(broken("setting up"))?;
        Ok(Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
            host: address.to_owned(),
            scratch: Vec::new(),
        })
    }

    /// Asks, and reads the whole answer.
    pub fn ask(&mut self, path: &str) -> Result<Answer, Trouble> {
        let question = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\naccept-encoding: gzip\r\n\r\n",
            self.host
        );
        // What cannot be written may still have been answered: the read tells.
        let written = self.stream.get_mut().write_all(question.as_bytes());
        let first = match self.stream.fill_buf() {
            Ok(bytes) => !bytes.is_empty(),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => false,
            Err(error) => return Err(broken("waiting")(error)),
        };
        if !first {
            return Err(Trouble::Closed);
        }
        written.map_err(broken("asking"))?;
        answer(&mut self.stream, &mut self.scratch).map_err(broken("reading"))
    }
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    if line.pop() != Some('\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

fn odd(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

/// Reads an answer.
fn answer(from: &mut impl BufRead, scratch: &mut Vec<u8>) -> io::Result<Answer> {
    let first = line(from)?;
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .ok_or_else(|| odd("no status"))?;
    let (mut length, mut chunked, mut keeps) = (None, false, true);
    loop {
        let header = line(from)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| odd("no header"))?;
        let value = value.trim().to_ascii_lowercase();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok(),
            "transfer-encoding" => chunked = value == "chunked",
            "connection" => keeps = value != "close",
            _ => {}
        }
    }
    let body = match (chunked, length) {
        (true, _) => chunks(from, scratch)?,
        (false, Some(length)) => skip(from, length, scratch)?,
        (false, None) => return Err(odd("no length")),
    };
    Ok(Answer { status, body, keeps })
}

fn skip(from: &mut impl BufRead, length: usize, scratch: &mut Vec<u8>) -> io::Result<usize> {
    scratch.resize(length, 0);
    from.read_exact(scratch)?;
    Ok(length)
}

fn chunks(from: &mut impl BufRead, scratch: &mut Vec<u8>) -> io::Result<usize> {
    let mut all = 0;
    loop {
        let length = usize::from_str_radix(&line(from)?, 16).map_err(|_| odd("no length of a chunk"))?;
        all += skip(from, length, scratch)?;
        line(from)?;
        if length == 0 {
            return Ok(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<Answer> {
        answer(&mut text.as_bytes(), &mut Vec::new())
    }

    #[test]
    fn answers_are_read_to_the_last_byte() {
        let plain = read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc").unwrap();
        assert_eq!(
            plain,
            Answer {
                status: 200,
                body: 3,
                keeps: true
            }
        );
        let chunked = read(
            "HTTP/1.1 404 x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        );
        assert_eq!(
            chunked.unwrap(),
            Answer {
                status: 404,
                body: 3,
                keeps: false
            }
        );
        assert!(read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc").is_err());
    }
}
