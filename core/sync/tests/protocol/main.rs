//! The protocol through the public door of the crate.
#![cfg(test)]

mod bounds;
mod hostile;
mod http;
mod join;
mod link;
mod met;
mod progress;
mod session;
mod support;
mod wire;
