import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type BuildFailure, build, type Metafile } from "esbuild";
import { BuildError } from "./build-error.ts";
import { lateDecoders } from "./late-decoders.ts";
import { type Form, type Merged, mergeParts } from "./merge-parts.ts";
import { nodeBuiltIns } from "./node-built-ins.ts";

const FORM: Form = {
  format: "esm",
  platform: "node",
  target: "node22.18",
  // Not minified: what is published can be read and compared, and stacks name real functions.
  minify: false,
  charset: "utf8",
  // Node 20 has them, which esbuild does not know: it would make each pattern with the flag `v` anew wherever it is used.
  supported: { "regexp-set-notation": true },
  legalComments: "eof",
  logLevel: "silent",
};

export interface BundleOptions {
  /** Other entries, by the names of their files without an extension; they share what they can with the first. */
  readonly more?: Readonly<Record<string, string>>;
  /** What comes late, or is an entry, and is put together into one file each. */
  readonly late?: readonly Merged[];
}

/**
 * Bundles `entry` with all its packages into `folder`/sealint.cjs, which is all that a start reads; what the sources import
 * late stays apart. Gives the folders of the bundled packages, relative to `root`, sorted.
 */
export async function bundle(
  root: string,
  entry: string,
  folder: string,
  { more = {}, late = [] }: BundleOptions = {},
): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const result = await build({
    ...FORM,
    absWorkingDir: root,
    entryPoints: { sealint: entry, ...more },
    outdir: folder,
    bundle: true,
    splitting: true,
    outExtension: { ".js": ".cjs" },
    write: false,
    chunkNames: "[name]-[hash]",
    // CommonJS builds of packages that also have ESM are larger and cannot be shaken.
    mainFields: ["module", "main"],
    conditions: ["module", "import"],
    define: { SEALINT_VERSION: JSON.stringify(version) },
    plugins: [nodeBuiltIns, lateDecoders],
    metafile: true,
  }).catch((error: BuildFailure) => {
    if (!Array.isArray(error.errors)) throw error;
    throw new BuildError(
      error.errors.map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text)),
    );
  });
  if (result.warnings.length > 0)
    throw new BuildError(result.warnings.map(({ text, location }) => `${location?.file}: ${text}`));
  const lost = lateCommonJs(result.metafile);
  if (lost.length > 0) throw new BuildError(lost);
  const pathOf = (path: string): string => relative(root, path).replaceAll("\\", "/");
  const files = new Map(result.outputFiles.map((file) => [pathOf(file.path), file]));
  const start: Merged = { name: "sealint.cjs", entries: [pathOf(entry)] };
  const texts = await mergeParts({ files, metafile: result.metafile }, FORM, [start, ...late]);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
  return packageFolders(Object.keys(result.metafile.inputs));
}

/** Late imports of CommonJS files: the bundle would give them no named exports, unlike Node. */
function lateCommonJs({ inputs }: Metafile): string[] {
  return Object.entries(inputs).flatMap(([from, { imports }]) =>
    imports
      .filter(({ kind, path }) => kind === "dynamic-import" && inputs[path]?.format === "cjs")
      .map(
        ({ path }) => `${from}: imports ${path} late, which is CommonJS; import a file of ours late that imports it`,
      ),
  );
}

/** Folders of packages that the paths lie in: `node_modules/yaml`, `node_modules/@scope/name`. */
export function packageFolders(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}
