import { expect, it } from "vitest";
import { tekton } from "../../../src/platforms/tekton/platform.ts";
import { readAs } from "../../support/read-platform.ts";

const read = (text: string | Uint8Array) => readAs(tekton, "run.yaml", text);
const START = "apiVersion: tekton.dev/v1\n";

it("reads every document and what templates of triggers hold", () => {
  const { model, said } = read(`${START}kind: Task
metadata: { name: a }
---
apiVersion: v1
kind: Secret
---
apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: { name: b }
spec:
  resourcetemplates:
    - apiVersion: tekton.dev/v1
      kind: PipelineRun
      metadata: { generateName: c- }
`);
  expect(said).toEqual([]);
  expect(model?.resources.map(({ kind, name }) => `${kind} ${name.value}`)).toEqual([
    "Task a",
    "TriggerTemplate b",
    "PipelineRun c-",
  ]);
});

it.each([
  ["an unknown kind", `${START}kind: Wonder\n`, ["note is of a kind of Tekton that is not read (Wonder): Wonder"]],
  ["a tab", `${START}kind: Task\nmetadata:\n\tname: a\n`, [expect.stringMatching(/^error is not valid YAML: tabs/)]],
  ["a key that stands twice", `${START}kind: Task\nkind: Task\n`, ['error has the key "kind" twice in one map: kind']],
  [
    "an alias of itself",
    `${START}kind: Task\nspec: &a\n  steps: *a\n`,
    ["error has an alias (*a) of a node that it stands in itself: *"],
  ],
  [
    "a chart's template",
    `${START}kind: Task\nspec:\n{{- if .Values.x }}\n  steps: []\n{{- end }}\n`,
    [expect.stringMatching(/^note is a template and not YAML yet/)],
  ],
  [
    "parts of other types",
    `${START}kind: Task\nspec: { steps: [1, { env: x, script: [a] }], volumes: { a: b } }\n`,
    [],
  ],
  ["nothing", "", [expect.stringMatching(/^note is empty/)]],
])("says what is wrong: %s", (_, text, expected) => {
  expect(read(text).said).toEqual(expected);
});

it("takes a template of Pipelines as Code without quotes, each place in bytes", () => {
  const { model, said, textOf } = read(`${START}kind: PipelineRun
metadata:
  name: {{ repo_name }}-run
spec:
  params:
    - name: ä
      value: {{ revision }}
`);
  expect(said).toEqual([]);
  const [resource] = model?.resources ?? [];
  expect(resource?.given.map(({ value }) => textOf(value.place))).toEqual(["{{ revision }}"]);
});
