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

/**
 * Puts all that the entry needs at once into one file: each file less is a look-up less at every start. Gives the texts of
 * all files by their names; what is loaded late finds the parts that it shares with the entry in it. All are CommonJS:
 * Node takes far longer to get ready for a module.
 */
export async function mergeStart(entry: string, { files, metafile }: Output, options: Form) {
  const needed = neededAtOnce(entry, metafile);
  const parts = needed.filter((path) => path !== entry);
  const nameOf = (path: string): string => posix.basename(path);
  const start = nameOf(entry);
  const variableOf = (path: string): string => nameOf(path).replaceAll(/\W/g, "_");
  const exportsOf = (path: string): readonly string[] => metafile.outputs[path]?.exports ?? [];
  const shared = parts.filter((part) => exportsOf(part).length > 0);
  const lines = [
    `export { ${exportsOf(entry).join(", ")} } from "./${nameOf(entry)}";`,
    ...shared.map((part) => `export * as ${variableOf(part)} from "./${nameOf(part)}";`),
  ];
  const texts = new Map([...files].map(([path, { text }]) => [nameOf(path), text]));
  const { outputFiles } = await build({
    ...commonJs(options),
    stdin: { contents: lines.join("\n"), resolveDir: "/" },
    charset: "ascii",
    banner: { js: CLOCK },
    bundle: true,
    write: false,
    define: { "import.meta.filename": "__filename", "import.meta.dirname": "__dirname" },
    plugins: [madeFiles(texts)],
  });
  for (const [name, text] of texts) {
    texts.set(name, (await transform(text, { ...commonJs(options), banner: CLOCK })).code);
  }
  for (const part of parts) {
    const text = exportsOf(part).length === 0 ? "" : `module.exports = require("./${start}").${variableOf(part)};\n`;
    texts.set(nameOf(part), text);
  }
  return texts.set(start, inAscii(outputFiles?.[0]?.text ?? "", start));
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

/** The entry and all that it imports, directly or not, other than late. */
function neededAtOnce(entry: string, { outputs }: Metafile): readonly string[] {
  const found = new Set([entry]);
  for (const path of found) {
    for (const { path: other, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) found.add(other);
    }
  }
  return [...found];
}

/** Reads files from memory; late imports stay as they are. */
function madeFiles(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: "made-files",
    setup(building) {
      building.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
        kind === "dynamic-import" ? { path, external: true } : { path: path.slice(2), namespace: "made" },
      );
      building.onLoad({ filter: /./, namespace: "made" }, ({ path }) => ({ contents: texts.get(path) ?? "" }));
    },
  };
}
