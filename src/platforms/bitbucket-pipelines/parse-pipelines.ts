import { asMapping, entryOf, scalarOf, scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Scalar } from "../document/tree.ts";
import type { Parameter, Pipeline, PlacedStep, Start } from "./model.ts";
import { parseStep } from "./parse-step.ts";

/** Sections of `pipelines` that hold one pipeline a pattern or name. */
const NAMED: ReadonlySet<string> = new Set([
  "branches",
  "tags",
  "bookmarks",
  "pull-requests",
  "custom",
] satisfies Start[]);

/** All pipelines below `pipelines`, and those below `definitions` that others may import. */
export function parsePipelines(root: DocumentNode): Pipeline[] {
  const sections = asMapping(valueOf(root, "pipelines"))?.entries ?? [];
  const own = sections.flatMap((section) => pipelinesOf(section));
  const definitions = valueOf(root, "definitions");
  const shared = asMapping(valueOf(definitions, "pipelines"))?.entries ?? [];
  return [
    ...own,
    ...shared.flatMap(({ key, value }) => pipelineOf("shared", value, key)),
    // Steps that are there to be referred to; those that a pipeline runs are known by their places.
    ...pipelineOf("shared", valueOf(definitions, "steps")),
  ];
}

function pipelinesOf({ key, value }: Entry): Pipeline[] {
  if (key.value === "default") return pipelineOf("default", value, key);
  const start = NAMED.has(key.value) ? (key.value as Start) : "event";
  // An event of its own has lists of conditions and pipelines, or of steps, at some depth.
  if (value.kind !== "map") return pipelineOf(start, value, key);
  return value.entries.flatMap((entry) => pipelineOf(start, entry.value, entry.key));
}

function pipelineOf(start: Start, node: DocumentNode | undefined, name?: Scalar): Pipeline[] {
  if (node?.kind !== "sequence" && node?.kind !== "map") return [];
  const items = node.kind === "sequence" ? node.items : [node];
  const variables = items.flatMap((item) => parseParameters(valueOf(item, "variables")));
  return [{ start, ...(name !== undefined && { name }), variables, steps: stepsOf(items, { manual: false }).steps }];
}

/** What a step takes over from what stands around and before it. */
interface Around {
  readonly manual: boolean;
  readonly deployment?: Scalar;
}

/** Steps at any depth. What follows a step that somebody has to start waits for it, too. */
function stepsOf(
  items: readonly DocumentNode[],
  around: Around,
): { readonly steps: PlacedStep[]; readonly manual: boolean } {
  let { manual } = around;
  const steps: PlacedStep[] = [];
  for (const item of items) {
    const step = valueOf(item, "step");
    if (step !== undefined) {
      const parsed = parseStep(step);
      manual ||= parsed.trigger?.value === "manual";
      const deployment = parsed.deployment ?? around.deployment;
      steps.push({ step: parsed, manual, ...(deployment !== undefined && { deployment }) });
      continue;
    }
    const group = valueOf(item, "stage") ?? valueOf(item, "parallel");
    if (group === undefined) continue;
    const inner = group.kind === "sequence" ? group : valueOf(group, "steps");
    const deployment = scalarOf(group, "deployment") ?? around.deployment;
    const found = stepsOf(inner?.kind === "sequence" ? inner.items : [], {
      manual: manual || scalarOf(group, "trigger")?.value === "manual",
      ...(deployment !== undefined && { deployment }),
    });
    steps.push(...found.steps);
    manual ||= found.manual;
  }
  return { steps, manual };
}

function parseParameters(node: DocumentNode | undefined): Parameter[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => {
    const name = scalarOf(item, "name");
    const preset = scalarOf(item, "default");
    const limited = entryOf(item, "allowed-values") !== undefined;
    return name === undefined ? [] : [{ name, limited, ...(preset !== undefined && { default: preset }) }];
  });
}

/** Every `import` of a pipeline, and the files that `definitions` names. */
export function parseImports(root: DocumentNode): Scalar[] {
  const sections = asMapping(valueOf(root, "pipelines"))?.entries ?? [];
  const named = sections.flatMap(({ value }) => [value, ...(asMapping(value)?.entries ?? []).map((one) => one.value)]);
  const imports = valueOf(valueOf(root, "definitions"), "imports");
  return [...named.flatMap((node) => scalarOf(node, "import") ?? []), ...scalarsIn(imports)];
}
