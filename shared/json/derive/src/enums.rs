//! Enums: names alone, a `tag`, or named by their only member.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Fields};

use crate::attributes::{Container, Member};
use crate::structs;

pub(crate) fn expand(container: &Container, data: &DataEnum) -> syn::Result<(TokenStream, TokenStream)> {
    let mut to = TokenStream::new();
    let mut from = TokenStream::new();
    let mut other = quote!(::core::result::Result::Err(::json::Error::expected("a known name")));
    for variant in &data.variants {
        let ident = &variant.ident;
        let member = Member::read(&variant.attrs)?;
        let name = container.name_of(ident, &member);
        match &variant.fields {
            Fields::Unit => {
                let written = match &container.tag {
                    Some(tag) => quote!(::json::Value::Null.tagged(#tag, #name)),
                    None => quote!(::json::Value::text(#name)),
                };
                to.extend(quote!(Self::#ident => #written,));
                from.extend(quote!(#name => ::core::result::Result::Ok(Self::#ident),));
                if member.is_other {
                    other = quote!(::core::result::Result::Ok(Self::#ident));
                }
            }
            Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
                let written = match &container.tag {
                    Some(tag) => quote!(::json::Json::to_json(held).tagged(#tag, #name)),
                    None => quote!(::json::Value::variant(#name, ::json::Json::to_json(held))),
                };
                to.extend(quote!(Self::#ident(held) => #written,));
                from.extend(quote!(#name => ::core::result::Result::Ok(Self::#ident(::json::Json::from_json(held)?)),));
            }
            Fields::Named(named) => {
                let names: Vec<_> = named.named.iter().filter_map(|field| field.ident.as_ref()).collect();
                let members = structs::write(named)?;
                let read = structs::read(named)?;
                let written = match &container.tag {
                    Some(tag) => quote!(::json::Value::Object(#members).tagged(#tag, #name)),
                    None => quote!(::json::Value::variant(#name, ::json::Value::Object(#members))),
                };
                to.extend(quote!(Self::#ident { #(#names),* } => #written,));
                from.extend(quote! {
                    #name => {
                        let mut object = held.into_object()?;
                        ::core::result::Result::Ok(Self::#ident { #read })
                    }
                });
            }
            Fields::Unnamed(_) => return Err(syn::Error::new_spanned(variant, "a variant holds one value or named ones")),
        }
    }
    let take = match &container.tag {
        Some(tag) => quote! {
            let mut held = value.into_object()?;
            let name: ::std::string::String = held.member(#tag)?;
            #[allow(unused_variables)]
            let held = ::json::Value::Object(held);
        },
        None => quote! {
            #[allow(unused_variables)]
            let (name, held) = value.into_variant()?;
        },
    };
    Ok((quote!(match self { #to }), quote! { #take match name.as_str() { #from _ => #other } }))
}
