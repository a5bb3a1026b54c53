import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { parse } from "yaml";
import type { Example, Examples } from "../src/core/stages.ts";

const FOLDER = join(import.meta.dirname, "../fixtures/policies");

/** Platforms that most people know: where few examples are shown, theirs are. The others follow by their names. */
const SHOWN_FIRST: ReadonlySet<string> = new Set(["github-actions", "gitlab-ci"]);

/** Cases of a policy on one platform, `fixtures/policies/<platform>/<family>/<rule>.yaml`: its tests, and the examples that people see. */
export interface PolicyCases {
  /** From the folder of them all. */
  readonly file: string;
  readonly platform: string;
  readonly rule: string;
  readonly flag: Cases;
  readonly ok: Cases;
}

type Cases = readonly [Example, ...Example[]];

/** All of them, by platform. Throws where a file is not of the shape. */
export function policyCases(): readonly PolicyCases[] {
  const all = fastGlob
    .sync("*/*/*.yaml", { cwd: FOLDER })
    .sort()
    .map((file): PolicyCases => {
      const [platform = "", ...rule] = file.replace(/\.yaml$/, "").split("/");
      const { flag, ok, ...more } = parse(readFileSync(join(FOLDER, file), "utf8")) as Readonly<
        Record<string, unknown>
      >;
      if (!isList(flag) || !isList(ok) || Object.keys(more).length > 0)
        throw new Error(
          `fixtures/policies/${file}: takes \`flag\` and \`ok\`, lists of \`path\` and \`text\`, with \`beside\` where it takes other files.`,
        );
      return { file, platform, rule: rule.join("/"), flag, ok };
    });
  const isFirst = ({ platform }: PolicyCases): boolean => SHOWN_FIRST.has(platform);
  return [...all.filter(isFirst), ...all.filter((cases) => !isFirst(cases))];
}

/** Examples by the ids of their rules, the first of each platform in front. */
export function policyExamples(): Readonly<Record<string, Examples>> {
  const byRule = Object.entries(Object.groupBy(policyCases(), ({ rule }) => rule));
  const inTurns = (cases: readonly PolicyCases[] = [], kind: keyof Examples): Example[] => [
    ...cases.map((one) => one[kind][0]),
    ...cases.flatMap((one) => one[kind].slice(1)),
  ];
  const examples = byRule.map(([rule, cases]) => [rule, { flag: inTurns(cases, "flag"), ok: inTurns(cases, "ok") }]);
  return Object.fromEntries(examples) as Record<string, Examples>;
}

const isList = (cases: unknown): cases is Cases =>
  Array.isArray(cases) &&
  cases.length > 0 &&
  cases.every(
    (one: Readonly<Record<string, unknown>> | null) =>
      typeof one?.["text"] === "string" &&
      typeof one["path"] === "string" &&
      ["undefined", "object"].includes(typeof one["beside"]),
  );
