//! Hibernating sockets of one object.

use json::Json;
use wire::CloseReason;
use wire::hello::SUBPROTOCOL;
use worker::{Response, State, WebSocket, WebSocketPair, WebSocketRequestResponsePair, console_error};

use crate::error::Problem;
use crate::random;

/// Answered by the runtime without waking the object.
const PING: &str = "ping";
const PONG: &str = "pong";

/// What the runtime keeps with a socket.
#[derive(Json)]
struct Kept<A> {
    socket: u64,
    machine: Option<A>,
}

/// Only the host's part of it.
#[derive(Json)]
struct KeptId {
    socket: u64,
}

/// Access to the sockets by id. An id is random, so that none is used twice, and the socket's tag, so that it is found.
pub(crate) struct Sockets;

impl Sockets {
    pub(crate) fn new(state: &State) -> Self {
        if let Ok(pair) = WebSocketRequestResponsePair::new(PING, PONG) {
            state.set_websocket_auto_response(&pair);
        }
        Sockets
    }

    /// Accepts a socket: its id, and the answer that hands the other end to the client.
    pub(crate) fn accept(&self, state: &State) -> Result<(u64, Response), Problem> {
        let pair = WebSocketPair::new()?;
        let socket = u64::from_be_bytes(random::bytes()?);
        state.accept_websocket_with_tags(&pair.server, &[&tag(socket)]);
        keep(&pair.server, &Kept::<()> { socket, machine: None });
        let response = Response::from_websocket(pair.client)?;
        response.headers().set("sec-websocket-protocol", SUBPROTOCOL)?;
        Ok((socket, response))
    }

    pub(crate) fn id_of(&self, socket: &WebSocket) -> Option<u64> {
        kept::<KeptId>(socket).map(|kept| kept.socket)
    }

    /// The sockets that outlived the machine, with what it attached to them.
    pub(crate) fn attached<A: Json>(&self, state: &State) -> Vec<(u64, A)> {
        let kept = state.get_websockets().into_iter().filter_map(|socket| kept::<Kept<A>>(&socket));
        kept.filter_map(|kept| Some((kept.socket, kept.machine?))).collect()
    }

    pub(crate) fn attach<A: Json>(&self, state: &State, socket: u64, machine: A) {
        if let Some(found) = find(state, socket) {
            keep(&found, &Kept { socket, machine: Some(machine) });
        }
    }

    /// Sends a frame. One that cannot be sent is lost with its socket, whose end is told on its own.
    pub(crate) fn send(&self, state: &State, socket: u64, text: &str) {
        if let Some(found) = find(state, socket) {
            let _ = found.send_with_str(text);
        }
    }

    pub(crate) fn close(&self, state: &State, socket: u64, reason: CloseReason) {
        if let Some(found) = find(state, socket) {
            close(&found, reason);
        }
    }

    pub(crate) fn close_all(&self, state: &State, reason: CloseReason) {
        for socket in state.get_websockets() {
            close(&socket, reason);
        }
    }

    /// Completes a close the other side began.
    pub(crate) fn forget(&self, socket: &WebSocket) {
        let _ = socket.close(None, None::<&str>);
    }
}

/// Closes a socket with a reason the client can read.
pub(crate) fn close(socket: &WebSocket, reason: CloseReason) {
    let _ = socket.close(Some(CloseReason::CODE), Some(reason.as_str()));
}

fn find(state: &State, socket: u64) -> Option<WebSocket> {
    state.get_websockets_with_tag(&tag(socket)).into_iter().next()
}

fn tag(socket: u64) -> String {
    format!("{socket:016x}")
}

fn keep<A: Json>(socket: &WebSocket, kept: &Kept<A>) {
    if let Err(error) = socket.serialize_attachment(wire::encode(kept)) {
        console_error!("an attachment was not kept: {error}");
    }
}

fn kept<T: Json>(socket: &WebSocket) -> Option<T> {
    let text: String = socket.deserialize_attachment().ok().flatten()?;
    json::from_text(&text).ok()
}
