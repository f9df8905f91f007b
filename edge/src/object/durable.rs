//! The shell of an object with a machine: every event of the runtime goes to the host.

/// Declares the class `$name` over `$machine`. Requests are answered by a method `asked` of its own.
macro_rules! durable_machine {
    ($(#[$doc:meta])* $name:ident, $machine:ty) => {
        $(#[$doc])*
        #[worker::durable_object]
        pub struct $name {
            host: std::rc::Rc<$crate::object::Host<$machine>>,
        }

        impl worker::DurableObject for $name {
            fn new(state: worker::State, env: worker::Env) -> Self {
                Self { host: $crate::object::Host::new(state, env) }
            }

            async fn fetch(&self, request: worker::Request) -> worker::Result<worker::Response> {
                self.asked(request).await.or_else($crate::error::Problem::into_response)
            }

            async fn alarm(&self) -> worker::Result<worker::Response> {
                self.host.alarm();
                worker::Response::empty()
            }

            async fn websocket_message(
                &self,
                socket: worker::WebSocket,
                message: worker::WebSocketIncomingMessage,
            ) -> worker::Result<()> {
                self.host.frame(&socket, message);
                Ok(())
            }

            async fn websocket_close(
                &self,
                socket: worker::WebSocket,
                _code: usize,
                _reason: String,
                _was_clean: bool,
            ) -> worker::Result<()> {
                self.host.gone(&socket);
                Ok(())
            }

            async fn websocket_error(&self, socket: worker::WebSocket, _error: worker::Error) -> worker::Result<()> {
                self.host.gone(&socket);
                Ok(())
            }

            async fn connect(&self, _socket: worker::Socket) -> worker::Result<()> {
                Err(worker::Error::RustError("this object has no TCP side".to_owned()))
            }
        }
    };
}

/// The part of `DurableObject` that an object without sockets has no use for.
macro_rules! no_sockets {
    ($no_connection:literal) => {
        async fn websocket_message(
            &self,
            _socket: worker::WebSocket,
            _message: worker::WebSocketIncomingMessage,
        ) -> worker::Result<()> {
            Ok(())
        }

        async fn websocket_close(
            &self,
            _socket: worker::WebSocket,
            _code: usize,
            _reason: String,
            _was_clean: bool,
        ) -> worker::Result<()> {
            Ok(())
        }

        async fn websocket_error(&self, _socket: worker::WebSocket, _error: worker::Error) -> worker::Result<()> {
            Ok(())
        }

        async fn connect(&self, _socket: worker::Socket) -> worker::Result<()> {
            Err(worker::Error::RustError($no_connection.to_owned()))
        }
    };
}

pub(crate) use {durable_machine, no_sockets};
