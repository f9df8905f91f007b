// NLP.js as its documents show it: node nlpjs.mjs DATA. Ten utterances per intent, the fixed rows; test rows of the collections.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const require = createRequire(`${process.env.FRONTDESK_PACKAGES}/`);
const { NlpManager } = require("node-nlp");
const [data] = process.argv.slice(2);
const SEEDS = ["13", "42", "87"];

const figures = {};
for (const [name, language] of [["banking77", "en"], ["clinc150", "en"], ["massive_en_us", "en"], ["massive_zh_cn", "zh"]]) {
  const table = (await readFile(`${data}/${name}/data.tsv`, "utf8")).trimEnd().split("\n").slice(1);
  const rows = new Map(table.map((line) => line.split("\t")).map(([id, split, text, intent]) => [id, { split, text, intent }]));
  const shots = JSON.parse(await readFile(`${data}/${name}/fewshot.json`, "utf8"))["10"];
  const test = [...rows.values()].filter((row) => row.split === "test" && row.intent !== "oos");
  let accuracy = 0;
  let queryMs = 0;
  for (const seed of SEEDS) {
    const manager = new NlpManager({ languages: [language], nlu: { log: false }, autoSave: false, forceNER: false });
    for (const id of shots[seed]) manager.addDocument(language, rows.get(id).text, rows.get(id).intent);
    await manager.train();
    const began = performance.now();
    let right = 0;
    for (const { text, intent } of test) {
      const { classifications } = await manager.process(language, text);
      if (classifications[0]?.intent === intent) right += 1;
    }
    queryMs += (performance.now() - began) / test.length / SEEDS.length;
    accuracy += (100 * right) / test.length / SEEDS.length;
  }
  figures[`nlpjs_${name}_shot10_acc`] = Number(accuracy.toFixed(4));
  figures[`nlpjs_${name}_query_ms`] = Number(queryMs.toFixed(4));
  console.error(name, accuracy.toFixed(2), `${queryMs.toFixed(2)} ms`);
}
console.log(JSON.stringify(figures));
