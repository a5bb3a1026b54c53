import { expect, it } from "vitest";
import { explainRule } from "../../../src/cli/explain/rule-text.ts";
import { textStyle } from "../../../src/reporters/text-style.ts";
import { ECHO_RULE } from "../../reporters/report-builder.ts";

it("an example is shown with the files that have to lie beside it", () => {
  const flag = [{ path: "a.yml", text: "uses: ./«b.yml»", beside: { "b.yml": "run: «make»\n" } }];
  const text = [...explainRule(ECHO_RULE, { flag, ok: [] }, textStyle(false))].join("\n");
  expect(text).toContain(
    "  a.yml\n  | uses: ./b.yml\n  |         ^^^^^\n  b.yml (beside it)\n  | run: make\n  |      ^^^^\n",
  );
});
