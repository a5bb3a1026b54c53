import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parse } from "yaml";
import type { Example, Examples } from "../../src/core/stages.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/policies");

/** Cases of a policy on one platform, `fixtures/policies/<platform>/<family>/<rule>.yaml`. */
export interface PolicyFixture extends Examples {
  /** From the folder of them all. */
  readonly file: string;
  readonly platform: string;
  readonly rule: string;
}

/** All of them, in the order of their files. Throws where one is not of the shape. */
export function policyFixtures(): PolicyFixture[] {
  const files = globSync("*/**/*.yaml", { cwd: FOLDER }).map((file) => file.split(sep).join("/"));
  return files.sort().map((file) => {
    const [platform = "", ...rule] = file.replace(/\.yaml$/, "").split("/");
    const { flag, ok, ...more } = parse(readFileSync(join(FOLDER, file), "utf8")) as Partial<Examples>;
    if (!isList(flag) || !isList(ok) || Object.keys(more).length > 0)
      throw new Error(`fixtures/policies/${file}: takes \`flag\` and \`ok\`, lists of \`path\` and \`text\` each.`);
    return { file, platform, rule: rule.join("/"), flag, ok };
  });
}

const isList = (cases: unknown): cases is readonly Example[] =>
  Array.isArray(cases) &&
  cases.length > 0 &&
  cases.every(
    (one: Readonly<Record<string, unknown>> | null) =>
      typeof one?.["text"] === "string" && ["string", "undefined"].includes(typeof one["path"]),
  );
