import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { nodeBuiltIns } from "./node-built-ins.ts";

const SOURCE = join("src", "containers", "late-decoders.ts");
const FILE = "packed.cjs";
/** What the file exports. A scan waits for no promise where it opens archives, so it cannot be imported late. */
const EXPORTS = ["sevenZipMembers", "unpackStream"];

const STUB = [
  "let loaded;",
  `const load = () => (loaded ??= process.getBuiltinModule("node:module").createRequire(__filename)("./${FILE}"));`,
  ...EXPORTS.map((name) => `export const ${name} = (...args) => load().${name}(...args);`),
].join("\n");

/** Has the bundle read what opens archives that few repositories have when a file first asks for it. */
export const lateDecoders: Plugin = {
  name: "late-decoders",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]containers[\\/]late-decoders\.ts$/ }, () => ({ contents: STUB, loader: "js" }));
  },
};

/** Makes that file in `folder`. */
export async function bundleDecoders(root: string, folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [SOURCE],
    outfile: join(folder, FILE),
    format: "cjs",
    platform: "node",
    target: "node22.18",
    bundle: true,
    charset: "ascii",
    logLevel: "silent",
    plugins: [nodeBuiltIns],
  });
}
