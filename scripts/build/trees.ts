import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, transform } from "esbuild";
import { packageFolders } from "./bundle.ts";

/** Packages of grammars, each with a file of WebAssembly of the same name. */
const GRAMMARS = ["tree-sitter-python", "tree-sitter-go", "tree-sitter-java"];
const RUNTIME = "web-tree-sitter";
/** Parses JavaScript and TypeScript. The same for all machines: its builds for single ones cannot be bundled, and crash where code nests deep. */
const OXC = { name: "oxc-parser", file: "parser.wasm32-wasip1.wasm" };

const FORM: BuildOptions = {
  format: "cjs",
  platform: "node",
  target: "node22.18",
  bundle: true,
  // Node reads that fastest, and nothing of what is loaded late shares parts with it.
  charset: "ascii",
  legalComments: "none",
  logLevel: "silent",
  mainFields: ["module", "main"],
  metafile: true,
};

/**
 * Makes what reads syntax trees, in `folder`: `trees.cjs`, the parser of JavaScript and TypeScript, and the grammars with what runs them.
 * Gives the folders of the packages in it, relative to `root`.
 */
export async function bundleTrees(root: string, folder: string): Promise<readonly string[]> {
  const trees = { ...FORM, entryPoints: [join(root, "src", "trees", "trees.ts")], outfile: join(folder, "trees.cjs") };
  const { metafile } = await build({ ...trees, absWorkingDir: root });
  const packages = join(root, "node_modules");
  // Not a module of its own: it runs in a context of its own, see src/trees/open-grammar.ts.
  const runtime = readFileSync(join(packages, RUNTIME, `${RUNTIME}.cjs`), "utf8").replace(
    /^\/\/# sourceMappingURL=.*$/m,
    "",
  );
  const { code } = await transform(runtime, { minify: true, legalComments: "none", target: "node22.18" });
  writeFileSync(join(folder, `${RUNTIME}.txt`), code);
  for (const name of [...GRAMMARS, RUNTIME])
    copyFileSync(join(packages, name, `${name}.wasm`), join(folder, `${name}.wasm`));
  copyFileSync(join(packages, OXC.name, OXC.file), join(folder, `${OXC.name}.wasm`));
  const bundled = packageFolders(Object.keys(metafile?.inputs ?? {}));
  return [...bundled, ...[...GRAMMARS, RUNTIME, OXC.name].map((name) => `node_modules/${name}`)];
}
