import { posix } from "node:path";
import { build, type Metafile, type OutputFile, type Plugin, type TransformOptions, transform } from "esbuild";
import { BuildError } from "./build-error.ts";

/** What esbuild made: files by their paths, relative to the folder of the sources, and what it says of them. */
export interface Output {
  readonly files: ReadonlyMap<string, OutputFile>;
  readonly metafile: Metafile;
}

// The global of this name brings a whole module of Node with it when it is touched first. All files have the same clock, so
// that times can be passed between them.
const CLOCK = `const performance = {
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000 + nanoseconds / 1_000_000;
  },
};`;

/** How all files are written. */
export type Form = Pick<
  TransformOptions,
  "format" | "supported" | "platform" | "target" | "minify" | "charset" | "legalComments" | "logLevel"
>;

/** What is loaded late is required, too, but as late: `import()` gives a promise either way. */
const commonJs = (form: Form) =>
  ({ ...form, format: "cjs", supported: { ...form.supported, "dynamic-import": false } }) as const;

/** Where a module lies, as CommonJS says it. */
const OWN_PLACE = { "import.meta.filename": "__filename", "import.meta.dirname": "__dirname" };

/** A file that is made of several: everything that its entries need at once, and no file before it holds. */
export interface Merged {
  readonly name: string;
  /** Sources whose files are entered, relative to the folder of the sources. */
  readonly entries: readonly string[];
}

/**
 * Puts what is needed together into one file: each file less is a look-up less at every start. Gives the texts of all files
 * by their names; what is loaded late finds the parts that it shares with merged files in these. A merged file with the name
 * of an entry exports what that does. All are CommonJS: Node takes far longer to get ready for a module.
 */
export async function mergeParts({ files, metafile }: Output, options: Form, merged: readonly Merged[]) {
  const texts = new Map([...files].map(([path, { text }]) => [posix.basename(path), text]));
  const made = new Map<string, string>();
  const exportsOf = (part: string): readonly string[] =>
    Object.entries(metafile.outputs).find(([path]) => posix.basename(path) === part)?.[1].exports ?? [];
  /** Merged files by the names of the parts that they hold. */
  const holders = new Map<string, string>();
  for (const { name, entries } of merged) {
    const parts = neededAtOnce(entryFiles(entries, metafile), metafile).filter((part) => !holders.has(part.name));
    const isStart = (part: Part): boolean => part.name === name;
    const shared = parts.filter((part) => !isStart(part) && part.exports.length > 0);
    const lines = [
      ...parts.filter(isStart).map((part) => `export { ${part.exports.join(", ")} } from "./${part.name}";`),
      ...shared.map((part) => `export * as ${variableOf(part.name)} from "./${part.name}";`),
    ];
    const held = new Map([...holders].map(([part, holder]) => [part, takenFrom(part, holder, exportsOf(part))]));
    const { outputFiles } = await build({
      ...commonJs(options),
      stdin: { contents: lines.join("\n"), resolveDir: "/" },
      charset: "ascii",
      banner: { js: [CLOCK, ...[...new Set(holders.values())].map(requireHolder)].join("\n") },
      bundle: true,
      write: false,
      define: OWN_PLACE,
      plugins: [madeFiles(texts, held)],
    });
    for (const part of parts) {
      holders.set(part.name, name);
      if (!isStart(part))
        made.set(
          part.name,
          part.exports.length === 0 ? "" : `module.exports = require("./${name}").${variableOf(part.name)};\n`,
        );
    }
    made.set(name, inAscii(withLateExports(outputFiles?.[0]?.text ?? "", name), name));
  }
  for (const [name, text] of texts) {
    if (!made.has(name))
      made.set(name, (await transform(text, { ...commonJs(options), banner: CLOCK, define: OWN_PLACE })).code);
  }
  return made;
}

