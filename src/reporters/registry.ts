import type { Reporter } from "../core/stages.ts";
import { textReporter } from "./text.ts";

/** All but the default are loaded late. */
const REPORTERS: Readonly<Record<string, () => Reporter | Promise<Reporter>>> = {
  text: () => textReporter,
  json: async () => (await import("./json.ts")).jsonReporter,
  jsonl: async () => (await import("./jsonl.ts")).jsonlReporter,
  sarif: async () => (await import("./sarif.ts")).sarifReporter,
  html: async () => (await import("./html/html.ts")).htmlReporter,
  markdown: async () => (await import("./markdown/markdown.ts")).markdownReporter,
  github: async () => (await import("./github.ts")).githubReporter,
  gitlab: async () => (await import("./gitlab/gitlab.ts")).gitlabReporter,
  "gitlab-sast": async () => (await import("./gitlab/gitlab.ts")).gitlabSastReporter,
  codeclimate: async () => (await import("./codeclimate.ts")).codeClimateReporter,
  junit: async () => (await import("./junit.ts")).junitReporter,
  csv: async () => (await import("./csv.ts")).csvReporter,
};

/** Names of all formats, the default first. */
export const REPORTER_NAMES: readonly string[] = Object.keys(REPORTERS);

/** The reporter of a format, by the name that `--format` takes. */
export async function findReporter(name: string): Promise<Reporter | undefined> {
  return Object.hasOwn(REPORTERS, name) ? REPORTERS[name]?.() : undefined;
}
