//! Connections: reading questions, writing answers, and getting them wrong on demand.

use crate::answer::Answer;
use crate::fault::Fit;
use crate::query::Request;
use crate::{Shared, locked};
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A line of a question that is longer is none.
const LONGEST_LINE: u64 = 64 << 10;
/// Nobody is waited for longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers the questions of a connection until it ends.
pub(crate) fn serve(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader)? {
        locked(&shared.asked).push(request.target.clone());
        let fault = shared.fault(&request.target);
        let goes_on = match &fault {
            None => write(&mut writer, &shared.answer(&request), &request, None)?,
            Some(fit) => wrong(&mut writer, shared, &request, fit)?,
        };
        if !goes_on || request.closes {
            return Ok(());
        }
    }
    Ok(())
}

fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.take(LONGEST_LINE).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut request = Request::of(line.split_whitespace().nth(1).unwrap_or("/"));
    loop {
        let mut line = String::new();
        reader.take(LONGEST_LINE).read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(Some(request));
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "if-none-match" => request.if_none_match = Some(value.to_owned()),
            "accept-encoding" => request.takes_gzip = value.contains("gzip"),
            "connection" => request.closes = value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
}

/// Writes an answer, of which only so many bytes come when `cut` says so. Whether the connection goes on.
fn write(to: &mut impl Write, answer: &Answer, request: &Request, cut: Option<usize>) -> io::Result<bool> {
    let reason = if answer.status == 200 { "OK" } else { "No" };
    let mut head = format!(
        "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\n",
        answer.status, answer.kind
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if answer.status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", answer.body.len()));
    }
    if request.closes {
        head.push_str("Connection: close\r\n");
    }
    head.push_str("\r\n");
    to.write_all(head.as_bytes())?;
    let body = cut.and_then(|cut| answer.body.get(..cut)).unwrap_or(&answer.body);
    if answer.status != 304 {
        to.write_all(body)?;
    }
    to.flush()?;
    Ok(cut.is_none())
}

/// Gets an answer wrong.
fn wrong(to: &mut TcpStream, shared: &Shared, request: &Request, fit: &Fit) -> io::Result<bool> {
    let mut answer = match fit {
        Fit::Status(status, wait) => {
            let mut answer = Answer::text(*status, "");
            answer
                .headers
                .extend(wait.clone().map(|wait| ("Retry-After", wait)));
            return write(to, &answer, request, None);
        }
        Fit::Drop => return Ok(false),
        _ => shared.answer(request),
    };
    match fit {
        Fit::Slow(pause) => std::thread::sleep(*pause),
        Fit::CutOff(bytes) => return write(to, &answer, request, Some(*bytes)),
        Fit::WrongLength => {
            let end = answer.body.len();
            answer.body.extend_from_slice(b"   ");
            return write(to, &answer, request, Some(end));
        }
        Fit::WebPage => {
            answer.kind = "text/html";
            answer.body =
                b"<!DOCTYPE html><html><head><title>Onderhoud</title></head><body>Even geduld</body></html>"
                    .to_vec();
        }
        Fit::ErrorBody => {
            answer.body = json!({"error": {"code": "500", "message": "Too many results"}})
                .to_string()
                .into_bytes();
        }
        Fit::Queued => answer = crate::sdmx::queue(shared, request),
        Fit::Garbage => answer.body = vec![0xff, 0xfe, 0x00, 0x80, 0x7b],
        Fit::Circle | Fit::SamePage | Fit::Endless | Fit::Empty => {
            answer.body = otherwise(&answer.body, shared, request, fit)
        }
        Fit::Status(..) | Fit::Drop => {}
    }
    write(to, &answer, request, None)
}

/// A page of OData with another end, or without rows; a file with its header only.
fn otherwise(body: &[u8], shared: &Shared, request: &Request, fit: &Fit) -> Vec<u8> {
    let Ok(mut page) = serde_json::from_slice::<Value>(body) else {
        let header = body
            .split_inclusive(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        return header.to_vec();
    };
    let name = match page.get("odata.metadata") {
        Some(_) => "odata.nextLink",
        None => "@odata.nextLink",
    };
    let root = shared.root();
    let count = locked(&shared.asked).len();
    match fit {
        Fit::Circle => page[name] = json!(format!("{root}{}", request.target)),
        Fit::SamePage | Fit::Endless => {
            let join = if request.target.contains('?') { '&' } else { '?' };
            page[name] = json!(format!("{root}{}{join}again={count}", request.target));
            if *fit == Fit::Endless
                && let Some(row) = page.pointer_mut("/value/0").and_then(Value::as_object_mut)
            {
                // Another row each time, as a publisher that runs away would give.
                let id = if name.starts_with('@') { "Id" } else { "ID" };
                row.insert(id.to_owned(), json!(count));
            }
        }
        _ => {
            page["value"] = json!([]);
            if let Some(page) = page.as_object_mut() {
                page.remove(name);
            }
        }
    }
    page.to_string().into_bytes()
}
