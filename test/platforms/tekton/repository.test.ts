import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { Siblings } from "../../../src/core/stages.ts";
import { tektonInjections } from "../../../src/platforms/tekton/injections.ts";
import type { TektonModel } from "../../../src/platforms/tekton/model.ts";
import { tekton } from "../../../src/platforms/tekton/platform.ts";

/** The flows of each file of a repository, by its path. */
function readAll(files: Readonly<Record<string, string>>) {
  const models = new Map(
    Object.entries(files).map(([path, text]) => [path, tekton.parse(unitOf(path, Buffer.from(text))).model]),
  );
  const all = [...models.values()].filter((model) => model !== undefined);
  const siblings: Siblings<TektonModel> = { find: (path) => models.get(path), all: () => all };
  return (path: string) => {
    const own = models.get(path);
    if (own === undefined) throw new Error(`no model of ${path}`);
    const model = tekton.settle(own, siblings);
    const flows = tekton.flows(model);
    return {
      flows,
      references: flows.references.map(({ secret, job = "", boundTo = "" }) => `${secret} ${job} ${boundTo}`),
      given: (flows.given ?? []).map(({ secret, file, job = "" }) => `${secret} ${file} ${job}`),
      ways: flows.flows.map(
        ({ reference, sink }) => `${reference.secret} ${reference.file} -> ${sink.kind} ${sink.name}`,
      ),
      injections: tektonInjections(model, flows).map(({ name, author }) => `${author} ${name}`),
    };
  };
}

const resource = (kind: string, name: string, spec: string, metadata = ""): string =>
  `apiVersion: tekton.dev/v1\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\nspec:\n${spec}`;

const CALL = resource(
  "Task",
  "call",
  "  params: [{ name: api-token }]\n  steps: [{ name: one, script: ./run $(params.api-token) }]\n",
);

const ON_PULL_REQUEST = ", annotations: { pipelinesascode.tekton.dev/on-event: '[pull_request]' }";

describe("a task in a file of its own", () => {
  const read = readAll({
    "tasks/call.yaml": CALL,
    ".tekton/pipeline.yaml": resource(
      "Pipeline",
      "all",
      "  params: [{ name: deploy-token }]\n  tasks: [{ name: first, taskRef: { name: call }, params: [{ name: api-token, value: $(params.deploy-token) }] }]\n",
    ),
    ".tekton/run.yaml": resource("PipelineRun", "run", "  pipelineRef: { name: all }\n", ON_PULL_REQUEST),
  });

  it("gets what a pipeline of the repository hands to it, with the events that start that", () => {
    const { flows, references, given, ways } = read("tasks/call.yaml");
    expect(references).toEqual([]);
    expect(given).toEqual(["deploy-token .tekton/pipeline.yaml first"]);
    expect(ways).toContain("deploy-token .tekton/pipeline.yaml -> argv run");
    expect(flows.triggers).toEqual([{ event: "pull_request", untrusted: true }]);
  });

  it("is no end of the secret's way, and the pipeline has the reference itself", () => {
    const { references, ways } = read(".tekton/pipeline.yaml");
    expect(references).toEqual(["deploy-token first api-token"]);
    expect(ways).toEqual([]);
  });
});

it("tells secrets whose names callers choose, each name with its own key", () => {
  const task = resource(
    "Task",
    "login",
    `  params: [{ name: secret }, { name: key, default: token }]
  steps:
    - name: one
      env: [{ name: T, valueFrom: { secretKeyRef: { name: $(params.secret), key: $(params.key) } } }]
      script: ./run
`,
  );
  const pipeline = (name: string, given: string): string =>
    resource("Pipeline", name, `  tasks: [{ name: one, taskRef: { name: login }, params: [${given}] }]\n`);
  const read = readAll({
    "task.yaml": task,
    "a.yaml": pipeline("a", "{ name: secret, value: first }, { name: key, value: password }"),
    "b.yaml": pipeline("b", "{ name: secret, value: second }"),
  });
  expect(read("task.yaml").references).toEqual(["first/password login T", "second/token login T"]);
});

it("takes the task of a name that lies nearest, and one by its path in the repository", () => {
  const task = (version: string): string => CALL.replace("./run", `./run-${version}`);
  const call = (ref: string): string =>
    resource(
      "Pipeline",
      "p",
      `  tasks: [{ name: one, taskRef: ${ref}, params: [{ name: api-token, value: $(params.my-token) }] }]\n`,
    );
  const git =
    "{ resolver: git, params: [{ name: url, value: '{{ repo_url }}' }, { name: revision, value: '{{ revision }}' }, { name: pathInRepo, value: t/1/task.yaml }] }";
  const read = readAll({
    "t/1/task.yaml": task("1"),
    "t/2/task.yaml": task("2"),
    "t/2/tests/p.yaml": call("{ name: call }"),
    "q.yaml": call(git).replace("my-token", "other-token"),
  });
  expect(read("t/1/task.yaml").given).toEqual(["other-token q.yaml one"]);
  expect(read("t/2/task.yaml").given).toEqual(["my-token t/2/tests/p.yaml one"]);
});

