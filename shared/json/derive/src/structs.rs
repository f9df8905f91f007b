//! Structs, and variants with named fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, FieldsNamed};

use crate::attributes::{Container, Member};

pub(crate) fn expand(container: &Container, fields: &Fields) -> syn::Result<(TokenStream, TokenStream)> {
    match fields {
        Fields::Named(named) if container.is_transparent => {
            let Some(field) = named.named.first().filter(|_| named.named.len() == 1).and_then(|field| field.ident.as_ref())
            else {
                return Err(syn::Error::new_spanned(named, "a transparent struct has one field"));
            };
            Ok((
                quote!(::json::Json::to_json(&self.#field)),
                quote!(::core::result::Result::Ok(Self { #field: ::json::Json::from_json(value)? })),
            ))
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => Ok((
            quote!(::json::Json::to_json(&self.0)),
            quote!(::core::result::Result::Ok(Self(::json::Json::from_json(value)?))),
        )),
        Fields::Named(named) => {
            let names = named.named.iter().filter_map(|field| field.ident.as_ref());
            let members = write(named)?;
            let read = read(named)?;
            Ok((
                quote! {
                    let Self { #(#names),* } = self;
                    ::json::Value::Object(#members)
                },
                quote! {
                    #[allow(unused_mut, unused_variables)]
                    let mut object = value.into_object()?;
                    ::core::result::Result::Ok(Self { #read })
                },
            ))
        }
        Fields::Unnamed(_) | Fields::Unit => Err(syn::Error::new_spanned(fields, "this struct has no JSON form")),
    }
}

/// An object of the fields, which are in scope as references.
pub(crate) fn write(fields: &FieldsNamed) -> syn::Result<TokenStream> {
    let mut members = quote!(::json::Object::default());
    for field in &fields.named {
        let (name, text) = names(field)?;
        members = quote!(#members.with(#text, ::json::Json::to_json(#name)));
    }
    Ok(members)
}

/// The fields, read from `object`.
pub(crate) fn read(fields: &FieldsNamed) -> syn::Result<TokenStream> {
    let mut all = TokenStream::new();
    for field in &fields.named {
        let (name, text) = names(field)?;
        let read = if Member::read(&field.attrs)?.is_default { quote!(member_or_default) } else { quote!(member) };
        all.extend(quote!(#name: object.#read(#text)?,));
    }
    Ok(all)
}

fn names(field: &syn::Field) -> syn::Result<(&syn::Ident, String)> {
    let Some(name) = &field.ident else { return Err(syn::Error::new_spanned(field, "a field without a name")) };
    let text = Member::read(&field.attrs)?.rename.unwrap_or_else(|| name.to_string());
    Ok((name, text))
}
