import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const PAGE = readFileSync("docs/alerts.md", "utf8");

/** The blocks of one language on the page, as whoever copies them takes them. */
const blocksOf = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) => text);

interface Block {
  readonly kind?: string;
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly groups?: readonly {
    readonly name: string;
    readonly rules: readonly { readonly alert: string; readonly expr: string; readonly annotations: object }[];
  }[];
}

describe("the alert rules to copy", () => {
  const blocks = blocksOf("yaml").map((text) => parse(text) as Block);
  const alerts = blocks.flatMap(({ groups = [] }) => groups.flatMap(({ rules }) => rules));

  it("are JSON and YAML", () => {
    const patterns = blocksOf("json").map((text) => JSON.parse(text) as { readonly source: readonly string[] });
    expect(patterns.map(({ source }) => source[0])).toContain("aws.secretsmanager");
    for (const { alert, expr, annotations } of alerts) {
      expect(alert).toMatch(/^[A-Z]\w+$/);
      expect(Object.keys(annotations)).toEqual(["summary"]);
      for (const pair of ["()", "[]", "{}"])
        expect(expr.split(pair[0] as string).length).toBe(expr.split(pair[1] as string).length);
    }
  });

  it("match something: no rule of Kubernetes asks for users and groups at once, no query for a list that Loki leaves out", () => {
    const policy = blocks.find(({ kind }) => kind === "Policy");
    expect(policy?.rules?.filter((rule) => "users" in rule && "userGroups" in rule)).toEqual([]);
    expect(alerts.filter(({ expr }) => /\bauth_policies\b/.test(expr))).toEqual([]);
  });
});
