// Builds dist/widget.js: one file, without what it does not need. It fetches nothing.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

// tools/widget.py takes the same hash, so that a stale file is found without Node.
const SOURCES = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function hashOfSources() {
  const hash = createHash("sha256");
  for (const path of [...SOURCES, ...files("src")].sort()) {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

// A style sheet becomes a string that a constructable sheet is made of.
const sheets = {
  name: "sheets",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = readFileSync(path, "utf8");
      const { code } = await esbuild.transform(css, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const { outputFiles } = await esbuild.build({
  entryPoints: ["src/main.ts"],
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  minify: true,
  plugins: [sheets],
  target: "es2020",
  write: false,
});
const banner = `/*! amparo-chat sources sha256:${hashOfSources()} */\n`;
writeFileSync("dist/widget.js", banner + outputFiles[0].text);
