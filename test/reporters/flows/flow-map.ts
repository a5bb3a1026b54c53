import type { FlowEnd, FlowMap, PipelineMap, SecretUse } from "../../../src/core/flow-map.ts";

const at = (path: string, line: number) => ({
  unit: path,
  path,
  start: { line, column: 1 },
  end: { line, column: 5 },
});

export const endOf = (more: Partial<FlowEnd> = {}): FlowEnd => ({
  kind: "argv",
  name: "curl",
  masked: true,
  location: at("ci.yml", 9),
  path: [],
  ...more,
});

export const useOf = (more: Partial<SecretUse> = {}): SecretUse => ({
  job: "deploy",
  via: "env",
  boundTo: "TOKEN",
  location: at("ci.yml", 7),
  ends: [endOf()],
  ...more,
});

export const pipelineOf = (more: Partial<PipelineMap> = {}): PipelineMap => ({
  path: "ci.yml",
  platform: "github-actions",
  triggers: [{ event: "push", untrusted: false }],
  sharesSecrets: false,
  secrets: [{ name: "DEPLOY_TOKEN", builtIn: false, uses: [useOf()] }],
  ...more,
});

export const mapOf = (...pipelines: readonly PipelineMap[]): FlowMap => ({ pipelines, problems: [] });
