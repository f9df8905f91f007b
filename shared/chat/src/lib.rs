//! Both halves of the conversation protocol as pure machines.
