import type { KnipConfig } from "knip";

export default {
  entry: [
    "src/cli/main.ts",
    "src/cli/action/main.ts",
    "src/trees/trees.ts",
    "assembly/kernel.ts",
    "assembly/unpack/unpack.ts",
    "scripts/*.{ts,mjs}",
    "bench/*.ts",
    "test/**/*.test.ts",
  ],
  project: ["**/*.{js,mjs,ts}", "!dist/**", "!fixtures/**"],
  ignoreDependencies: [
    // Scripts run these by their path.
    "@biomejs/biome",
    "assemblyscript",
    "markdownlint-cli2",
    "oxlint",
    "oxlint-tsgolint",
    // The build takes files of these.
    "oxc-parser",
    "tree-sitter-go",
    "tree-sitter-java",
    "tree-sitter-python",
    "web-tree-sitter",
  ],
  // Programs of the system that tests make their cases with.
  ignoreBinaries: ["mkfifo", "script"],
  // A type that an exported one is made of needs no importer of its own.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;
