// Builds what the pages load, from the packages that set-up has installed, into a folder that git ignores:
//
//   base.css        Designsystemet's components that we use, and our own theme (frontend/theme.json)
//   suggestion.css  the look of choosing by typing: only on pages that have such a field
//   samverka.js     the few behaviours of Designsystemet that we use, and our own
//   suggestion.js   choosing by typing: only on pages that have such a field
//   htmx.min.js     as published
//   sweden.json     the outline of Sweden (frontend/map.mjs)
//   licences.txt    the licences of all that is in these files
//   *.gz, *.br      the same, compressed once and for all: WhiteNoise sends what the browser can read
//
// Usage: node frontend/build.mjs [folder]    No network. Prints each file with its size as sent.
// Stops when a colour pair of the theme can't be read, or when the first visit would grow too heavy.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, transformSync } from "esbuild";
import { buildMap } from "./map.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const packages = join(root, "node_modules");
const target = process.argv[2] ?? join(root, "src/samverka/web/static/built");
const require = createRequire(import.meta.url);
const working = mkdtempSync(join(tmpdir(), "samverka-frontend-"));

// A part of Designsystemet's style sheet is known by its first class. We leave out what no page of ours uses.
const LEFT_OUT = ["chip", "dropdown", "tabs", "toggle-group", "tooltip", "skeleton", "avatar", "avatar-stack", "textfield"];
const ONLY_WHERE_USED = ["search"]; // the part that holds search and suggestion
const KB = 1000;
const HEAVIEST = { "base.css": 27 * KB, "samverka.js": 6 * KB, "htmx.min.js": 14 * KB, "suggestion.js": 10 * KB };

