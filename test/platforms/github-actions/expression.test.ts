import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Expression, readCondition, readExpressions } from "../../../src/platforms/github-actions/expression.ts";

/** Accesses as `context.keys = text`, with `?` where the value is only looked at. */
const shown = (text: string, expressions: readonly Expression[]): string[] =>
  expressions.flatMap(({ accesses }) =>
    accesses.map(({ context, keys, start, end, carried }) => {
      return `${[context, ...keys].join(".")} = ${text.slice(start, end)}${carried ? "" : "?"}`;
    }),
  );

describe("a plain access", () => {
  it("is read as the parser reads it in brackets", () => {
    const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,6}$/);
    const odd = fc.constantFrom("true", "null", "NaN", "1", "*", "a b", "x-", "_", "secrets");
    const context = fc.constantFrom("secrets", "env", "github", "nothing", "matrix", "ENV", "true", "success");
    const keys = fc.array(fc.oneof(key, odd), { maxLength: 4 });
    fc.assert(
      fc.property(context, keys, fc.constantFrom("", " ", "\n "), (name, behind, blank) => {
        const body = `${blank}${[name, ...behind].join(".")}${blank}`;
        const [plain] = readExpressions(`\${{ ${body} }}`);
        const [grouped] = readExpressions(`\${{(${body})}}`);
        expect(plain?.accesses).toEqual(grouped?.accesses);
        expect(plain?.valid).toBe(grouped?.valid);
      }),
    );
  });
});

describe("readExpressions", () => {
  it.each<[string, string[]]>([
    ["${{ secrets.TOKEN }}", ["secrets.TOKEN = secrets.TOKEN"]],
    ["${{secrets.TOKEN}}", ["secrets.TOKEN = secrets.TOKEN"]],
    ["${{ SECRETS.token }}", ["secrets.token = SECRETS.token"]],
    ["${{ secrets['TOKEN'] }}", ["secrets.TOKEN = secrets['TOKEN'"]],
    ["${{ secrets[matrix.name] }}", ["secrets.* = secrets", "matrix.name = matrix.name?"]],
    ["${{ secrets[format('A_{0}', inputs.x)] }}", ["secrets.* = secrets", "inputs.x = inputs.x?"]],
    ["${{ toJSON(secrets) }}", ["secrets = secrets"]],
    ["${{ secrets.* }}", ["secrets.* = secrets"]],
    ["${{ github.token }}", ["github.token = github.token"]],
    ["${{ env.TOKEN }}", ["env.TOKEN = env.TOKEN"]],
    ["${{ steps.build.outputs.path }}", ["steps.build.outputs.path = steps.build.outputs.path"]],
    ["${{ needs.a.outputs.b }} and ${{ matrix.c }}", ["needs.a.outputs.b = needs.a.outputs.b", "matrix.c = matrix.c"]],
    ["${{ secrets.A || secrets.B }}", ["secrets.A = secrets.A", "secrets.B = secrets.B"]],
    ["${{ secrets.A && 'yes' || 'no' }}", ["secrets.A = secrets.A?"]],
    [
      "${{ inputs.prod && secrets.A || secrets.B }}",
      ["inputs.prod = inputs.prod?", "secrets.A = secrets.A", "secrets.B = secrets.B"],
    ],
    ["${{ secrets.A != '' }}", ["secrets.A = secrets.A?"]],
    ["${{ !secrets.A }}", ["secrets.A = secrets.A?"]],
    ["${{ (secrets.A) }}", ["secrets.A = secrets.A"]],
    ["${{ format('x {0}', secrets.A) }}", ["secrets.A = secrets.A"]],
    ["${{ contains(secrets.A, 'x') }}", ["secrets.A = secrets.A?"]],
    ["${{ fromJSON(secrets.A).key }}", ["secrets.A = secrets.A"]],
    ["${{ hashFiles('**/lock') }}", []],
    ["${{ format('}} {0}', secrets.A) }} ${{ secrets.B }}", ["secrets.A = secrets.A", "secrets.B = secrets.B"]],
    ["${{ format('it''s\n{0}', secrets.A) || secrets.B }}", ["secrets.A = secrets.A", "secrets.B = secrets.B"]],
    ["${{\n  secrets.A\n}}", ["secrets.A = secrets.A"]],
    ["äöü 😀 ${{ secrets.A }}", ["secrets.A = secrets.A"]],
    ["${{ unknown(secrets.A) }}", ["secrets.A = secrets.A"]],
    ["${{ secrets.A + }}", []],
    ["${{ 'open }} ${{ secrets.B }}", ["secrets.B = secrets.B"]],
    ["${{ }}", []],
    ["${{ secrets.A", []],
    ["no expression", []],
  ])("%j", (text, expected) => {
    expect(shown(text, readExpressions(text))).toEqual(expected);
  });

  it("takes in the braces", () => {
    const text = "a ${{ secrets.A }} b";
    expect(readExpressions(text).map(({ start, end, valid }) => [text.slice(start, end), valid])).toEqual([
      ["${{ secrets.A }}", true],
    ]);
  });

  it("says which ones could not be parsed", () => {
    expect(readExpressions("${{ a b }} ${{ github.sha }}").map(({ valid }) => valid)).toEqual([false, true]);
  });

  it("reads anything", () => {
    const piece = fc.constantFrom(
      "${{",
      "}}",
      "secrets",
      ".",
      "A",
      "['",
      "']",
      "[",
      "]",
      "'",
      "(",
      ")",
      " ",
      "||",
      "&&",
      "!",
      "format",
      ",",
      "\n",
      "*",
      "1",
      "ä",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
          fc.string(),
        ),
        (text) => {
          for (const { start, end, accesses } of [...readExpressions(text), ...readCondition(text)]) {
            expect(start).toBeLessThanOrEqual(end);
            for (const access of accesses) {
              expect(access.start).toBeGreaterThanOrEqual(start);
              expect(access.end).toBeLessThanOrEqual(end);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("readCondition", () => {
  it.each<[string, string[]]>([
    ["secrets.A != ''", ["secrets.A = secrets.A?"]],
    ["${{ secrets.A }}", ["secrets.A = secrets.A"]],
    ["always() && github.ref == 'refs/heads/main'", ["github.ref = github.ref?"]],
  ])("%j", (text, expected) => {
    expect(shown(text, readCondition(text))).toEqual(expected);
  });
});
