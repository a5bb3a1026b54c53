import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "esbuild";
import { BuildError } from "./build-error.ts";

const POLICIES = /[\\/]src[\\/]policies[\\/][a-z-]+[\\/][^\\/]+\.ts$/;
const DEFINED = /^export const \w+ = definePolicy\(\{$/m;
const EXAMPLES = /^ {2}examples: (\{\n[^]*?\n {2}\}),$/m;

/**
 * Has policies make their examples when somebody asks for them: they are a fifth of what reads pipelines, and each scan would load them.
 * They are told by the form that the formatter gives them.
 */
export const lateExamples: Plugin = {
  name: "late-examples",
  setup(build) {
    build.onLoad({ filter: POLICIES }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!DEFINED.test(source)) return undefined;
      const contents = source.replace(EXAMPLES, "  get examples() {\n    return $1;\n  },");
      if (contents === source)
        throw new BuildError([
          `${relative(process.cwd(), path)}: its examples are not written as others: see late-examples.ts`,
        ]);
      return { contents, loader: "ts" };
    });
  },
};
