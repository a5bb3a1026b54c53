import { describe, expect, it } from "vitest";
import type { PipelineMap } from "../../../src/core/flow-map.ts";
import { flowGraph } from "../../../src/reporters/flows/graph.ts";
import { endOf, mapOf, pipelineOf, useOf } from "./flow-map.ts";

const names = (...pipelines: readonly PipelineMap[]) => {
  const { nodes, edges } = flowGraph(mapOf(...pipelines));
  return edges.map(({ from, to, label, isUnmasked }) =>
    [nodes[from]?.label, isUnmasked ? "-.->" : "-->", nodes[to]?.label, ...(label === "" ? [] : [`(${label})`])].join(
      " ",
    ),
  );
};

describe("the graph of flows", () => {
  it("leads from a secret over its job to what it reaches, which says whose it is", () => {
    expect(names(pipelineOf())).toEqual(["DEPLOY_TOKEN --> deploy (TOKEN)", "deploy --> curl (DEPLOY_TOKEN)"]);
  });

  it("draws a secret that two pipelines use once, and their jobs apart", () => {
    const { nodes } = flowGraph(mapOf(pipelineOf(), pipelineOf({ path: "other.yml" })));
    expect(nodes.map(({ label, note }) => `${label} ${note}`)).toEqual([
      "DEPLOY_TOKEN ",
      "deploy ci.yml",
      "curl command line",
      "deploy other.yml",
    ]);
  });

  it("draws one line for two uses in one job, with what both are called", () => {
    const uses = [useOf(), useOf({ boundTo: "OTHER", environment: "live" })];
    const secrets = [{ name: "A", builtIn: false, uses }];
    expect(names(pipelineOf({ secrets }))).toEqual([
      "A --> deploy (TOKEN, OTHER · environment live)",
      "deploy --> curl (A)",
    ]);
  });

  it.each([
    ["a log", endOf({ kind: "log", name: "echo" }), "the value may be printed"],
    ["what the log does not hide", endOf({ masked: false }), "the value may be printed"],
    ["an action at a tag", endOf({ kind: "action", name: "a/b", pinned: false }), "not fixed to a digest"],
    ["an action at a commit", endOf({ kind: "action", name: "a/b", pinned: true }), undefined],
    [
      "an action of the platform's maker",
      endOf({ kind: "action", name: "a/b", pinned: false, trusted: true }),
      undefined,
    ],
    ["a command", endOf(), undefined],
  ])("warns of what is out of the ordinary: %s", (_, end, warning) => {
    const secrets = [{ name: "A", builtIn: false, uses: [useOf({ ends: [end] })] }];
    expect(flowGraph(mapOf(pipelineOf({ secrets }))).nodes[2]?.warning).toBe(warning);
  });

  it("warns where one of two uses is out of the ordinary, whichever comes first", () => {
    const ends = [endOf(), endOf({ masked: false })];
    for (const order of [ends, ends.toReversed()]) {
      const secrets = [{ name: "A", builtIn: false, uses: [useOf({ ends: order })] }];
      const { nodes, edges } = flowGraph(mapOf(pipelineOf({ secrets })));
      expect(nodes[2]?.warning).toBe("the value may be printed");
      expect(edges[1]?.isUnmasked).toBe(true);
    }
  });

  it("tells jobs that strangers start and that get secrets all the same", () => {
    const started = (event: string) => pipelineOf({ triggers: [{ event, untrusted: true }] });
    expect(flowGraph(mapOf(started("pull_request_target"))).nodes[1]?.warning).toBe(
      "open to strangers: pull_request_target",
    );
    expect(flowGraph(mapOf(started("pull_request"))).nodes[1]?.warning).toBeUndefined();
  });

  it("names what has no name by what it is", () => {
    const uses = [useOf({ ends: [endOf({ kind: "cache", name: "" })], boundTo: undefined as never })];
    expect(names(pipelineOf({ secrets: [{ name: "*", builtIn: false, uses }] }))).toEqual([
      "all secrets --> deploy",
      "deploy --> cache (all secrets)",
    ]);
  });
});
