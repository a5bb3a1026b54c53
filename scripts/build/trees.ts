import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, transform } from "esbuild";
import { packageFolders } from "./bundle.ts";

/** Packages of grammars, each with a file of WebAssembly of the same name. */
const GRAMMARS = ["tree-sitter-python", "tree-sitter-go", "tree-sitter-java"];
const RUNTIME = "web-tree-sitter";

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
 * Makes what reads syntax trees, in `folder`: `trees.cjs`, what parses JavaScript and TypeScript, and the grammars with what runs them.
 * Gives the folders of the packages in it, relative to `root`.
 */
export async function bundleTrees(root: string, folder: string): Promise<readonly string[]> {
  const sourceOf = (name: string): string => join(root, "src", "trees", name);
  const trees = { ...FORM, entryPoints: [sourceOf("trees.ts")], outfile: join(folder, "trees.cjs") };
  // Nearly all of it is TypeScript's compiler, which is ten megabytes as written.
  const estree = { ...FORM, entryPoints: [sourceOf("parse-javascript.ts")], outfile: join(folder, "estree.cjs") };
  const made = [
    await build({ ...trees, absWorkingDir: root }),
    await build({ ...estree, absWorkingDir: root, minify: true }),
  ];
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
  const bundled = made.flatMap(({ metafile }) => packageFolders(Object.keys(metafile?.inputs ?? {})));
  return [...bundled, ...[...GRAMMARS, RUNTIME].map((name) => `node_modules/${name}`)];
}
