import fc from "fast-check";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { fillExample } from "../../src/catalogue/template.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions } from "../support/scan-text.ts";
import { mendTexts } from "./mend-texts.ts";

const value = fillExample("SG.‹base64url 22›.‹base64url 43›", "among others").text;
const COMMIT = "0123456789".repeat(4);
const rules = catalogue.rules.filter(({ id }) => id === "sendgrid/api-key");
const options = engineOptions({
  rules,
  platforms: platforms.filter(({ id }) => id === "github-actions"),
  policies: policies.filter(({ meta }) => /^(?:scope|plaintext|artefact|logs|failopen)\//.test(meta.id)),
});

/** Steps that something is to be mended of, as people write them; the first line is what is kept of each. */
const STEPS = [
  `- run: make # build\n`,
  `- uses: actions/checkout@${COMMIT} # v5\n`,
  `- name: "Get it"\n  uses: 'actions/checkout@${COMMIT}'\n  with:\n    fetch-depth: 0   # all\n`,
  `- name: deploy\n  run: |\n    set -ex\n    deploy --api-key ${value}   # there\n`,
  `- {name: mail, run: make mail, env: {MAIL_KEY: ${value}}}\n`,
  `- name: upload\n\n  # What people download.\n  uses: actions/upload-artifact@${COMMIT}\n  env:\n    SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}\n  with: { name: out, path: out }\n`,
  `- run: >-\n    deploy\n    --api-key ${value}\n`,
  `- name: Ünïcode → here\n  run: deploy "${value}"\n  env:\n    # Two of them.\n    A: 1\n`,
] as const;

const workflow = fc
  .record({
    steps: fc.array(fc.integer({ min: 0, max: STEPS.length - 1 }), { minLength: 1, maxLength: 6 }),
    column: fc.constantFrom(4, 6, 8),
    newline: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    permissions: fc.constantFrom(
      "",
      "permissions: {} # none\n",
      "permissions: write-all\n\n\n",
      "permissions:\n  contents: write # why?\n",
    ),
    end: fc.constantFrom("", "\n", "# The end, without a line feed"),
  })
  .map(({ steps, column, newline, mark, permissions, end }) => {
    const indent = " ".repeat(column);
    const lines = steps.map((index) => (STEPS[index] ?? "").replace(/^(?=.)/gm, indent)).join("");
    const text = `# Head\non:   [push]\n${permissions}jobs:\n  a: # a job\n    runs-on:  ubuntu-latest\n    steps:\n${lines}${end}`;
    return mark + text.replaceAll("\n", newline);
  });

const path = ".github/workflows/a.yml";

/** Comments of a text, in their order. */
const commentsOf = (text: string): string[] => [...text.matchAll(/#[ \w?,.]*/g)].map(([comment]) => comment.trim());

it("whatever is mended together: it parses, what is not about it stays byte for byte, and a second run changes nothing", () => {
  fc.assert(
    fc.property(workflow, (before) => {
      const { texts, mended } = mendTexts({ [path]: before }, options, { isRuleWanted: () => true });
      const after = texts[path] ?? "";
      expect(parseAllDocuments(after).flatMap(({ errors }) => errors)).toEqual([]);
      // Whatever no change is about is there as it was: lines that nothing is mended in, in their order.
      const kept = before
        .split("\n")
        .filter((line) => !/SG\.|set -ex|persist|permissions|contents|SHOP_TOKEN|path: out/.test(line));
      const now = after.split("\n");
      let at = 0;
      for (const line of kept) {
        at = now.indexOf(line, at) + 1;
        expect({ line, isThere: at > 0 }).toEqual({ line, isThere: true });
      }
      const left = commentsOf(after);
      const lost = commentsOf(before).filter((comment) => !left.includes(comment));
      // Only a right to write that goes takes the words about it along.
      expect(lost.filter((comment) => comment !== "# why?")).toEqual([]);
      if (mended.length === 0) expect(after).toBe(before);
      expect(mendTexts(texts, options, { isRuleWanted: () => true }).texts[path]).toBe(after);
    }),
    { numRuns: 10 },
  );
});
