mod clock; mod digest; mod paths; mod process; mod setup;
fn main() { match setup::ensure(setup::Need::Everything) { Ok(t) => eprintln!("{:?} {:?} {:?}", t.workerd_path(), t.packages(), t.wasm.id()), Err(e) => eprintln!("error {e:#}") } }
