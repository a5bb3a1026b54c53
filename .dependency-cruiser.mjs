// The direction of the imports, checked by test/fences.test.ts. docs/architecture.md tells the stages.

const source = (...folders) => `^src/(${folders.join("|")})/`;

/** What a stage may read beside `core` and itself. Whatever is not named here may read nothing more. */
const OTHER_STAGES = {
  config: ["catalogue", "documents", "own-policies"],
  dashboard: ["reporters"],
  decoders: ["containers"],
  fix: ["platforms", "policies"],
  flows: ["platforms"],
  git: ["files"],
  history: ["containers", "files", "git"],
  hooks: ["files", "git"],
  inventory: ["documents"],
  migrate: ["catalogue", "documents"],
  policies: ["flows", "platforms"],
  sources: ["containers", "files", "git"],
};

/** Folders that put stages together, and are therefore no stages. */
const ASSEMBLY = ["engine", "cli"];

const WITH_FILES = source("files", "git", "history-store", "hooks", "sources", "config", "cli");

const NODE_BUILT_INS = "^(node:)?";

export default {
  forbidden: [
    {
      name: "core-imports-nothing",
      comment: "src/core holds the contracts. Put what needs more than node:buffer into the stage that uses it.",
      severity: "error",
      from: { path: source("core") },
      to: { pathNot: [source("core"), `${NODE_BUILT_INS}buffer$`] },
    },
    {
      name: "stage-imports-core-and-itself",
      comment:
        "A stage does not know the others. Pass what it needs in as an argument (the engine does), or, if it is a contract, move it to src/core.",
      severity: "error",
      from: { path: "^src/([^/]+)/", pathNot: source("core", ...ASSEMBLY, ...Object.keys(OTHER_STAGES)) },
      to: { path: "^src/", pathNot: [source("core"), "^src/$1/"] },
    },
    ...Object.entries(OTHER_STAGES).map(([stage, others]) => ({
      name: `${stage}-imports-${others.join("-and-")}`,
      comment: `src/${stage} reads src/core and src/${others.join(", src/")}. Pass anything else in as an argument.`,
      severity: "error",
      from: { path: source(stage) },
      to: { path: "^src/", pathNot: source("core", stage, ...others) },
    })),
    {
      name: "engine-knows-no-edges",
      comment:
        "The engine turns units into a report. Settings come to it resolved, and the command line hands the report on.",
      severity: "error",
      from: { path: source("engine") },
      to: { path: source("config", "reporters", "cli") },
    },
    {
      name: "cli-imports-the-edges",
      comment: "src/cli reads arguments and prints. What it wants of a stage in the middle, the engine should offer.",
      severity: "error",
      from: { path: source("cli") },
      to: {
        path: "^src/",
        pathNot: source(
          "core",
          "cli",
          "engine",
          "config",
          "files",
          "git",
          "history",
          "history-store",
          "dashboard",
          "hooks",
          "sources",
          "reporters",
          "suppressions",
          "inventory",
          "catalogue",
          "migrate",
        ),
      },
    },
    {
      name: "files-at-the-edges",
      comment:
        "Files are for src/files, src/git, src/history-store, src/hooks, src/sources, src/config and src/cli. Elsewhere take bytes or text as an argument.",
      severity: "error",
      from: { path: "^src/", pathNot: WITH_FILES },
      to: { path: `${NODE_BUILT_INS}(fs|fs/promises|child_process)$` },
    },
    {
      name: "databases-in-history-store",
      comment:
        "Databases are for src/history-store, which knows when to leave one alone. Ask it for what is remembered.",
      severity: "error",
      from: { path: "^src/", pathNot: source("history-store") },
      to: { path: `${NODE_BUILT_INS}sqlite$` },
    },
    {
      name: "no-network",
      comment: "sealint reads what it is given and talks to nobody. There is no place for this import.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: `${NODE_BUILT_INS}(http|https|http2|net|tls|dgram|dns|dns/promises|inspector)$` },
    },
    {
      name: "src-stands-alone",
      comment: "What is published cannot read tests, scripts or benchmarks. Move what is shared into src.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|scripts|bench|bin|fixtures)/" },
    },
    {
      name: "no-circle",
      comment: "Two files that import each other are one idea in two places. Move the shared part into a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment:
        "The import leads nowhere. Mend its path, or add the package to devDependencies (everything is bundled).",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "declared-package",
      comment: "The package is not in package.json, and would vanish with the one that brought it. Declare it.",
      severity: "error",
      from: { path: "^(src|scripts|test)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    // Types count: a contract that leads the wrong way is a wrong contract.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
