import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { renderFlowsMermaid } from "../../../src/reporters/flows/mermaid.ts";
import { renderFlowsSvg } from "../../../src/reporters/flows/svg.ts";
import { renderFlowsText } from "../../../src/reporters/flows/text.ts";
import { textStyle } from "../../../src/reporters/text-style.ts";
import { endOf, mapOf, pipelineOf, useOf } from "./flow-map.ts";

const HOSTILE = `"]); click n0 "javascript:alert(1)" <script>\u202e\u001b[31m#quot; & end`;
const hostile = mapOf(
  pipelineOf({
    path: HOSTILE,
    secrets: [
      {
        name: HOSTILE,
        builtIn: false,
        uses: [useOf({ job: HOSTILE, boundTo: HOSTILE, ends: [endOf({ name: HOSTILE, masked: false })] })],
      },
    ],
  }),
);

const mermaid = (map: ReturnType<typeof mapOf>): string => [...renderFlowsMermaid(map)].join("");
const svg = (map: ReturnType<typeof mapOf>): string => [...renderFlowsSvg(map)].join("");
const text = (map: ReturnType<typeof mapOf>): string =>
  [...renderFlowsText(map, { style: textStyle(false), pathPrefix: "shop/" })].join("");

describe("the flowchart", () => {
  it("is Mermaid's", () => {
    const end = endOf({ kind: "log", name: "echo", masked: false });
    const secrets = [{ name: "A", builtIn: false, uses: [useOf({ ends: [end] })] }];
    expect(mermaid(mapOf(pipelineOf({ secrets })))).toBe(
      [
        "flowchart LR",
        '  n0(["A"])',
        '  n1["deploy<br>ci.yml"]',
        '  n2("echo<br>log<br>⚠ the value may be printed")',
        '  n0 -->|"TOKEN"| n1',
        '  n1 -.->|"A"| n2',
        "  classDef warned stroke:#b3261e,stroke-width:2px",
        "  class n2 warned",
        "",
      ].join("\n"),
    );
  });

  it("takes no words of a pipeline for its own", () => {
    for (const line of mermaid(hostile).split("\n").slice(1, 6)) {
      const texts = line.match(/"[^"]*"/g) ?? [];
      expect(texts).toHaveLength(1);
      expect(line.replace(/"[^"]*"/, "")).toMatch(/^ {2}n\d+(?:\(\[\]\)|\[\]|\(\)| (?:-->|-\.->)\|\| n\d+)$/);
      expect(texts[0]?.replaceAll("<br>", "").replaceAll(/#\d+;/g, "")).toMatch(/^"[\p{L}\p{N} ._\-\/@:,·⚠]*"$/v);
    }
  });
});

describe("the picture", () => {
  it.each([
    ["of one flow", mapOf(pipelineOf())],
    ["of nothing", mapOf()],
    ["of hostile names", hostile],
  ])("%s is XML without anything that runs or is fetched", (_, map) => {
    const problems: string[] = [];
    const parser = new DOMParser({ onError: (_level, message) => problems.push(message) });
    const document = parser.parseFromString(svg(map), "image/svg+xml");
    expect(problems).toEqual([]);
    const elements = [...document.getElementsByTagName("*")];
    const names = new Set(elements.map(({ localName }) => localName));
    expect(
      [...names].filter((name) => !["svg", "title", "desc", "style", "rect", "text", "g", "path"].includes(name ?? "")),
    ).toEqual([]);
    const attributes = elements.flatMap((element) => [...element.attributes].map(({ name }) => name));
    expect(attributes.filter((name) => /^on|href|src/.test(name))).toEqual([]);
  });

  it("shows what it is about, in words, too", () => {
    const drawn = svg(mapOf(pipelineOf()));
    for (const words of ["DEPLOY_TOKEN to deploy. deploy to curl.", ">deploy</text>", ">command line</text>"])
      expect(drawn).toContain(words);
  });

  it("keeps its boxes apart and within the page", () => {
    const secrets = ["A", "B", "C"].map((name) => ({ name, builtIn: name === "B", uses: [useOf()] }));
    const drawn = svg(mapOf(pipelineOf({ secrets, triggers: [{ event: "issue_comment", untrusted: true }] })));
    const boxes = [...drawn.matchAll(/<rect class="box[^"]*" x="(\d+)" y="(\d+)" width="\d+" height="(\d+)"/g)].map(
      (box) => box.slice(1).map(Number),
    ) as [number, number, number][];
    expect(boxes).toHaveLength(5);
    const height = Number(/height="(\d+)" viewBox/.exec(drawn)?.[1]);
    for (const [x, y, tall] of boxes) {
      expect(y + tall).toBeLessThan(height);
      expect(boxes.filter((other) => other[0] === x && other[1] < y + tall && y < other[1] + other[2])).toHaveLength(1);
    }
  });
});

describe("the tree", () => {
  it("tells pipeline, secret, use and end", () => {
    const end = endOf({ kind: "action", name: "a/b", pinned: false });
    const secrets = [
      { name: "A", builtIn: false, uses: [useOf({ step: "Send", environment: "live", ends: [end] })] },
      { name: "GITHUB_TOKEN", builtIn: true, uses: [] },
    ];
    expect(text(mapOf(pipelineOf({ secrets, triggers: [{ event: "issue_comment", untrusted: true }] })))).toBe(
      [
        "shop/ci.yml  github-actions, started by issue_comment (strangers, too)",
        "  A",
        "    deploy › Send  as TOKEN (env)  of live  line 7",
        "      → action a/b  not fixed to a digest  line 9",
        "  GITHUB_TOKEN  made for each run",
        "",
        "2 secrets in 1 pipeline.",
        "",
      ].join("\n"),
    );
  });

  it("has nothing that acts on a terminal", () => {
    expect(text(hostile)).not.toMatch(/[\u001b\u202e]/);
  });
});
