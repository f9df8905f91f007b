//! What the attributes say.

use syn::{Attribute, LitStr};

/// Of a type.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) tag: Option<String>,
    pub(crate) is_snake_case: bool,
    pub(crate) is_transparent: bool,
}

impl Container {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut container = Container::default();
        each(attributes, |meta| {
            if meta.path.is_ident("tag") {
                container.tag = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("rename_all") {
                let case: LitStr = meta.value()?.parse()?;
                if case.value() != "snake_case" {
                    return Err(meta.error("only snake_case is understood"));
                }
                container.is_snake_case = true;
            } else if meta.path.is_ident("transparent") {
                container.is_transparent = true;
            } else {
                return Err(meta.error("this attribute is not understood by the derive of Json"));
            }
            Ok(())
        })?;
        Ok(container)
    }

    /// The name of a variant.
    pub(crate) fn name_of(&self, variant: &syn::Ident, member: &Member) -> String {
        match &member.rename {
            Some(name) => name.clone(),
            None if self.is_snake_case => snake_case(&variant.to_string()),
            None => variant.to_string(),
        }
    }
}

/// Of a field or a variant.
#[derive(Default)]
pub(crate) struct Member {
    pub(crate) rename: Option<String>,
    pub(crate) is_default: bool,
    pub(crate) is_other: bool,
    /// Left out where it is empty.
    pub(crate) is_brief: bool,
}

impl Member {
    pub(crate) fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut member = Member::default();
        each(attributes, |meta| {
            if meta.path.is_ident("rename") {
                member.rename = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("default") {
                member.is_default = true;
            } else if meta.path.is_ident("brief") {
                member.is_default = true;
                member.is_brief = true;
            } else if meta.path.is_ident("other") {
                member.is_other = true;
            } else {
                return Err(meta.error("this attribute is not understood by the derive of Json"));
            }
            Ok(())
        })?;
        Ok(member)
    }
}

fn each(attributes: &[Attribute], mut read: impl FnMut(syn::meta::ParseNestedMeta<'_>) -> syn::Result<()>) -> syn::Result<()> {
    let mut ours = attributes.iter().filter(|attribute| attribute.path().is_ident("json") || attribute.path().is_ident("serde"));
    ours.try_for_each(|attribute| attribute.parse_nested_meta(&mut read))
}

/// As serde turns the names of variants.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for (place, character) in name.char_indices() {
        if place > 0 && character.is_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}
