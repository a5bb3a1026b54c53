import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import type { ScanArguments } from "../../src/cli/scan-arguments.ts";
import { ScanError } from "../../src/core/errors.ts";

/** As a person would list them. */
const FORMATS =
  "`text`, `json`, `jsonl`, `sarif`, `html`, `markdown`, `github`, `gitlab`, `gitlab-sast`, `codeclimate`, `junit` or `csv`";

const DEFAULTS: ScanArguments = {
  command: "scan",
  paths: ["."],
  ignore: true,
  staged: false,
  wholeFiles: false,
  history: false,
  cache: true,
  stdin: false,
  outputs: [{ format: "text" }],
  rules: [],
  noBaseline: false,
  strictReads: false,
  color: "auto",
  progress: "auto",
};

describe("sealint scan", () => {
  it.each<[line: string, changes: Partial<ScanArguments>]>([
    ["", {}],
    ["src .github", { paths: ["src", ".github"] }],
    ["--fail-on high src", { failOn: "high", paths: ["src"] }],
    ["src --fail-on=never", { failOn: "never", paths: ["src"] }],
    ["--fail-on low --fail-on critical", { failOn: "critical" }],
    ["--min-confidence low --preset all", { minConfidence: "low", preset: "all" }],
    ["--rule a/b --rule c/d", { rules: ["a/b", "c/d"] }],
    ["--files-from list.txt", { filesFrom: "list.txt", paths: [] }],
    ["--files-from - src", { filesFrom: "-", paths: ["src"] }],
    ["--since origin/main", { commits: { by: "since", ref: "origin/main" }, paths: [] }],
    ["--since v1 src", { commits: { by: "since", ref: "v1" }, paths: ["src"] }],
    ["--since v1 --files-from list", { commits: { by: "since", ref: "v1" }, paths: [], filesFrom: "list" }],
    ["--range v1..v2", { commits: { by: "range", ends: "v1..v2" }, paths: [] }],
    ["--ci --fail-on high", { commits: { by: "ci" }, paths: [], failOn: "high" }],
    ["--no-ignore --strict-reads", { ignore: false, strictReads: true }],
    ["--stdin", { stdin: true, paths: [] }],
    ["--stdin --stdin-path a/.env", { stdin: true, stdinPath: "a/.env", paths: [] }],
    ["--inventory secrets.yaml", { inventory: "secrets.yaml" }],
    ["--as-of 2028-02-29", { asOf: "2028-02-29" }],
    ["--color always", { color: "always" }],
    ["--config ci.yaml", { config: "ci.yaml" }],
    ["--baseline old.json", { baseline: "old.json" }],
    ["--no-baseline", { noBaseline: true }],
    ["--progress off", { progress: "off" }],
    ["-f json", { outputs: [{ format: "json" }] }],
    ["-fjson", { outputs: [{ format: "json" }] }],
    ["--format=sarif=a=b.sarif", { outputs: [{ format: "sarif", file: "a=b.sarif" }] }],
    ["-f json -o x.json", { outputs: [{ format: "json", file: "x.json" }] }],
    ["-f json -o -", { outputs: [{ format: "json" }] }],
    ["-f json=- -f text=x", { outputs: [{ format: "json" }, { format: "text", file: "x" }] }],
    ["-f text -f sarif=x", { outputs: [{ format: "text" }, { format: "sarif", file: "x" }] }],
    [
      "-f text -f sarif=x -o y",
      {
        outputs: [
          { format: "text", file: "y" },
          { format: "sarif", file: "x" },
        ],
      },
    ],
    ["-o y", { outputs: [{ format: "text", file: "y" }] }],
    ["-- --odd -f", { paths: ["--odd", "-f"] }],
    ["./-", { paths: ["./-"] }],
  ])("reads `%s`", (line, changes) => {
    expect(parseArguments(["scan", ...line.split(" ").filter(Boolean)])).toEqual({ ...DEFAULTS, ...changes });
  });

  it("takes values and paths with blanks as they are", () => {
    const args = parseArguments(["scan", "my files", "--inventory", "my file.yaml"]);
    expect(args).toEqual({ ...DEFAULTS, paths: ["my files"], inventory: "my file.yaml" });
  });
});