describe("results", () => {
  const fetch = resource(
    "Task",
    "fetch",
    `  results: [{ name: token }]
  steps:
    - name: one
      env: [{ name: T, valueFrom: { secretKeyRef: { name: ci, key: token } } }]
      script: printf "$T" > $(results.token.path)
`,
  );
  const pipeline = (given: string): string =>
    resource(
      "Pipeline",
      "all",
      `  tasks:
    - { name: get, taskRef: { name: fetch } }
    - { name: use, taskRef: { name: call }, params: [{ name: api-token, value: ${given} }] }
`,
    );

  it("carry a secret from one task to another, in three files", () => {
    const read = readAll({
      "fetch.yaml": fetch,
      "call.yaml": CALL,
      "all.yaml": pipeline("$(tasks.get.results.token)"),
    });
    expect(read("call.yaml").given).toEqual(["ci/token fetch.yaml fetch"]);
    expect(read("call.yaml").ways).toEqual(["ci/token fetch.yaml -> argv run"]);
  });

  it("of tasks that nobody has read are no stored secrets", () => {
    const { references, flows } = readAll({ "call.yaml": CALL, "all.yaml": pipeline("$(tasks.get.results.token)") })(
      "call.yaml",
    );
    expect(references).toEqual(["api-token call "]);
    expect(flows.references[0]?.computed).toBe(true);
  });

  it("of tasks that wait for each other's end the search", () => {
    const circle = resource(
      "Pipeline",
      "round",
      `  tasks:
    - { name: a, taskRef: { name: pass }, params: [{ name: text, value: $(tasks.b.results.out) }] }
    - { name: b, taskRef: { name: pass }, params: [{ name: text, value: $(tasks.a.results.out) }] }
`,
    );
    const pass = resource(
      "Task",
      "pass",
      "  params: [{ name: text }]\n  steps: [{ script: printf '$(params.text)' > $(results.out.path) }]\n",
    );
    expect(readAll({ "a.yaml": circle, "b.yaml": pass })("b.yaml").references).toEqual([]);
  });
});

it("takes a repository's own parameters of Pipelines as Code for the secrets behind them", () => {
  const settings = `apiVersion: pipelinesascode.tekton.dev/v1alpha1
kind: Repository
metadata: { name: own }
spec:
  params: [{ name: deploy_key, secret_ref: { name: deploy, key: id } }, { name: plain, value: a }]
  git_provider: { secret: { name: hook, key: token } }
`;
  const run = resource(
    "PipelineRun",
    "run",
    "  pipelineSpec: { tasks: [{ name: one, taskSpec: { steps: [{ script: 'echo {{ deploy_key }} {{ plain }}' }] } }] }\n",
  );
  const read = readAll({ "settings.yaml": settings, ".tekton/run.yaml": run });
  expect(read("settings.yaml").references).toEqual(["deploy/id  deploy_key", "hook/token  secret"]);
  expect(read(".tekton/run.yaml").ways).toEqual(["deploy/id settings.yaml -> log echo"]);
});

it("follows an event's text from a listener over binding, template, run and pipeline into a task", () => {
  const triggers = (kind: string, name: string, spec: string): string =>
    resource(kind, name, spec).replace("tekton.dev/v1", "triggers.tekton.dev/v1beta1");
  const read = readAll({
    "listener.yaml": triggers(
      "EventListener",
      "l",
      `  triggers:
    - interceptors: [{ params: [{ name: filter, value: "header.match('X-GitHub-Event', 'pull_request')" }] }]
      bindings: [{ ref: b }]
      template: { ref: t }
`,
    ),
    "binding.yaml": triggers("TriggerBinding", "b", "  params: [{ name: title, value: $(body.pull_request.title) }]\n"),
    "template.yaml": triggers(
      "TriggerTemplate",
      "t",
      `  params: [{ name: title }]
  resourcetemplates:
    - apiVersion: tekton.dev/v1
      kind: PipelineRun
      metadata: { generateName: run- }
      spec: { pipelineRef: { name: all }, params: [{ name: subject, value: $(tt.params.title) }] }
`,
    ),
    "all.yaml": resource(
      "Pipeline",
      "all",
      "  params: [{ name: subject }]\n  tasks: [{ name: one, taskRef: { name: say }, params: [{ name: text, value: $(params.subject) }] }]\n",
    ),
    "say.yaml": resource("Task", "say", "  params: [{ name: text }]\n  steps: [{ script: echo $(params.text) }]\n"),
  });
  expect(read("say.yaml").injections).toEqual(["outsider params.text"]);
  expect(read("say.yaml").flows.triggers).toEqual([{ event: "pull_request", untrusted: true }]);
});
