import type { SecretOverview } from "../../src/core/secret-overview.ts";
import type { DashboardInput } from "../../src/dashboard/input.ts";
import { findingOf, OWNER_RULE, reportOf, TOKEN_RULE } from "../reporters/report-builder.ts";

const AS_OF = "2026-11-30";

/** A secret that is declared, used by nobody and in order; a test changes what it is about. */
export function secretOf(name: string, changes: Partial<SecretOverview> = {}): SecretOverview {
  return {
    name,
    environments: [],
    declared: { path: ".sealint/inventory.yaml", start: { line: 3, column: 11 } },
    owner: "team-web",
    services: [],
    inStores: [],
    isRevoked: false,
    due: [],
    uses: [],
    ...changes,
  };
}

/** Input in which there is nothing; a test changes what it is about. */
export function inputOf(changes: Partial<DashboardInput> = {}): DashboardInput {
  return {
    title: "shop",
    asOf: AS_OF,
    report: reportOf(),
    rules: [
      { meta: TOKEN_RULE, looksAt: "files" },
      { meta: OWNER_RULE, looksAt: "inventory" },
    ],
    hasInventory: true,
    secrets: [],
    ownersOf: () => [],
    ...changes,
  };
}

/** Input in which everything that people may have written is `text`. */
export function inputSaying(text: string): DashboardInput {
  const finding = findingOf(text, 1, [text, "****", text], { message: text });
  const end = { kind: "action", name: text, masked: false } as const;
  const use = {
    platform: "github-actions",
    file: text,
    line: 1,
    job: text,
    step: text,
    environment: text,
    ends: [end],
  };
  const secret = secretOf(text, {
    environments: [text],
    owner: text,
    purpose: text,
    store: text,
    class: text,
    services: [text],
    revoke: text,
    contact: text,
    policy: text,
    due: [{ kind: "expiry", day: "2026-12-01" }],
    uses: [use],
  });
  return inputOf({
    title: text,
    report: reportOf({
      findings: [finding],
      problems: [{ level: "error", code: "unreadable", subject: text, message: text, hint: text }],
      rules: [{ ...TOKEN_RULE, title: text, fix: text, revoke: text }],
    }),
    secrets: [secret],
    ownersOf: () => [text],
  });
}
