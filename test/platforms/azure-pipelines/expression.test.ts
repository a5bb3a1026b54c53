import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../../../src/platforms/azure-pipelines/condition.ts";
import { accessesIn, fallbacksIn, parseExpression } from "../../../src/platforms/azure-pipelines/expression.ts";
import { holesIn } from "../../../src/platforms/azure-pipelines/holes.ts";
import { setVariablesIn } from "../../../src/platforms/azure-pipelines/set-variable.ts";

const accesses = (text: string) => {
  const expression = parseExpression(text);
  return expression && [...accessesIn(expression)].map(({ context, keys }) => [context, ...keys].join("/"));
};

describe("an expression", () => {
  it.each([
    ["variables.a", ["variables/a"]],
    ["variables['a.b']", ["variables/a.b"]],
    ["format('{0}-{1}', variables.a, parameters.b)", ["variables/a", "parameters/b"]],
    ["eq(variables.a, 'x')", []],
    ["iif(eq(variables.a, 'x'), variables.b, 'c')", ["variables/b"]],
    ["dependencies.job.outputs['step.var']", ["dependencies/job/outputs/step.var"]],
    ["coalesce(variables.a, 'it''s')", ["variables/a"]],
    ["variables[variables.a]", ["variables/*"]],
    ["eq(", undefined],
    ["a b", undefined],
    ["", undefined],
    ["a.", undefined],
  ])("%s hands on %j", (text, expected) => {
    expect(accesses(text)).toEqual(expected);
  });

  it("tells what stands in for what is missing, without its quotes", () => {
    const text = "coalesce(variables.a, 'text')";
    const expression = parseExpression(text, 10);
    const found = expression === undefined ? [] : [...fallbacksIn(expression)];
    expect(found.map(({ value, start, end, of }) => [value, text.slice(start - 10, end - 10), of.keys])).toEqual([
      ["text", "text", ["a"]],
    ]);
  });

  it("is read in bounded depth, and any text without an error", () => {
    expect(parseExpression(`${"not(".repeat(5000)}true${")".repeat(5000)}`)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", ".", "[", "]", "(", ")", ",", "'", " ", "1", "$", "{", "}") }),
        (text) => {
          parseExpression(text);
          holesIn(`\${{${text}}} $(${text}) $[${text}]`);
        },
      ),
    );
  });
});

describe("holes", () => {
  it.each([
    ["a $(b) c", ["macro b 2-6"]],
    ["$(b.c-d)$(e f)", ["macro b.c-d 0-8"]],
    ["${{ variables.a }}", ["template  0-18"]],
    ["${{ eq('}}', 'a') }}", ["template  0-20"]],
    ["$[ variables.a ]", ["runtime  0-16"]],
    ["x $[ variables.a ]", []],
    ["plain", []],
  ])("of %s", (text, expected) => {
    expect(holesIn(text).map(({ form, name = "", start, end }) => `${form} ${name} ${start}-${end}`)).toEqual(expected);
  });
});

describe("a condition", () => {
  const known = (name: string) => (name === "Build.Reason" ? "PullRequest" : undefined);

  it.each([
    ["ne(variables['Build.Reason'], 'PullRequest')", false],
    ["and(succeeded(), ne(variables['Build.Reason'], 'pullrequest'))", false],
    ["or(eq(variables['Build.Reason'], 'PullRequest'), eq(variables.x, 'y'))", true],
    ["and(eq(variables['Build.Reason'], 'PullRequest'), eq(variables.x, 'y'))", undefined],
    ["notin(variables['Build.Reason'], 'Manual', 'Schedule')", true],
    ["in(variables['Build.Reason'], 'Manual', 'Schedule')", false],
    ["not(eq(variables['Build.Reason'], 'PullRequest'))", false],
    ["startsWith(variables['Build.Reason'], 'pull')", true],
    ["contains(variables.x, 'pull')", undefined],
    ["${{ eq(variables['Build.Reason'], 'Manual') }}", false],
    ["$[ eq(variables['Build.Reason'], 'Manual') ]", false],
    ["succeeded()", undefined],
    ["always(", undefined],
    ["constructor(1)", undefined],
    ["true", true],
  ])("%s is %s", (text, expected) => {
    expect(evaluateCondition(text, known)).toBe(expected);
  });
});

describe("a command that sets a variable", () => {
  it.each([
    ['echo "##vso[task.setvariable variable=a;issecret=true]b c"', ["a", true, false, "b c"]],
    ["Write-Host '##vso[task.setvariable isOutput=true;variable=a]x'", ["a", false, true, "x"]],
    ["echo ##vso[task.setvariable variable=a]%X% > nul", ["a", false, false, "%X%"]],
    ['echo "##vso[task.setvariable variable=a]say \\"x\\""', ["a", false, false, 'say \\"x\\"']],
  ])("%s", (text, expected) => {
    const found = setVariablesIn(text).map(({ name, isSecret, isOutput, value }) => [
      name,
      isSecret,
      isOutput,
      text.slice(value.start, value.end),
    ]);
    expect(found).toEqual([expected]);
  });

  it("has a name", () => {
    expect(setVariablesIn('echo "##vso[task.setvariable issecret=true]a" ##vso[task.complete]')).toEqual([]);
  });
});