function componentParts() {
  const sheet = readFileSync(join(packages, "@digdir/designsystemet-css/dist/src/index.css"), "utf8");
  const parts = [];
  let [depth, start, quote] = [0, 0, ""];
  for (let i = 0; i < sheet.length; i += 1) {
    const character = sheet[i];
    if (quote) {
      if (character === "\\") i += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth += 1;
    else if ((character === "}" && (depth -= 1) === 0) || (character === ";" && depth === 0)) {
      parts.push(sheet.slice(start, i + 1));
      start = i + 1;
    }
  }
  return parts.map((css) => ({ css, name: nameOf(css) }));
}

function nameOf(css) {
  if (css.includes("[data-tooltip]")) return "tooltip";
  return /\.ds-([a-z]+(?:-[a-z]+)*)/.exec(css)?.[1] ?? "";
}

function theme() {
  const cli = join(packages, "@digdir/designsystemet/dist/bin/designsystemet.js");
  const run = (...words) => execFileSync(process.execPath, [cli, "tokens", ...words], { cwd: working, stdio: "pipe" });
  copyFileSync(join(here, "theme.json"), join(working, "theme.json"));
  run("create", "--config", "theme.json");
  run("build", "--config", "theme.json", "--tokens", "tokens", "--out-dir", "css");
  return readFileSync(join(working, "css/samverka.css"), "utf8");
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// WCAG 2.2: 4.5 for text (1.4.3), 3 for what a control is known by (1.4.11).
function checkContrast(css) {
  for (const scheme of ["light", "dark"]) {
    const layer = css.slice(css.indexOf(`@layer ds.theme.color-scheme.${scheme}`));
    const colour = (name) => new RegExp(`--ds-color-${name}: *(#[0-9a-fA-F]{6})`).exec(layer)[1];
    const pairs = [];
    for (const name of ["accent", "brass", "danger", "success", "warning", "info", "neutral"]) {
      for (const ground of [`${name}-surface-tinted`, "neutral-background-default", "neutral-background-tinted", "neutral-surface-default", "neutral-surface-tinted"]) {
        pairs.push([`${name}-text-default`, ground, 4.5], [`${name}-text-subtle`, ground, 4.5]);
      }
      pairs.push([`${name}-base-contrast-default`, `${name}-base-default`, 4.5]);
      pairs.push([`${name}-border-default`, "neutral-background-default", 3]);
    }
    const weak = pairs
      .map(([text, ground, least]) => ({ text, ground, least, is: contrast(colour(text), colour(ground)) }))
      .filter(({ is, least }) => is < least);
    for (const { text, ground, least, is } of weak) {
      console.error(`contrast, ${scheme}: ${text} on ${ground} is ${is.toFixed(2)}, must be ${least}`);
    }
    if (weak.length) process.exitCode = 1;
  }
}

const minified = (css) => transformSync(css, { loader: "css", minify: true, legalComments: "none" }).code;

async function bundle(name) {
  const { metafile } = await build({
    entryPoints: [join(here, name)],
    outfile: join(working, "out", name),
    bundle: true,
    minify: true,
    format: "iife", // works with and without type="module", and leaves no global names behind
    target: "es2022",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}

function licences(inputs) {
  const names = new Set(["@digdir/designsystemet-css", "htmx.org", "world-atlas"]);
  for (const input of inputs) {
    const inside = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (inside) names.add(inside[1]);
  }
  const texts = [...names].sort().map((name) => {
    const folder = join(packages, name);
    const { version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}. Author: ${author?.name ?? author ?? "see the package"}`;
    return `${name} ${version} (${license})\n\n${text}`;
  });
  for (const input of inputs) {
    const carried = /_vendors\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (carried) texts.push(`${carried[1]} (open source, carried inside @digdir/designsystemet-web; its licence: see that project)`);
  }
  return `${texts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}

const out = join(working, "out");
mkdirSync(out);
const ours = theme();
checkContrast(ours);
const parts = componentParts();
const kept = parts.filter(({ name }) => !LEFT_OUT.includes(name) && !ONLY_WHERE_USED.includes(name));
const rare = parts.filter(({ name }) => ONLY_WHERE_USED.includes(name));
if (!rare.length) throw new Error("Designsystemet's style sheet has no part for search and suggestion any longer");
// The licence asks to be named in what is sent.
const notice = "/* Designsystemet, MIT. See licences.txt */\n";
writeFileSync(join(out, "base.css"), notice + minified(ours + kept.map(({ css }) => css).join("\n")));
writeFileSync(join(out, "suggestion.css"), notice + minified(rare.map(({ css }) => css).join("\n")));
const inputs = [...(await bundle("samverka.js")), ...(await bundle("suggestion.js"))];
const htmx = readFileSync(join(packages, "htmx.org/dist/htmx.min.js"), "utf8");
writeFileSync(join(out, "htmx.min.js"), htmx.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
buildMap(join(out, "sweden.json"));
writeFileSync(join(out, "licences.txt"), licences(inputs));

for (const name of readdirSync(out).sort()) {
  const content = readFileSync(join(out, name));
  const [gz, br] = [gzipSync(content, { level: 9 }), brotliCompressSync(content)];
  const sent = gz.length; // the poorest browser's weight
  const [shown, shownBr, whole] = [sent, br.length, content.length].map((size) => (size / KB).toFixed(1).padStart(6));
  console.log(`  ${name.padEnd(16)} ${shown} kB with gzip, ${shownBr} kB with brotli, ${whole} kB whole`);
  writeFileSync(join(out, `${name}.gz`), gz);
  writeFileSync(join(out, `${name}.br`), br);
  if (sent > (HEAVIEST[name] ?? Infinity)) {
    console.error(`  ${name} must stay within ${HEAVIEST[name] / KB} kB`);
    process.exitCode = 1;
  }
}
if (!process.exitCode) {
  // File by file and by renaming, since a server may be reading them. A temporary folder may lie on another disk.
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(out)) {
    const arriving = join(target, `.${name}.new`);
    copyFileSync(join(out, name), arriving);
    renameSync(arriving, join(target, name));
  }
  for (const name of readdirSync(target)) if (!existsSync(join(out, name))) rmSync(join(target, name));
}
rmSync(working, { recursive: true });
