import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";
import { fillExample } from "../../src/catalogue/template.ts";
import { type Checkout, checkedOut, type Server, server } from "../sources/ci/server.ts";
import { githubRun } from "../sources/ci/told.ts";
import { temporaryFolder } from "../sources/temporary.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "action").text;
const LEAK = `send("${token}");\n`;
const ROOT = path.join(import.meta.dirname, "../..");
const ZEROS = "0".repeat(40);

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}
const action = parse(readFileSync(path.join(ROOT, "action.yml"), "utf8")) as Metadata;

/** Leaks that came and went again on side, and one that stands on main. */
const leaky = (): Server =>
  server({ s0: { "side.ts": LEAK }, s1: { "side.ts": null }, m2: { "main.ts": LEAK }, m3: { "main.ts": LEAK } });

interface Step {
  readonly checkout?: Checkout;
  readonly event: string;
  /** The event's payload; a text stands as it is. */
  payload(made: Server): unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the Action's bundle as the runner does, and gives what a person and later steps see. */
function run({ checkout = { at: "s1" }, event, payload, inputs = {}, env = {} }: Step) {
  const made = leaky();
  const workspace = checkedOut(made, checkout);
  const temporary = temporaryFolder();
  const file = (name: string): string => path.join(temporary, name);
  writeFileSync(file("output"), "");
  writeFileSync(file("summary"), "# Before\n");
  const given = Object.entries(action.inputs).map(([name, { default: initial = "" }]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? initial,
  ]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(inject("packed").project, "node_modules/sealint", action.runs.main)],
    {
      // The runner starts an Action in the workspace.
      cwd: workspace,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        ...githubRun(event, payload(made)),
        GITHUB_WORKSPACE: workspace,
        GITHUB_OUTPUT: file("output"),
        GITHUB_STEP_SUMMARY: file("summary"),
        RUNNER_TEMP: temporary,
        ...(Object.fromEntries(given) as Record<string, string>),
        ...env,
      },
    },
  );
  const outputs = Object.fromEntries(
    [...readFileSync(file("output"), "utf8").matchAll(/^(\w+)<<(\S+)\n(.*?)\n\2$/gms)].map(([, name, , value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>;
  const summary = readFileSync(file("summary"), "utf8");
  const sarif = outputs["sarif"] ?? "";
  const report = sarif !== "" && existsSync(sarif) ? readFileSync(sarif, "utf8") : undefined;
  for (const text of [stdout, stderr, summary, report ?? "", JSON.stringify(outputs)])
    expect(text).not.toContain(token.slice(6, 18));
  return { status, stdout, stderr: stderr.replaceAll(/\b[0-9a-f]{12}\b/g, "…"), outputs, summary, report, workspace };
}

const repository = { default_branch: "main" };
const push = (made: Server, before: string, after: string, ref = "refs/heads/side") => ({
  ref,
  before,
  after,
  created: before === ZEROS,
  head_commit: { id: after },
  repository,
});
const request = (made: Server, more: object = {}) => ({
  number: 5,
  pull_request: {
    number: 5,
    base: { sha: made.id("m1"), ref: "main" },
    head: { sha: made.id("s1"), ref: "side", ...more },
  },
  repository,
});

describe("a step that runs the Action", () => {
  it.each<[string, Step, number, string]>([
    [
      "of a push",
      { event: "push", payload: (made) => push(made, made.id("m1"), made.id("s1")) },
      1,
      "searching 2 commits pushed to side",
    ],
    [
      "of a push that brings nothing bad",
      { event: "push", payload: (made) => push(made, made.id("s0"), made.id("s1")) },
      0,
      "searching 1 commit pushed to side",
    ],
    ["of a pull request", { event: "pull_request", payload: request }, 1, "searching 2 commits of pull request #5"],
    [
      "of a fork's pull request, without any token",
      { event: "pull_request", payload: (made) => request(made, { repo: { fork: true, full_name: "someone/fork" } }) },
      1,
      "searching 2 commits of pull request #5",
    ],
    [
      "of a merge queue",
      {
        event: "merge_group",
        checkout: { at: "mm" },
        payload: (made) => ({
          merge_group: { base_sha: made.id("m3"), head_sha: made.id("mm"), base_ref: "refs/heads/main" },
          repository,
        }),
      },
      1,
      "of the merge queue (main at … .. …)",
    ],
    [
      "of a tag",
      {
        event: "push",
        checkout: { at: "o1", fetch: ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"] },
        payload: (made) => push(made, ZEROS, made.id("o1"), "refs/tags/light"),
      },
      0,
      "searching 2 commits",
    ],
    [
      "on a schedule",
      { event: "schedule", checkout: { at: "m3" }, payload: () => ({ repository, schedule: "0 0 * * *" }) },
      1,
      "has no commits of its own, so all files are searched",
    ],
    [
      "of a branch that was deleted",
      {
        event: "push",
        payload: (made) => ({ ...push(made, made.id("s1"), ZEROS), deleted: true }),
      },
      0,
      "nothing new: side was deleted",
    ],
  ])("%s", (_, step, code, said) => {
    const { status, stdout, stderr, outputs, summary, report } = run(step);
    expect({ status, stderr }).toEqual({ status: code, stderr: expect.stringContaining(said) as string });
    expect(Object.keys(outputs)).toEqual(Object.keys(action.outputs));
    expect(outputs).toMatchObject({
      result: code === 0 ? "clean" : "findings",
      findings: String(code),
      failing: String(code),
    });
    expect(report).toContain('"version": "2.1.0"');
    expect(summary).toMatch(/^# Before\n[^]+sealint/i);
    expect(/^::error file=(?:side|main)\.ts,line=1/m.test(stdout)).toBe(code === 1);
  });

  it.each<[string, Partial<Step>, string]>([
    ["without a payload", { payload: () => "{" }, "is no JSON"],
    ["without what it needs of it", { payload: () => ({}) }, "has no "],
    [
      "in a shallow clone",
      {
        payload: (made) => push(made, made.id("m1"), made.id("s1")),
        checkout: { at: "s1", fetch: ["+refs/heads/side:refs/remotes/origin/side"], depth: 1 },
      },
      "Give actions/checkout `fetch-depth: 0`.",
    ],
    ["with a choice that there is not", { inputs: { scan: "all" } }, "the input `scan` cannot be `all`"],
    ["with a yes that is none", { inputs: { annotations: "yes" } }, "the input `annotations` cannot be `yes`"],
    ["with a level that there is not", { inputs: { "fail-on": "bad" } }, "`--fail-on` cannot be `bad`"],
    ["in a folder that there is not", { inputs: { "working-directory": "nowhere" } }, "cannot be entered"],
    ["outside of GitHub", { env: { GITHUB_ACTIONS: "" } }, "this is no run of GitHub Actions"],
  ])("%s ends with 2, and says so beside the job", (_, step, words) => {
    const { status, stdout, stderr, outputs } = run({
      event: "push",
      payload: (made) => push(made, made.id("m1"), made.id("s1")),
      ...step,
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(words) as string });
    expect(stdout).toMatch(/^::error title=sealint::.+/m);
    expect(outputs).toMatchObject({ result: "failed" });
  });

  it("hands its inputs on, and searches what it is told to", () => {
    const step = { event: "push", checkout: { at: "m3" }, payload: () => ({}) } as const;
    const whole = run({
      ...step,
      inputs: { scan: "files", paths: "m0\nmain.ts\n", "fail-on": "never", sarif: "out/a.sarif" },
    });
    expect(whole).toMatchObject({ status: 0, outputs: { result: "clean", findings: "1", failing: "0" } });
    expect(existsSync(path.join(whole.workspace, "out/a.sarif"))).toBe(true);
    const quiet = run({
      ...step,
      inputs: { scan: "files", annotations: "false", summary: "false", rule: "private-key/rsa\n" },
    });
    expect(quiet.summary).toBe("# Before\n");
    expect(quiet.stdout).not.toContain("::error");
  });

  it("takes no path for a flag, and no line of a file for a command of the workflow", () => {
    const { status, stderr } = run({
      event: "push",
      payload: () => ({}),
      inputs: { scan: "files", paths: "--no-baseline" },
    });
    expect(status).toBe(2);
    expect(stderr).toContain("--no-baseline");
    const { stdout } = run({ event: "schedule", payload: () => ({ repository }), checkout: { at: "m3" } });
    const [, word = "none"] = /^::stop-commands::(\S+)$/m.exec(stdout) ?? [];
    const [before, between = ""] = stdout.split(new RegExp(`^::(?:stop-commands::)?${word}(?:::)?$`, "m"));
    expect([before, between.includes("main.ts:1:7")]).toEqual(["", true]);
    expect(between).not.toMatch(/^\s*::/m);
  });

  it("leaves a report where it says, also where the runner names no temporary folder", () => {
    const temporary = temporaryFolder();
    const { status, report } = run({
      event: "push",
      payload: (made) => push(made, made.id("m1"), made.id("s1")),
      env: { RUNNER_TEMP: "", TMPDIR: temporary },
    });
    expect([status, existsSync(path.join(temporary, "sealint.sarif"))]).toEqual([1, true]);
    expect(report).toContain('"version": "2.1.0"');
  });

  it("does its work where the summary cannot be written", () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "summary"));
    const { status, stderr } = run({
      event: "push",
      payload: (made) => push(made, made.id("m1"), made.id("s1")),
      env: { GITHUB_STEP_SUMMARY: path.join(folder, "summary") },
    });
    expect(status).toBe(1);
    expect(stderr).toContain("warning: the summary of the job cannot be written");
  });
});
