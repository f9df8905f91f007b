//! `#[derive(Json)]`, with attributes named as serde's are; a type that derives both has one description, under either name.
//!
//! Understood: structs with named fields, transparent structs, enums of names, enums with `tag`, and enums named by their only
//! member; on containers `tag`, `rename_all = "snake_case"`, `transparent`; on variants `rename`, `other`; on fields `default`,
//! `rename`. Anything else is a compile error rather than another meaning.

mod attributes;
mod enums;
mod structs;

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, parse_macro_input};

use attributes::Container;

#[proc_macro_derive(Json, attributes(json, serde))]
pub fn derive(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(input: &DeriveInput) -> syn::Result<proc_macro2::TokenStream> {
    let container = Container::read(&input.attrs)?;
    let (write, read) = match &input.data {
        Data::Struct(data) => structs::expand(&container, &data.fields)?,
        Data::Enum(data) => enums::expand(&container, data)?,
        Data::Union(_) => return Err(syn::Error::new_spanned(input, "a union has no JSON form")),
    };
    let name = &input.ident;
    let mut generics = input.generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(syn::parse_quote!(::json::Json));
    }
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    Ok(quote! {
        impl #impl_generics ::json::Json for #name #type_generics #where_clause {
            fn write(&self, out: &mut ::json::Writer) {
                #write
            }

            fn read(value: &::json::Value<'_>, reader: &mut ::json::Reader) -> Self {
                #read
            }
        }
    })
}
