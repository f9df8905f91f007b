//! Short names between a program and its glue.
//!
//! wasm-bindgen names each import and export by what it is and a hash: bytes that brotli cannot shrink, once in the wasm and once
//! in the script. wasm-opt shortens them in the wasm and prints what became of which; the script must follow.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail};

/// The pass that shortens; its list comes on standard output.
pub(crate) const PASS: &str = "--minify-imports-and-exports-and-modules";

/// What wasm-opt prints: `imports` of module, long and short name, and `exports` of long and short name.
type Renamed = BTreeMap<String, Vec<Vec<String>>>;

/// The module that every import comes from afterwards.
const MODULE: &str = "a";

/// The glue with the names of the shortened wasm.
///
/// # Errors
/// When the list is not what wasm-opt prints, or names something that the glue does not hold.
pub(crate) fn follow(glue: &str, list: &str) -> Result<String> {
    let renamed: Renamed = serde_json::from_str(list).context("reading wasm-opt's list of names")?;
    let of = |kind: &str| renamed.get(kind).map(Vec::as_slice).unwrap_or_default();
    let mut glue = glue.to_owned();
    let mut modules = BTreeSet::new();
    for import in of("imports") {
        let [module, long, short] = import.as_slice() else { bail!("wasm-opt lists an import as {import:?}") };
        replace(&mut glue, &format!("\n        {long}: "), &format!("\n        {short}: "))?;
        modules.insert(module);
    }
    for module in modules {
        replace(&mut glue, &format!("\"{module}\": "), &format!("\"{MODULE}\": "))?;
    }
    for export in of("exports") {
        let [long, short] = export.as_slice() else { bail!("wasm-opt lists an export as {export:?}") };
        // Some exports are for other tools than the glue, so none need be there.
        for end in ["(", ".", ",", ";", ")", " "] {
            glue = glue.replace(&format!("wasm.{long}{end}"), &format!("wasm.{short}{end}"));
        }
    }
    Ok(glue)
}

fn replace(glue: &mut String, long: &str, short: &str) -> Result<()> {
    if !glue.contains(long) {
        bail!("the glue holds no {:?}: wasm-bindgen writes it another way than before", long.trim());
    }
    *glue = glue.replace(long, short);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "const import0 = {\n        __wbg_then_1: function(a) { return wasm.memory.buffer; },\n    };\n\
        return { \"./w_bg.js\": import0 };\nwasm.start();\nwasm.start_2(wasm.free, wasm.free);\n";

    #[test]
    fn imports_exports_and_the_module_are_renamed_and_nothing_else() {
        let list = r#"{"imports":[["./w_bg.js","__wbg_then_1","b"]],"exports":[["start","c"],["memory","d"],["free","e"],["unused","f"]]}"#;
        let expected = "const import0 = {\n        b: function(a) { return wasm.d.buffer; },\n    };\n\
            return { \"a\": import0 };\nwasm.c();\nwasm.start_2(wasm.e, wasm.e);\n";
        assert_eq!(follow(GLUE, list).unwrap(), expected);
    }

    #[test]
    fn a_name_that_the_glue_does_not_hold_is_an_error() {
        let list = r#"{"imports":[["./w_bg.js","__wbg_other_1","b"]],"exports":[]}"#;
        assert!(follow(GLUE, list).is_err_and(|error| error.to_string().contains("__wbg_other_1")));
    }
}
