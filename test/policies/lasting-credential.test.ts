import { describe, expect, it } from "vitest";
import { secondsOf, shownDuration } from "../../src/policies/duration.ts";
import { lastingCredential } from "../../src/policies/lasting-credential.ts";

const clauseOf = (line: string): string | undefined => {
  const [name = "", ...words] = line.split(" ");
  return lastingCredential({ name, words });
};

describe("a credential", () => {
  it.each<[string, string | undefined]>([
    ["vault token create -period=24h", "can be renewed without end"],
    ["vault token create -ttl 0", "does not expire"],
    ["vault token create -ttl=2160h", "lives for 90 days"],
    ["vault token create -ttl=1h", undefined],
    ["vault token create", undefined],
    ["vault token lookup", undefined],
    ["kubectl -n ci create token a --duration 8760h", "lives for 365 days"],
    ["kubectl create token a", undefined],
    ["npm token create", "is given no end"],
    ["npm token create --expires 7", undefined],
    ["npm token create --expires=90", "lives for 90 days"],
    ["npm token revoke a", undefined],
    ["gcloud --project p iam service-accounts keys create k.json", "does not expire"],
    ["aws iam create-access-key", "does not expire"],
    ["aws iam create-access-key help", "does not expire"],
    ["aws iam create-access-key --help", undefined],
    ["az ad sp create-for-rbac --name a", "lives for a year"],
    ["az ad sp create-for-rbac --years 3", "lives for 3 years"],
    ["az ad app credential reset --end-date 2026-12-01", undefined],
    ["fly tokens create deploy", "lives for 20 years"],
    ["fly tokens create deploy -x 20m", undefined],
    ["argocd account generate-token -e 0s", "does not expire"],
    ["argocd account generate-token --expires-in $LIFE", undefined],
    ["other token create", undefined],
  ])("of `%s`", (line, expected) => {
    expect(clauseOf(line)).toBe(expected);
  });
});

describe("durations", () => {
  it.each<[string, number | undefined]>([
    ["43200", 43_200],
    ["7200s", 7200],
    ["1h30m", 5400],
    ["2w", 1_209_600],
    [" 10m ", 600],
    ["", undefined],
    ["1.5h", undefined],
    ["$TTL", undefined],
    ["9".repeat(40), undefined],
  ])("%s", (text, expected) => {
    expect(secondsOf(text)).toBe(expected);
  });

  it.each([
    [5400, "1.5 hours"],
    [3600 * 47, "47 hours"],
    [3600 * 48, "2 days"],
    [3600 * 24 * 365 * 20, "20 years"],
  ])("%s are shown", (seconds, expected) => {
    expect(shownDuration(seconds)).toBe(expected);
  });
});
