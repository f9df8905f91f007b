//! The owner's side: YAML, checks, Markdown, head training, publishing.
