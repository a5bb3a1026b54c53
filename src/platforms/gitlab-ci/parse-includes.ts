import { scalarOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Include, Trigger } from "./model.ts";
import { parseBindings, parseRules, scalarsWithin } from "./parse-parts.ts";
import type { Resolver } from "./resolve-nodes.ts";

/** `include` in all its forms: a path or URL, a map, or a list of them. */
export function parseIncludes(resolver: Resolver, node: DocumentNode | undefined): Include[] {
  return resolver.flatten(node).flatMap((item): Include[] => {
    if (item.kind === "scalar") {
      return [{ kind: /^https?:\/\//i.test(item.value) ? "remote" : "local", name: item, inputs: [] }];
    }
    return item.kind === "map" ? parseInclude(resolver, item) : [];
  });
}

const KINDS = ["local", "template", "component", "remote", "artifact"] as const;

function parseInclude(resolver: Resolver, node: DocumentNode): Include[] {
  const shared = {
    ...parseInputs(resolver, node),
    ...parseRules(resolver, valueOf(node, "rules")),
  };
  const project = scalarOf(node, "project");
  if (project !== undefined) {
    const files = scalarsWithin(resolver, valueOf(node, "file"));
    const names: readonly Scalar[] = files.length > 0 ? files : [project];
    return names.map((name) => ({ kind: "project", name, project, ...pickScalars(node, { ref: "ref" }), ...shared }));
  }
  return KINDS.flatMap((kind) => {
    const name = scalarOf(node, kind);
    return name === undefined ? [] : [{ kind, name, ...pickScalars(node, { integrity: "integrity" }), ...shared }];
  });
}

/** What is handed over as `inputs`. */
function parseInputs(resolver: Resolver, node: DocumentNode): Pick<Include, "inputs" | "handed"> {
  const handed = resolver.follow(valueOf(node, "inputs"));
  return { inputs: parseBindings(resolver, handed), ...(handed?.kind === "map" && { handed }) };
}

/** `trigger`: a project by its name, or a map with a project or files of a child pipeline. */
export function parseTrigger(resolver: Resolver, node: DocumentNode | undefined): { readonly trigger?: Trigger } {
  const found = resolver.follow(node);
  if (found === undefined) return {};
  if (found.kind === "scalar") return { trigger: { project: found, includes: [], inputs: [] } };
  const forward = valueOf(found, "forward");
  return {
    trigger: {
      ...pickScalars(found, { project: "project", branch: "branch", strategy: "strategy" }),
      includes: parseIncludes(resolver, valueOf(found, "include")),
      ...pickScalars(forward, {
        forwardYamlVariables: "yaml_variables",
        forwardPipelineVariables: "pipeline_variables",
      }),
      ...parseInputs(resolver, found),
    },
  };
}
