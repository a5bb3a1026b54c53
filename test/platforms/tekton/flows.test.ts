import { expect, it } from "vitest";
import { tekton } from "../../../src/platforms/tekton/platform.ts";
import { readAs, references, ways } from "../../support/read-platform.ts";

const read = (text: string) => readAs(tekton, "run.yaml", text);

const task = (steps: string, rest = "") => `apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build }
spec:
${rest}  steps:
${steps}`;

const TOKEN = `        - name: TOKEN
          valueFrom: { secretKeyRef: { name: ci, key: token } }
`;

it("finds secrets of variables, whole secrets, volumes, workspaces, pods, interceptors and repositories", () => {
  const text = `${task(
    `    - name: one
      image: a
      env:
${TOKEN}        - name: HEADER
          value: Bearer $(TOKEN)
      envFrom: [{ secretRef: { name: all } }]
      volumeMounts: [{ name: keys, mountPath: /keys }]
      script: ./run "$HEADER" "$OTHER_TOKEN"
`,
    "  volumes: [{ name: keys, secret: { secretName: ssh } }]\n",
  )}---
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: run }
spec:
  podTemplate: { imagePullSecrets: [{ name: pull }] }
  workspaces:
    - { name: basic-auth, secret: { secretName: "{{ git_auth_secret }}" } }
    - { name: docker, secret: { secretName: registry } }
---
apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: { name: listener }
spec:
  triggers:
    - interceptors: [{ params: [{ name: secretRef, value: { secretName: hook, secretKey: token } }] }]
      github: { secretRef: { secretName: old, secretKey: token } }
`;
  const found = read(text);
  expect(references(found)).toEqual([
    "all env build/one: all",
    "ci/token env build/one: ci (TOKEN)",
    "ssh mount build/one: ssh (/keys)",
    "git_auth_secret* mount /: {{ git_auth_secret }} (basic-auth)",
    "registry mount /: registry (docker)",
    "pull input /: pull",
    "old/token input /: old (secretRef)",
  ]);
  expect(ways(found, "argv")).toEqual([
    "ci/token > Bearer $(TOKEN) -> argv run: $HEADER",
    "all -> argv run: $OTHER_TOKEN",
  ]);
});

it("follows scripts, interpreters, commands with arguments, and what is written to results", () => {
  const found = read(
    task(`    - name: shell
      env:
${TOKEN}      script: |
        #!/bin/sh
        printf "$TOKEN" > $(results.token.path)
        echo "$TOKEN" | base64
    - name: python
      env:
${TOKEN}      script: |
        #!/usr/bin/env python3
        import os
        print(os.environ["TOKEN"])
    - name: words
      image: gcr.io/kaniko-project/executor:v1
      env:
${TOKEN}      args: [--build-arg, "TOKEN=$(TOKEN)"]
    - name: inner
      command: [/bin/bash]
      args: [-ec, 'login --password "$TOKEN"']
      env:
${TOKEN}`),
  );
  expect(ways(found, "output", "log", "argv")).toEqual([
    "ci/token -> output /tekton/results/token: $TOKEN",
    "ci/token -> log base64: $TOKEN!",
    'ci/token -> log print: os.environ["TOKEN"]',
    "ci/token -> argv executor: $(TOKEN)",
    "ci/token -> argv login: $TOKEN",
  ]);
});

it("follows the results of steps into those behind them", () => {
  const found = read(
    task(`    - name: early
      script: ./run $(steps.login.results.session)
    - name: login
      env:
${TOKEN}      script: printf "$TOKEN" > $(step.results.session.path)
    - name: use
      script: ./run $(steps.login.results.session) $(steps.login.results.other) $(steps.use.results.session)
`),
  );
  expect(ways(found, "output", "argv")).toEqual([
    "ci/token -> output /tekton/steps/own/results/session: $TOKEN",
    "ci/token > $TOKEN > $(steps.login.results.session) -> argv run: $(steps.login.results.session)",
  ]);
});

it("follows parameters from a run over a pipeline into a task", () => {
  const found = read(`${task(
    `    - name: one
      script: ./run $(params.api-token)
`,
    "  params: [{ name: api-token }]\n",
  )}---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: all }
spec:
  params: [{ name: deploy-token }]
  tasks:
    - name: first
      taskRef: { name: build }
      params: [{ name: api-token, value: $(params.deploy-token) }]
---
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: run
  annotations: { pipelinesascode.tekton.dev/on-cel-expression: event == "pull_request" }
spec: { pipelineRef: { name: all } }
`);
  expect(references(found)).toEqual(["deploy-token input first/: $(params.deploy-token) (api-token)"]);
  expect(found.flows?.references[0]?.triggers).toEqual([{ event: "pull_request", untrusted: true }]);
  expect(found.flows?.jobs.map(({ name }) => name)).toEqual(["build", "first"]);
});

it("tells what lies elsewhere, and whether it can change", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const { flows } = read(`apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: run
  annotations:
    pipelinesascode.tekton.dev/task: "[git-clone:0.9, .tekton/own.yaml, https://example.com/${commit}/a.yaml]"
spec:
  pipelineSpec:
    tasks:
      - name: a
        taskRef: { resolver: git, params: [{ name: url, value: https://example.com/r }, { name: revision, value: ${commit} }, { name: pathInRepo, value: t/scan.yaml }] }
      - name: b
        taskRef: { bundle: example.com/tasks:1, name: build }
      - name: c
        taskRef: { resolver: git, params: [{ name: url, value: "{{ repo_url }}" }, { name: revision, value: "{{ revision }}" }] }
      - name: d
        taskRef: { name: own }
`);
  expect(flows?.inclusions.map(({ name, version, pinned }) => `${name} ${version} ${pinned}`)).toEqual([
    "git-clone of the hub 0.9 false",
    `https://example.com/${commit}/a.yaml ${commit} true`,
    `t/scan.yaml of example.com/r ${commit} true`,
    "example.com/tasks 1 false",
  ]);
  expect(flows?.tools.map(({ name }) => name)).toEqual(["scan", "build", "", "own"]);
});
