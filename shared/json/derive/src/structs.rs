//! Structs, and variants with named fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, FieldsNamed};

use crate::attributes::{Container, Member};

/// The bodies of `write` and `read`.
pub(crate) fn expand(container: &Container, fields: &Fields) -> syn::Result<(TokenStream, TokenStream)> {
    match fields {
        Fields::Named(named) if container.is_transparent => {
            let Some(field) = named.named.first().filter(|_| named.named.len() == 1).and_then(|field| field.ident.as_ref())
            else {
                return Err(syn::Error::new_spanned(named, "a transparent struct has one field"));
            };
            Ok((quote!(::json::Json::write(&self.#field, out)), quote!(Self { #field: ::json::Json::read(value, reader) })))
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            Ok((quote!(::json::Json::write(&self.0, out)), quote!(Self(::json::Json::read(value, reader)))))
        }
        Fields::Named(named) => {
            let names = named.named.iter().filter_map(|field| field.ident.as_ref());
            let members = write(named)?;
            let read = read(named, &quote!(value))?;
            Ok((quote! { let Self { #(#names),* } = self; #members }, quote!(Self { #read })))
        }
        Fields::Unnamed(_) | Fields::Unit => Err(syn::Error::new_spanned(fields, "this struct has no JSON form")),
    }
}

/// An object of the fields, which are in scope as references.
pub(crate) fn write(fields: &FieldsNamed) -> syn::Result<TokenStream> {
    let mut members = TokenStream::new();
    for field in &fields.named {
        let (name, text) = names(field)?;
        let written = quote!(out.member(#text); ::json::Json::write(#name, out););
        members.extend(if Member::read(&field.attrs)?.is_brief { quote!(if !#name.is_empty() { #written }) } else { written });
    }
    Ok(quote!(out.open(); #members out.close();))
}

/// The fields, read from an object.
pub(crate) fn read(fields: &FieldsNamed, object: &TokenStream) -> syn::Result<TokenStream> {
    let mut all = TokenStream::new();
    for field in &fields.named {
        let (name, text) = names(field)?;
        let read = quote!(::json::Json::read(member, reader));
        let read = if Member::read(&field.attrs)?.is_default {
            quote!(if member.is_absent() { ::core::default::Default::default() } else { #read })
        } else {
            read
        };
        all.extend(quote!(#name: { let member = reader.member(#object, #text); #read },));
    }
    Ok(all)
}

fn names(field: &syn::Field) -> syn::Result<(&syn::Ident, String)> {
    let Some(name) = &field.ident else { return Err(syn::Error::new_spanned(field, "a field without a name")) };
    let text = Member::read(&field.attrs)?.rename.unwrap_or_else(|| name.to_string());
    Ok((name, text))
}
