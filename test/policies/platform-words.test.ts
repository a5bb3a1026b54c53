import { expect, it } from "vitest";
import { PLATFORM_NAMES } from "../../src/core/platform-names.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";

it("calls each platform by the name that its makers write", () => {
  expect(Object.keys(PLATFORM_NAMES)).toEqual(platforms.map(({ id }) => id));
});

it.each(policies.map(({ meta, platforms: own }) => [meta.id, meta, own] as const))(
  "%s says of single platforms what holds there alone, in sentences",
  (_, { why, fix, on = {} }, own) => {
    for (const [platform, words] of Object.entries(on)) {
      expect(own).toContain(platform);
      expect(Object.keys(words)).not.toEqual([]);
      for (const text of Object.values(words)) expect(text).toMatch(/^[A-Z`“].*[.]$/s);
    }
    // A name of one platform has no place in what is said on all; where there is but one, or the platform is the thing, it has.
    if (Object.keys(on).length > 0)
      for (const text of [why, fix])
        expect(text).not.toMatch(/\bOn (?:GitHub|GitLab|CircleCI|Azure|Jenkins|Drone|Tekton|Buildkite)\b/);
  },
);
