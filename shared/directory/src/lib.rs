//! Contacts, their identities and their conversations.
