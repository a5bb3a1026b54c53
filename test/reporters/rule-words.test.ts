import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import { adviceOf, platformsOf, referencesOf, whyOf } from "../../src/reporters/rule-words.ts";
import { ECHO_RULE } from "./report-builder.ts";

const RULE = {
  ...ECHO_RULE,
  why: "It leaks.",
  fix: "Mend it.",
  on: {
    "github-actions": { why: "So does a workflow.", fix: "Write `env:`." },
    drone: { fix: "Write `when:`." },
    woodpecker: { fix: "Write `when:`." },
  },
};
const on = (...platforms: readonly (string | undefined)[]) =>
  platformsOf(platforms.map((platform) => (platform === undefined ? {} : { platform }) as Finding));

describe("a rule's words", () => {
  it("are one line where all findings are on one platform", () => {
    expect(whyOf(RULE, on("github-actions", "github-actions"))).toEqual(["It leaks. So does a workflow."]);
    expect(adviceOf(RULE, on("drone"))).toEqual([{ label: "What to do", lines: ["Mend it. Write `when:`."] }]);
    expect(whyOf(RULE, on("travis"))).toEqual(["It leaks."]);
  });

  it("are a line for each of several platforms, and for platforms of which the same is said", () => {
    const [advice] = adviceOf(RULE, on("github-actions", "drone", "woodpecker", "travis"));
    expect(advice?.lines).toEqual([
      "Mend it.",
      "GitHub Actions: Write `env:`.",
      "Drone and Woodpecker: Write `when:`.",
    ]);
    expect(whyOf(RULE, on("drone", "travis"))).toEqual(["It leaks."]);
  });

  it("are those of all platforms where nobody says which are meant", () => {
    const lines = ["Mend it.", "GitHub Actions: Write `env:`.", "Drone and Woodpecker: Write `when:`."];
    expect(adviceOf(RULE)[0]?.lines).toEqual(lines);
    expect(adviceOf(RULE, on("drone", undefined))[0]?.lines).toEqual(lines);
  });

  it("begin with what to do now where a secret has leaked", () => {
    const leaked = { ...RULE, revoke: "Revoke it." };
    expect(adviceOf(leaked, on("travis"))).toEqual([
      { label: "Do this first", lines: ["Revoke it."] },
      { label: "Then fix it", lines: ["Mend it."] },
    ]);
  });
});

describe("where to read more", () => {
  const GITHUB = "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts";
  const GITLAB = "https://docs.gitlab.com/ci/variables/";
  const RFC = "https://www.rfc-editor.org/rfc/rfc6749";
  const told = { ...RULE, references: [GITHUB, RFC, GITLAB] };

  it("leaves out the documentation of platforms that findings are not about", () => {
    expect(referencesOf(told, on("gitlab-ci"))).toEqual([RFC, GITLAB]);
    expect(referencesOf(told, on("github-actions", "gitlab-ci"))).toEqual(told.references);
    expect(referencesOf(told, on("drone"))).toEqual([RFC]);
  });

  it("is all that there is where nothing else is left, and where nobody says which are meant", () => {
    expect(referencesOf({ ...told, references: [GITHUB] }, on("drone"))).toEqual([GITHUB]);
    expect(referencesOf(told)).toEqual(told.references);
    expect(referencesOf(told, on("drone", undefined))).toEqual(told.references);
  });
});
