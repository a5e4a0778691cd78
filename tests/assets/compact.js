// Packs layouts with the browser's script: JSON [{positions, columns}] from standard input, the results to standard output.
import { readFileSync } from "node:fs";

import { load } from "./browser.js";

const grid = load(["00-grid-layout.js"]).panorama.gridLayout;
const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(({ positions, columns }) => grid.compact(positions, columns))));
