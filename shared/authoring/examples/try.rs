fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    match authoring::compile(&path, &text) {
        Ok((compiled, findings)) => {
            print!("{findings}");
            println!("{} errors {} warnings; public {} bytes, private {}", findings.errors(), findings.warnings(), compiled.public.encode().len(), compiled.private.encode().len());
            for file in std::env::args().skip(2) {
                let t = std::time::Instant::now();
                let published = compiled.train();
                eprintln!("trained in {:?}, pack {}", t.elapsed(), published.pack.len());
                let model = published.model().unwrap();
                match authoring::containment::run(&model, &compiled.training, &file, &std::fs::read(&file).unwrap()) { Ok(c) => { println!("{}", c.to_json()); println!("seen by intent: {:?}", c.seen) }, Err(f) => print!("{f}") }
            }
        }
        Err(findings) => { print!("{findings}"); println!("{} errors {} warnings", findings.errors(), findings.warnings()); }
    }
}
