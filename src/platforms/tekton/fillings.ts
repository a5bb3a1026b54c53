import type { TextRange } from "../script/script.ts";

/** Something that Tekton, or Pipelines as Code before it, fills into a text. */
export interface Filling extends TextRange {
  /** The parameter, the whole expression, or what stands between the braces. */
  readonly name: string;
  readonly kind: "param" | "other" | "template";
}

const FILLING =
  /\$\((?:inputs\.)?(?<root>params|tt\.params|workspaces|context|tasks|results|steps?|credentials|artifacts|resources|outputs|body|header|extensions|pipelineRun|taskRun)(?<rest>(?:\.|\[)[^()\n]{1,200})\)|\{\{(?<template>[^{}\n]{1,200})\}\}|^\(\((?<bare>[^{}()\n]{1,200})\)\)/g;

/** Everything that is filled into a text, in its order. */
export function fillingsIn(text: string): Filling[] {
  if (!text.includes("$(") && !text.includes("{{") && !text.startsWith("((")) return [];
  return Array.from(text.matchAll(FILLING), ({ index, 0: written, groups }): Filling => {
    const { root, rest = "", template, bare } = groups ?? {};
    const range = { start: index, end: index + written.length };
    const inBraces = template ?? bare;
    if (inBraces !== undefined) return { ...range, kind: "template", name: inBraces.trim() };
    if (root === "params" || root === "tt.params") return { ...range, kind: "param", name: nameIn(rest) };
    return { ...range, kind: "other", name: `${root}${rest}` };
  });
}

/** `.name`, `["name"]` or `['name']`, with or without an index behind it. */
const nameIn = (rest: string): string => {
  const { quoted, plain } = /^(?:\[["'](?<quoted>[^"']+)["']\]|\.(?<plain>[^\[]+))/.exec(rest)?.groups ?? {};
  return quoted ?? plain ?? rest;
};

/** Whether anything in a text is filled in: by Tekton, by Kubernetes (`$(NAME)`), or before. */
export const isComputed = (text: string): boolean => /\$\([\w.\["'-]|\{\{|^\(\(/.test(text);
