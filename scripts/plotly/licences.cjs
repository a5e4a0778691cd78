// Print the licences of the packages in a bundle, by esbuild's metafile. Runs in the folder of node_modules.
const { existsSync, readdirSync, readFileSync } = require("node:fs");

const inputs = Object.keys(JSON.parse(readFileSync("meta.json", "utf8")).inputs);
const names = new Set(inputs.map((path) => (/.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) || [])[1]).filter(Boolean));

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const file = existsSync(folder) && readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file) return readFileSync(`${folder}/${file}`, "utf8").trim();
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return `${about.license}, ${typeof about.author === "string" ? about.author : (about.author || {}).name || ""}`;
}

[...names].sort().forEach((name) => console.log(`${name}\n${"-".repeat(name.length)}\n\n${licenceOf(name)}\n\n`));
