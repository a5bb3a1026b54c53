import { defineConfig } from "vitest/config";

const SCENARIOS = "test/scenarios/**/*.test.ts";

export default defineConfig({
  test: {
    // A test kept with .only would silence all others.
    allowOnly: false,
    // A snapshot that writes itself accepts itself.
    update: "none",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [SCENARIOS],
          setupFiles: ["test/no-console.ts"],
          // Some tests run git or a linter, on machines of two cores.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "scenarios",
          include: [SCENARIOS],
          setupFiles: ["test/no-console.ts"],
          globalSetup: ["test/scenarios/pack-once.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
