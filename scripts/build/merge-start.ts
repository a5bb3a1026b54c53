import { basename, posix } from "node:path";
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from "esbuild";

/** What esbuild made: files by their paths, relative to the folder of the sources, and what it says of them. */
export interface Output {
  readonly files: ReadonlyMap<string, OutputFile>;
  readonly metafile: Metafile;
}

// The global of the first name brings a whole module of Node with it when it is touched first.
const START = `const performance = {
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1_000 + nanoseconds / 1_000_000;
  },
};
const startUrl = require("node:url").pathToFileURL(__filename).href;`;

/**
 * Puts all that the entry needs at once into one file, as CommonJS: each file less is a look-up less at every start, and
 * Node takes longer over a module. Gives the texts of all files by their names; what is loaded late finds the parts that it
 * shares with the entry in it.
 */
export async function mergeStart(entry: string, { files, metafile }: Output, options: BuildOptions) {
  const needed = neededAtOnce(entry, metafile);
  const parts = needed.filter((path) => path !== entry);
  const nameOf = (path: string): string => posix.basename(path);
  const start = `${basename(entry, ".js")}.cjs`;
  const variableOf = (path: string): string => nameOf(path).replaceAll(/\W/g, "_");
  const exportsOf = (path: string): readonly string[] => metafile.outputs[path]?.exports ?? [];
  const shared = parts.filter((part) => exportsOf(part).length > 0);
  const lines = [
    `export { ${exportsOf(entry).join(", ")} } from "./${nameOf(entry)}";`,
    ...shared.map((part) => `export * as ${variableOf(part)} from "./${nameOf(part)}";`),
  ];
  const texts = new Map([...files].map(([path, { text }]) => [nameOf(path), text]));
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: lines.join("\n"), resolveDir: "/" },
    // A file with a character beyond Latin-1 takes twice the memory, and longer to read.
    charset: "ascii",
    banner: { js: START },
    bundle: true,
    write: false,
    format: "cjs",
    define: { "import.meta.url": "startUrl" },
    plugins: [madeFiles(texts)],
  });
  for (const part of parts) {
    const from = `import start from "./${start}";`;
    const names = `export const { ${exportsOf(part).join(", ")} } = start.${variableOf(part)};`;
    texts.set(nameOf(part), exportsOf(part).length === 0 ? "" : `${from}\n${names}\n`);
  }
  texts.delete(nameOf(entry));
  return texts.set(start, outputFiles?.[0]?.text ?? "");
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
