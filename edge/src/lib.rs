//! Worker: events, HTTP API and Durable Objects.
