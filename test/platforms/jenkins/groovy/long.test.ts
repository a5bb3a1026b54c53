import { describe, expect, it } from "vitest";
import { unitOf } from "../../../../src/core/source.ts";
import { jenkins } from "../../../../src/platforms/jenkins/platform.ts";

/** Many enough that a reading whose work grew with their square would not come to its end. */
const TIMES = 3_000;

describe("a long file", () => {
  it.each([
    ["holes that nothing closes", 'sh "${a\n'],
    ["holes in holes that nothing closes", '"${'],
    ["texts in holes", '"${"a'],
    ["slashes that nothing closes", "a(/b\n"],
    ["brackets that nothing closes", "(["],
    ["brackets that cross", "([{)]"],
    ["choices in choices", "a ? b : "],
    ["declarations in declarations", "def a = "],
    ["stages in stages", "stage('a') { "],
    ["types without an end", "A<B<C "],
  ])("of %s is read to its end", (_, piece) => {
    const bytes = Buffer.from(`${piece.repeat(TIMES)}\nsh 'make last'\n`);
    const { model, problems } = jenkins.parse(unitOf("Jenkinsfile", bytes));
    if (model !== undefined) jenkins.flows(model);
    expect(problems.length + (model?.statements.length ?? 0)).toBeGreaterThan(0);
  });

  it("of 5,000 lines has the secret of each of its stages", () => {
    const stages = Array.from({ length: 1_000 }, (_, index) => [
      `  stage('Stage ${index}') {`,
      `    withCredentials([string(credentialsId: 'secret-${index}', variable: 'SECRET')]) {`,
      '      sh "make ${SECRET}"',
      "    }",
      "  }",
    ]);
    const bytes = Buffer.from(["node {", ...stages.flat(), "}"].join("\n"));
    const { model } = jenkins.parse(unitOf("Jenkinsfile", bytes));
    const flows = model === undefined ? undefined : jenkins.flows(model);
    expect(flows?.references.map(({ secret }) => secret)).toEqual(stages.map((_, index) => `secret-${index}`));
    expect(flows?.flows.filter(({ sink }) => sink.kind === "argv")).toHaveLength(stages.length);
  });
});
