import type { KnipConfig } from "knip";

export default {
  entry: [
    "src/cli/main.ts",
    "src/cli/action/main.ts",
    "assembly/kernel.ts",
    "assembly/unpack/unpack.ts",
    "scripts/*.{ts,mjs}",
    "bench/*.ts",
    "test/**/*.test.ts",
  ],
  project: ["**/*.{js,mjs,ts}", "!dist/**", "!fixtures/**"],
  // Scripts run these by their path.
  ignoreDependencies: ["@biomejs/biome", "assemblyscript", "markdownlint-cli2", "oxlint", "oxlint-tsgolint"],
  // Programs of the system that tests make their cases with.
  ignoreBinaries: ["mkfifo", "script"],
  // A type that an exported one is made of needs no importer of its own.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;
