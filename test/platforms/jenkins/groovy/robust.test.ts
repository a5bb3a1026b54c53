import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../../../src/core/source.ts";
import type { Place } from "../../../../src/core/span.ts";
import { placeWithin } from "../../../../src/platforms/document/tree.ts";
import { childrenOf } from "../../../../src/platforms/jenkins/calls.ts";
import { lex } from "../../../../src/platforms/jenkins/groovy/lex.ts";
import type { Node } from "../../../../src/platforms/jenkins/groovy/nodes.ts";
import { parseGroovy } from "../../../../src/platforms/jenkins/groovy/parse-groovy.ts";
import { jenkins } from "../../../../src/platforms/jenkins/platform.ts";

const PIECES = [
  ..."(){}[]'\"/$\\,:;.=+?!@\n\r \té€𝄞",
  "'''",
  '"""',
  "${",
  "$/",
  "/$",
  "->",
  "?:",
  "//",
  "/*",
  "*/",
  "pipeline",
  "stage",
  "sh",
  "def",
  "if",
  "try",
  "catch",
  "new",
  "env.X",
  "withCredentials",
  "string(credentialsId: 'a', variable: 'B')",
  "'a'",
  '"${B}"',
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "grapheme", maxLength: 60 }),
);

function placesIn(statements: readonly Node[]): Place[] {
  const found: Place[] = [];
  const waiting = [...statements];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node.place);
    if (node.kind === "text") {
      const { scalar, holes } = node;
      found.push(scalar.place, placeWithin(scalar, 0, scalar.value.length));
      for (const { start, end } of holes) found.push(placeWithin(scalar, start, end));
    }
    waiting.push(...childrenOf(node));
  }
  return found;
}

describe("any text", () => {
  it("is read without an error, and every place lies in it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = Buffer.from(text);
        const { statements, faults } = parseGroovy(unitOf("Jenkinsfile", bytes));
        for (const { span } of [...placesIn(statements), ...faults.map(({ place }) => place)]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has flows whose places lie in it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = Buffer.from(text);
        const { model } = jenkins.parse(unitOf("Jenkinsfile", bytes));
        if (model === undefined) return;
        const { references, flows, commands } = jenkins.flows(model);
        for (const { span } of [...references, ...flows.map(({ sink }) => sink), ...commands].map(
          ({ place }) => place,
        )) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has tokens in the order of their places, without an overlap", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const { start, end } of lex(text).tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 200 },
    );
  });
});