describe("sealint baseline", () => {
  const BASELINE = { scan: DEFAULTS, force: false, prune: false, beside: {} };

  it.each([
    ["create", { command: "baseline create" }],
    ["create src -o old.json --force", { output: "old.json", force: true, scan: { ...DEFAULTS, paths: ["src"] } }],
    ["create --reason Because --until 2028-02-29", { beside: { reason: "Because", until: "2028-02-29" } }],
    ["create --rule a/b --jobs 1", { scan: { ...DEFAULTS, rules: ["a/b"], jobs: 1 } }],
    ["update --prune", { command: "baseline update", prune: true }],
    ["update --baseline a.json", { scan: { ...DEFAULTS, baseline: "a.json" } }],
    ["prune --strict-reads", { command: "baseline prune", scan: { ...DEFAULTS, strictReads: true } }],
  ])("reads `%s`", (line, changes) => {
    const [first = ""] = line.split(" ");
    const args = parseArguments(["baseline", ...line.split(" ")]);
    expect(args).toEqual({ command: `baseline ${first}`, ...BASELINE, ...changes });
  });
});

describe("other commands", () => {
  it.each([
    ["", { command: "help" }],
    ["--help", { command: "help" }],
    ["-h", { command: "help" }],
    ["help", { command: "help" }],
    ["help scan", { command: "help", topic: "scan" }],
    ["scan --help", { command: "help", topic: "scan" }],
    ["scan src -h --fail-on what", { command: "help", topic: "scan" }],
    ["--version", { command: "version" }],
    ["-V", { command: "version" }],
    ["scan --version", { command: "version" }],
    ["init", { command: "init", forge: undefined, hook: undefined, yes: false, dryRun: false }],
    ["init --forge gitlab --no-hook -y", { command: "init", forge: "gitlab", hook: false, yes: true, dryRun: false }],
    ["init --hook --dry-run", { command: "init", forge: undefined, hook: true, yes: false, dryRun: true }],
    ["explain a/b", { command: "explain", rule: "a/b", color: "auto" }],
    ["explain a/b --color never", { command: "explain", rule: "a/b", color: "never" }],
    ["rules list", { command: "rules list", preset: "all", format: "text", color: "auto" }],
    ["rules list --preset strict -f json", { command: "rules list", preset: "strict", format: "json", color: "auto" }],
    ["rules test", { command: "rules test", files: [], color: "auto" }],
    ["rules test a.yaml b.yaml", { command: "rules test", files: ["a.yaml", "b.yaml"], color: "auto" }],
    ["help rules list", { command: "help", topic: "rules list" }],
    ["rules test --help", { command: "help", topic: "rules test" }],
  ])("reads `%s`", (line, args) => {
    expect(parseArguments(line.split(" ").filter(Boolean))).toEqual(args);
  });
});

/** The error that a command line is refused with, as it is printed. */
function refusal(argv: readonly string[]): string {
  try {
    parseArguments(argv);
  } catch (error) {
    if (error instanceof ScanError) return `${error.message}. ${error.hint}`;
    throw error;
  }
  return "accepted";
}

