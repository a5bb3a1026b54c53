import { expect, it } from "vitest";
import { platforms } from "../../../src/platforms/registry.ts";

const named = (path: string, head: string) => platforms.find((one) => one.recognise(path, head))?.id;

it.each([
  ["tasks/a.yaml", "apiVersion: tekton.dev/v1\nkind: Task\n"],
  [".tekton/push.yml", "# a comment\napiVersion: 'tekton.dev/v1beta1'\nkind: PipelineRun\n"],
  ["a.yaml", "kind: EventListener\napiVersion: triggers.tekton.dev/v1alpha1\n"],
  ["a.yaml", "apiVersion: v1\nkind: Secret\n---\napiVersion: tekton.dev/v1\nkind: Task\n"],
  ["a.yaml", "apiVersion: pipelinesascode.tekton.dev/v1alpha1\nkind: Repository\n"],
  ["list.yaml", "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: tekton.dev/v1\n    kind: Task\n"],
])("%s is Tekton's: %j", (path, head) => {
  expect(named(path, head)).toBe("tekton");
});

it.each([
  [".tekton/config.yaml", "apiVersion: v1\nkind: ConfigMap\n"],
  ["a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  annotations:\n    a: tekton.dev/v1\n"],
  ["a.md", "apiVersion: tekton.dev/v1\nkind: Task\n"],
  ["a.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nrules:\n  - apiGroups: [tekton.dev/v1]\n"],
])("%s is not: %j", (path, head) => {
  expect(named(path, head)).toBeUndefined();
});
