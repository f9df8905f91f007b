//! Texts per locale, and fields in their usual order.

use book::Texts;

use crate::edit::Value;

/// The site's first locale.
pub(super) fn default(root: &Value) -> String {
    let first = root.get("locales").and_then(|locales| locales.items().first()).and_then(Value::as_text);
    first.unwrap_or("en").to_owned()
}

/// Writes a locale's text in a field, or removes it; a bare text is the default locale's. An empty field goes.
pub(super) fn set(holder: &mut Value, key: &str, default: &str, locale: &str, text: &str) {
    let bare = holder.get(key).and_then(Value::as_text).map(str::to_owned);
    match bare {
        Some(_) if locale == default => return holder.set_or_remove(key, text),
        Some(bare) if !bare.is_empty() => holder.set(key, Value::Map(vec![(default.to_owned(), Value::Text(bare))])),
        Some(_) | None => {}
    }
    if let Some(held) = holder.map(key) {
        held.set_or_remove(locale, text);
        if held.is_empty() {
            holder.remove(key);
        }
    }
}

/// Texts as a value, without empty ones.
pub(super) fn of(texts: &Texts) -> Value {
    let filled = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    Value::Map(filled.map(|(locale, text)| (locale.clone(), Value::text(text))).collect())
}

/// Texts as a list.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t String>) -> Value {
    Value::List(texts.into_iter().map(|text| Value::text(text)).filter(|text| !text.is_empty()).collect())
}

/// Puts a map's fields into their usual order; others stay behind them. The file keeps its own order.
pub(super) fn order(holder: &mut Value, order: &[&str]) {
    if let Value::Map(entries) = holder {
        entries.sort_by_key(|(key, _)| order.iter().position(|known| known == key).unwrap_or(order.len()));
    }
}