const variableOf = (name: string): string => name.replaceAll(/\W/g, "_");
/** Once for all parts: each call looks for the file. */
const requireHolder = (holder: string): string => `const ${variableOf(holder)} = require("./${holder}");`;

/** A module that exports what a part does, out of the merged file that holds it. */
function takenFrom(part: string, holder: string, names: readonly string[]): string {
  const lines = names.map((name, at) => `const _${at} = ${variableOf(holder)}.${variableOf(part)}.${name};`);
  const exported = names.map((name, at) => `_${at} as ${name}`);
  return [...lines, `export { ${exported.join(", ")} };`].join("\n");
}

const PART_EXPORTS = /^var (\w+_exports) = \{\};\n__export\(\1, (\{[^{}]*\})\);$/gm;
const OWN_EXPORTS = /^var stdin_exports = \{\};\n__export\(stdin_exports, \{([^{}]*)\}\);\nmodule\.exports = .*$/m;

/**
 * What a merged file exports is put together when another file asks for it: a thousand getters that nobody looks at take one and a half
 * milliseconds of each start.
 */
function withLateExports(text: string, name: string): string {
  const own = OWN_EXPORTS.exec(text);
  if (own === null) throw new BuildError([`${name}: its exports are not written as they were: see merge-parts.ts`]);
  const getters = (own[1] ?? "")
    .replaceAll(/^ {2}(\w+): \(\) => (\w+_exports)(,?)$/gm, "  get $1() { return $2(); }$3")
    .replaceAll(/^ {2}(\w+): \(\) => (\w+)(,?)$/gm, "  get $1() { return $2; }$3");
  if (getters.includes("=>")) throw new BuildError([`${name}: an export is not written as others: ${getters}`]);
  return text
    .replace(own[0], () => `module.exports = {${getters}};`)
    .replaceAll(PART_EXPORTS, (_, variable: string, parts: string) =>
      [
        `function ${variable}() {`,
        `  return ${variable}.made ??= (() => { const made = {}; __export(made, ${parts}); return made; })();`,
        "}",
      ].join("\n"),
    );
}

const BEYOND_ASCII = /[^\x00-\x7f]/g;
const COMMENT_LINE = /^\s*(?:\/\/|\/?\*).*$/gm;

/** Each start reads this text, a byte a character. esbuild has written escapes, but not in comments and patterns. */
function inAscii(text: string, name: string): string {
  const far = text.replaceAll(COMMENT_LINE, "").match(BEYOND_ASCII);
  if (far !== null)
    throw new BuildError([`${name}: escapes should stand for characters beyond ASCII: ${far.join("")}`]);
  return text.replaceAll(BEYOND_ASCII, "?");
}

/** A file that esbuild made. */
interface Part {
  readonly name: string;
  readonly exports: readonly string[];
}

/** Paths of the files that were made of sources. */
function entryFiles(sources: readonly string[], { outputs }: Metafile): readonly string[] {
  return sources.map((source) => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    if (found === undefined) throw new BuildError([`${source}: is neither the entry nor imported late`]);
    return found[0];
  });
}

/** Some files and all that they import, directly or not, other than late. */
function neededAtOnce(entries: readonly string[], { outputs }: Metafile): readonly Part[] {
  const found = new Set(entries);
  for (const path of found) {
    for (const { path: other, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) found.add(other);
    }
  }
  return [...found].map((path) => ({ name: posix.basename(path), exports: outputs[path]?.exports ?? [] }));
}

/** Reads files from memory; late imports stay as they are. What is held by a merged file already has another text here. */
function madeFiles(texts: ReadonlyMap<string, string>, held: ReadonlyMap<string, string>): Plugin {
  return {
    name: "made-files",
    setup(building) {
      building.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
        kind === "dynamic-import" ? { path, external: true } : { path: path.slice(2), namespace: "made" },
      );
      building.onLoad({ filter: /./, namespace: "made" }, ({ path }) => ({
        contents: held.get(path) ?? texts.get(path) ?? "",
      }));
    },
  };
}
