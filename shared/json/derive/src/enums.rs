//! Enums: names alone, a `tag`, or named by their only member.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Fields, Variant};

use crate::attributes::{Container, Member};
use crate::structs;

/// How a variant is written and read.
struct Arm {
    name: String,
    is_other: bool,
    is_unit: bool,
    pattern: TokenStream,
    write: TokenStream,
    read: TokenStream,
}

/// The bodies of `write` and `read`.
pub(crate) fn expand(container: &Container, data: &DataEnum) -> syn::Result<(TokenStream, TokenStream)> {
    let arms = data.variants.iter().map(|variant| arm(container, variant)).collect::<syn::Result<Vec<_>>>()?;
    let writes = arms.iter().map(|Arm { pattern, write, .. }| quote!(#pattern => { #write }));
    let write = quote!(match self { #(#writes)* });
    let take = match &container.tag {
        Some(tag) => quote! {
            #[allow(unused_variables)] let held = value;
            let name = reader.member(value, #tag);
            let name = reader.text(name);
        },
        None => quote!(#[allow(unused_variables)] let (name, held) = reader.variant(value);),
    };
    // One arm serves the unknown names too: the one made for them, or else the shortest, standing in.
    let other = arms.iter().position(|arm| arm.is_other);
    let last = other.or(arms.iter().position(|arm| arm.is_unit)).unwrap_or(0);
    let reads =
        arms.iter().enumerate().filter(|(place, _)| *place != last).map(|(_, Arm { name, read, .. })| quote!(#name => #read,));
    let Some(Arm { name, read, .. }) = arms.get(last) else { return Ok((write, quote!(match value {}))) };
    let check = if other.is_some() { quote!() } else { quote!(if name != #name { reader.expected(value, "a known name"); }) };
    let read = quote! {
        #take
        match name { #(#reads)* _ => { #check #read } }
    };
    Ok((write, read))
}

fn arm(container: &Container, variant: &Variant) -> syn::Result<Arm> {
    let ident = &variant.ident;
    let member = Member::read(&variant.attrs)?;
    let name = container.name_of(ident, &member);
    let tagged = container.tag.as_ref().map(|tag| quote!(out.tagged(#tag, #name);));
    // Without a tag the variant's name is the only member of an object around it.
    let around = |inner: TokenStream| match &tagged {
        Some(tagged) => quote!(#tagged #inner),
        None => quote!(out.open(); out.member(#name); #inner out.close();),
    };
    let is_unit = matches!(variant.fields, Fields::Unit);
    let (pattern, write, read) = match &variant.fields {
        Fields::Unit => {
            let write = tagged.as_ref().map_or(quote!(out.string(#name);), |tagged| quote!(#tagged out.open(); out.close();));
            (quote!(Self::#ident), write, quote!(Self::#ident))
        }
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            let write = around(quote!(::json::Json::write(held, out);));
            (quote!(Self::#ident(held)), write, quote!(Self::#ident(::json::Json::read(held, reader))))
        }
        Fields::Named(named) => {
            let names = named.named.iter().filter_map(|field| field.ident.as_ref());
            let write = around(structs::write(named)?);
            let read = structs::read(named, &quote!(held))?;
            (quote!(Self::#ident { #(#names),* }), write, quote!(Self::#ident { #read }))
        }
        Fields::Unnamed(_) => return Err(syn::Error::new_spanned(variant, "a variant holds one value or named ones")),
    };
    Ok(Arm { name, is_other: member.is_other, is_unit, pattern, write, read })
}
