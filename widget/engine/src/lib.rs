//! The intent engine in the visitor's Web Worker.
