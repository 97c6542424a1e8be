//! A stream that says why, where hyper says only that.
//!
//! What cannot be read as a request never reaches us: hyper answers it by itself, with a status (400, 414, 431) and no more, and closes. It
//! has no way to be told what else to say. So the stream below it looks at what goes out: an answer that is bare gets the headers and the
//! body that every refusal of ours has. No answer of ours is ever taken for such a one, because each has [`OURS`].

use bytes::{Buf as _, Bytes};
use http::{Response, StatusCode};
use std::fmt::Write as _;
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Stands in every answer of ours.
const OURS: &str = "x-content-type-options";
/// A bare answer is not longer, in bytes: a status, `connection`, `content-length` and `date`.
const LONGEST: usize = 256;
/// How long, and how many bytes, of what was not read are still taken in after a refusal. A system that closes on unread bytes takes the
/// answer back (RFC 9112, 9.6).
const LINGER: Duration = Duration::from_secs(1);
const MOST: usize = 256 * 1024;

/// A stream whose bare answers are said in full.
pub struct Outspoken<S, F> {
    stream: S,
    say: F,
    /// What goes out in place of a bare answer, as far as it has not gone.
    instead: Bytes,
    refused: bool,
    closed: bool,
    drained: usize,
    lingering: Option<Pin<Box<Sleep>>>,
}

impl<S, F: Fn(StatusCode) -> Response<Bytes>> Outspoken<S, F> {
    /// A stream on which `say` tells what a status means.
    pub fn new(stream: S, say: F) -> Self {
        Self {
            stream,
            say,
            instead: Bytes::new(),
            refused: false,
            closed: false,
            drained: 0,
            lingering: None,
        }
    }

    /// Whether these bytes are a bare answer; its full one is then what goes out.
    fn replaces(&mut self, bytes: &[u8]) -> bool {
        let Some((head, status)) = bare(bytes) else {
            return false;
        };
        self.instead = full(head, &(self.say)(status));
        self.refused = true;
        true
    }
}

/// A bare answer: its head without the empty line, and its status.
fn bare(bytes: &[u8]) -> Option<(&str, StatusCode)> {
    if bytes.len() > LONGEST || !bytes.starts_with(b"HTTP/1.") {
        return None;
    }
    let head = std::str::from_utf8(bytes).ok()?.strip_suffix("\r\n\r\n")?;
    let status: StatusCode = head.split(' ').nth(1)?.parse().ok()?;
    let whole = !head.contains("\r\n\r\n") && head.contains("\r\ncontent-length: 0");
    (whole && status.is_client_error() && !head.contains(OURS)).then_some((head, status))
}

/// The same answer with everything that we say.
fn full(head: &str, said: &Response<Bytes>) -> Bytes {
    let mut out = String::new();
    for line in head
        .split("\r\n")
        .filter(|line| !line.starts_with("content-length:"))
    {
        out.push_str(line);
        out.push_str("\r\n");
    }
    for (name, value) in said.headers() {
        // Ours are plain text, and writing to a string cannot fail.
        let _ = write!(out, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    let _ = write!(out, "content-length: {}\r\n\r\n", said.body().len());
    let mut out = out.into_bytes();
    out.extend_from_slice(said.body());
    out.into()
}

impl<S: AsyncWrite + Unpin, F> Outspoken<S, F> {
    /// Sends what goes out in place of a bare answer.
    fn poll_instead(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.instead.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, &self.instead))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.instead.advance(written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin, F> Outspoken<S, F> {
    /// Takes in what was still on its way, for a while.
    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 4096];
        while self.drained < MOST {
            let mut buffer = ReadBuf::new(&mut bytes);
            match Pin::new(&mut self.stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => self.drained += buffer.filled().len(),
                Poll::Ready(_) => break,
                Poll::Pending => {
                    let lingering = self.lingering.get_or_insert_with(|| Box::pin(sleep(LINGER)));
                    return lingering.as_mut().poll(context);
                }
            }
        }
        Poll::Ready(())
    }
}

impl<S: AsyncRead + Unpin, F: Unpin> AsyncRead for Outspoken<S, F> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S, F> AsyncWrite for Outspoken<S, F>
where
    S: AsyncRead + AsyncWrite + Unpin,
    F: Fn(StatusCode) -> Response<Bytes> + Unpin,
{
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(context))?;
        if self.replaces(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(context))?;
        let mut filled = pieces.iter().filter(|piece| !piece.is_empty());
        if let (Some(only), None) = (filled.next(), filled.next())
            && self.replaces(only)
        {
            return Poll::Ready(Ok(only.len()));
        }
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(context))?;
        if !self.closed {
            ready!(Pin::new(&mut self.stream).poll_shutdown(context))?;
            self.closed = true;
        }
        if self.refused {
            ready!(self.poll_drain(context));
        }
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bare_refusal_is_taken_for_one() {
        let said = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\ndate: Sat, 21 Nov 2026 12:00:00 GMT\r\n\r\n";
        let (head, status) = bare(said).unwrap();
        assert_eq!(status, 431);
        let mut answer = Response::new(Bytes::from_static(b"{}"));
        let nosniff = http::HeaderValue::from_static("nosniff");
        answer.headers_mut().insert(OURS, nosniff);
        let full = full(head, &answer);
        assert_eq!(
            std::str::from_utf8(&full).unwrap(),
            "HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ndate: Sat, 21 Nov 2026 12:00:00 GMT\r\n\
             x-content-type-options: nosniff\r\ncontent-length: 2\r\n\r\n{}"
        );
        for other in [
            full.as_ref(),
            b"HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\nmore",
            b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n\r\n\r\n",
            b"HTTP/1.1 400",
            b"region,value\r\n\r\n",
            b"",
        ] {
            assert!(bare(other).is_none(), "{}", String::from_utf8_lossy(other));
        }
    }
}
