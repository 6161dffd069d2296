import "reflect-metadata";
import { n as sdlOf, t as makeSchema } from "./assets/schema-p_xMN2RL.js";
import { writeFileSync } from "node:fs";
// src/print-schema.ts
var [, , file] = process.argv;
if (file === void 0) {
	console.error("Say where to write the schema: print-schema FILE");
	process.exit(1);
}
writeFileSync(file, sdlOf(makeSchema()));
export {};

//# sourceMappingURL=print-schema.js.map