describe("a wrong command line", () => {
  it.each([
    ["scan --fial-on high", "unknown flag `--fial-on`. Did you mean `--fail-on`?"],
    ["scan --bogus", "unknown flag `--bogus`. `sealint scan --help` lists the flags."],
    ["scan --bogus=1", "unknown flag `--bogus`. `sealint scan --help` lists the flags."],
    ["scan -z", "unknown flag `-z`. `sealint scan --help` lists the flags."],
    [
      "scan --baseline a --no-baseline",
      "`--baseline` and `--no-baseline` contradict each other. Leave one of them out.",
    ],
    [
      "baseline",
      "`baseline` is half a command. Write `sealint baseline create`, `sealint baseline update` or `sealint baseline prune`.",
    ],
    [
      "baseline creat",
      "unknown command `baseline creat`. Write `sealint baseline create`, `sealint baseline update` or `sealint baseline prune`.",
    ],
    [
      "baseline create --until soon",
      "`--until` cannot be `soon`. Write a day that exists as year, month and day: 2026-12-31.",
    ],
    [
      "baseline create --reason ...",
      "`--reason` says nothing. Say in words why the findings are accepted, or leave it out.",
    ],
    ["baseline update --stdin", "unknown flag `--stdin`. `sealint baseline update --help` lists the flags."],
    ["scan --stdin=x", "`--stdin` takes no value. Write `--stdin` alone."],
    [
      "scan --fail-on hgih",
      "`--fail-on` cannot be `hgih`. Did you mean `high`? It takes `critical`, `high`, `medium`, `low` or `never`.",
    ],
    ["scan --min-confidence 5", "`--min-confidence` cannot be `5`. It takes `low`, `medium` or `high`."],
    ["scan --preset everything", "`--preset` cannot be `everything`. It takes `recommended`, `strict` or `all`."],
    ["scan --color sometimes", "`--color` cannot be `sometimes`. It takes `auto`, `always` or `never`."],
    ["scan -f xml", `\`--format\` cannot be \`xml\`. It takes ${FORMATS}.`],
    ["scan -f sarfi=x", `\`--format\` cannot be \`sarfi\`. Did you mean \`sarif\`? It takes ${FORMATS}.`],
    ["scan -f json=", "`--format json=` names no file. Write `--format json=FILE`, or `json` alone."],
    [
      "scan -f text -f json",
      "the formats `text` and `json` would both go to standard output. Give all but one a file: `--format json=FILE`.",
    ],
    [
      "scan -f text -f json -o x",
      "the formats `text` and `json` would both go to x. Give all but one a file: `--format json=FILE`.",
    ],
    ["scan -f text=x -f json=x", "two formats would be written to x. Give each a file of its own."],
    ["scan -f text=x -f json -o x", "two formats would be written to x. Give each a file of its own."],
    [
      "scan -f text=x -o y",
      "`--output y` has nothing to write: each format has a file of its own. Leave `--output` out, or add the format that it is for.",
    ],
    ["scan --format", `\`--format\` has no value. Write \`--format NAME[=FILE]\` with ${FORMATS} for NAME.`],
    ["scan --output", "`--output` has no value. Write `--output FILE`."],
    ["scan --output=", "`--output` has no value. Write `--output FILE`."],
    [
      "scan --output --format json",
      "`--output` has no value: `--format` follows it. Write `--output FILE`; begin a file name that starts with a dash with `./`.",
    ],
    [
      "scan --as-of 2026-02-30",
      "`--as-of` cannot be `2026-02-30`. Write a day that exists as year, month and day: 2026-12-31.",
    ],
    [
      "scan --as-of tomorrow",
      "`--as-of` cannot be `tomorrow`. Write a day that exists as year, month and day: 2026-12-31.",
    ],
    [
      "scan --stdin src",
      "`--stdin` and the path `src` cannot be searched at once. Search one after the other, in two runs.",
    ],
    [
      "scan --stdin --files-from list",
      "`--stdin` and `--files-from` cannot be searched at once. Search one after the other, in two runs.",
    ],
    [
      "scan --stdin-path .env",
      "`--stdin-path` says nothing without `--stdin`. Add `--stdin`, or leave `--stdin-path` out.",
    ],
    [
      "scan --since a --range a..b",
      "`--since` and `--range` cannot be searched at once. Search one after the other, in two runs.",
    ],
    [
      "scan --ci --since a",
      "`--since` and `--ci` cannot be searched at once. Search one after the other, in two runs.",
    ],
    ["scan --since a --since b", "`--since` is there twice. Search one after the other, in two runs."],
    [
      "scan --range a..b --staged",
      "`--range` and `--staged` cannot be searched at once. Search one after the other, in two runs.",
    ],
    ["scan --ci --stdin", "`--ci` and `--stdin` cannot be searched at once. Search one after the other, in two runs."],
    [
      "scan --ci --whole-files",
      "`--whole-files` says nothing without `--staged`. Leave it out: of commits, what they add is searched.",
    ],
    ["scan --since", "`--since` has no value. Write `--since REF`."],
    ["baseline create --since a", "unknown flag `--since`. `sealint baseline create --help` lists the flags."],
    ["scan -", "the path `-` is no file. Write `--stdin` to search standard input, or `./-` for a file of that name."],
    ["scna", "unknown command `scna`. Did you mean `scan`?"],
    ["src/app", "unknown command `src/app`. To search a path, write `sealint scan src/app`."],
    ["rules", "`rules` is half a command. Write `sealint rules list` or `sealint rules test`."],
    ["rules --help", "`rules` is half a command. Write `sealint rules list` or `sealint rules test`."],
    ["rules lst", "unknown command `rules lst`. Write `sealint rules list` or `sealint rules test`."],
    ["rules list x", "`x` is more than `sealint rules list` takes. Write `sealint rules list` alone."],
    ["init here", "`here` is more than `sealint init` takes. Write `sealint init` alone."],
    [
      "explain",
      "`sealint explain` names no rule. Write the id that a report names, such as `logs/secret-echo`, or a finding's fingerprint.",
    ],
    ["explain a/b c/d", "`c/d` is more than a rule's explanation takes. Write `sealint explain a/b`."],
    ["explain a/b --report r", "`--report` says nothing of a rule. Write `sealint explain a/b`, or a fingerprint."],
    ["explain a/b --no-ignore", "`--no-ignore` says nothing of a rule. Write `sealint explain a/b`, or a fingerprint."],
    ["explain 12ab", "`12ab` is too short for a fingerprint. Write 6 digits of it or more."],
    [
      "explain 12ab34 src --report r",
      "`--report` and the path `src` cannot be searched at once. Leave one of them out: a report is looked through as it is.",
    ],
    [
      "explain 12ab34 --min-confidence low",
      "unknown flag `--min-confidence`. `sealint explain --help` lists the flags.",
    ],
    ["init --hook --no-hook", "`--hook` and `--no-hook` contradict each other. Write one of them."],
    [
      "init --forge sourcehut",
      "`--forge` cannot be `sourcehut`. It takes `auto`, `github`, `gitlab`, `azure`, `bitbucket`, `circleci`, `jenkins`, `buildkite` or `none`.",
    ],
    ["init --fail-on low", "unknown flag `--fail-on`. `sealint init --help` lists the flags."],
    ["explian", "unknown command `explian`. Did you mean `explain`?"],
    ["help scna", "unknown command `scna`. Did you mean `scan`?"],
    [
      "--format json",
      "a command is missing in front of `--format`. Write `sealint scan` in front of its flags; `sealint --help` lists the commands.",
    ],
    [
      "--verison",
      "a command is missing in front of `--verison`. Did you mean `--version`? Write `sealint scan` in front of its flags; `sealint --help` lists the commands.",
    ],
  ])("is refused: `%s`", (line, said) => {
    expect(refusal(line.split(" "))).toBe(said);
  });

  it("is refused where a variable was empty", () => {
    expect(refusal(["scan", ""])).toBe(
      "a path is empty. Check the variable that it came from; `.` is the current folder.",
    );
    expect(refusal(["scan", "--inventory", ""])).toBe("`--inventory` has no value. Write `--inventory FILE`.");
  });
});

describe("sealint import", () => {
  it("takes a tool, and its files", () => {
    expect(parseArguments(["import", "gitleaks"])).toEqual({
      command: "import",
      tool: "gitleaks",
      files: [],
      dryRun: false,
      color: "auto",
    });
    expect(parseArguments(["import", "checkov", "a", "b", "-o", "-", "--dry-run"])).toMatchObject({
      files: ["a", "b"],
      output: "-",
      dryRun: true,
    });
  });

  it.each([
    [["import"], "names no tool"],
    [["import", "zizmo"], "`zizmo` is no tool"],
    [["import", "gitleaks", "--format", "json"], "unknown flag `--format`"],
  ])("refuses %j", (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(message);
  });
});
