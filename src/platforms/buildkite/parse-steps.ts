import { entryOf, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { CommandStep, Field, GateStep, Step } from "./model.ts";
import { bindingsOf, notifiesOf, optional, partOf, pluginsOf, secretsOf, textsOf } from "./parse-parts.ts";

/** Groups do not hold groups; the walk recurses all the same. */
const MAX_DEPTH = 20;

/** Steps of a list, those of groups in their places. */
export function parseSteps(
  node: DocumentNode | undefined,
  outer: Pick<Step, "conditions" | "dependsOn"> = { conditions: [], dependsOn: [] },
  depth = 0,
): Step[] {
  if (node?.kind !== "sequence" || depth > MAX_DEPTH) return [];
  return node.items.flatMap((item): Step[] => {
    if (item.kind === "scalar") return wordStep(item);
    if (item.kind === "sequence") return [];
    const [step, kind] = unwrapped(item);
    const base = baseOf(step, outer);
    if (kind === "group") return parseSteps(valueOf(step, "steps"), base, depth + 1);
    return [stepOf(step, kind, base)];
  });
}

/** Keys that say what a step is, and the kinds that they stand for. */
const KINDS = {
  group: "group",
  block: "block",
  manual: "block",
  input: "input",
  trigger: "trigger",
  wait: "wait",
  waiter: "wait",
} as const;

type Kind = (typeof KINDS)[keyof typeof KINDS] | "command";

/** What a step is, and where its keys are: all of them may stand below the one that says what it is. */
function unwrapped(item: Mapping): readonly [Mapping, Kind] {
  for (const [key, kind] of Object.entries(KINDS)) {
    const value = valueOf(item, key);
    if (value !== undefined) return [value.kind === "map" ? value : item, kind];
  }
  const inner = valueOf(item, "command");
  return [inner?.kind === "map" ? inner : item, "command"];
}

/** A step that is a word: `wait`, or a gate without a question. */
function wordStep(word: Scalar): Step[] {
  const base = { place: word.place, conditions: [], branches: [], dependsOn: [] };
  if (/^wait(?:er)?$/.test(word.value)) return [{ kind: "wait", ...base }];
  if (/^(?:block|manual)$/.test(word.value)) return [{ kind: "block", ...base, fields: [] }];
  return word.value === "input" ? [{ kind: "input", ...base, fields: [] }] : [];
}

type Base = Omit<GateStep, "kind" | "fields">;

function baseOf(node: Mapping, outer: Pick<Step, "conditions" | "dependsOn">): Base {
  return {
    place: node.place,
    ...optional({
      label: scalarOf(node, "label") ?? scalarOf(node, "name") ?? scalarOf(node, "group"),
      key: scalarOf(node, "key") ?? scalarOf(node, "id") ?? scalarOf(node, "identifier"),
    }),
    conditions: [...outer.conditions, ...textsOf(valueOf(node, "if"))],
    branches: branchesOf(valueOf(node, "branches")),
    dependsOn: [...outer.dependsOn, ...dependenciesOf(valueOf(node, "depends_on"))],
  };
}

function stepOf(node: Mapping, kind: Exclude<Kind, "group">, base: Base): Step {
  switch (kind) {
    case "block":
    case "input":
      return { kind, ...base, ...gateName(node, base), fields: fieldsOf(valueOf(node, "fields")) };
    case "trigger":
      return triggerOf(node, base);
    case "wait":
      return { kind, ...base };
    case "command":
      return commandOf(node, base);
  }
}

/** A gate is called what it asks. */
const gateName = (node: Mapping, { label }: Base): Pick<Base, "label"> =>
  optional({ label: scalarOf(node, "block") ?? scalarOf(node, "input") ?? scalarOf(node, "manual") ?? label });

function triggerOf(node: Mapping, base: Base): Step {
  const pipeline = scalarOf(node, "trigger");
  if (pipeline === undefined) return { kind: "wait", ...base };
  return { kind: "trigger", ...base, pipeline, env: bindingsOf(valueOf(valueOf(node, "build"), "env")) };
}

function commandOf(node: Mapping, base: Base): CommandStep {
  const caches = valueOf(node, "cache");
  return {
    kind: "command",
    ...base,
    commands: textsOf(valueOf(node, "command") ?? valueOf(node, "commands") ?? valueOf(node, "script")),
    env: bindingsOf(valueOf(node, "env")),
    secrets: secretsOf(valueOf(node, "secrets")),
    agents: bindingsOf(valueOf(node, "agents")),
    plugins: pluginsOf(valueOf(node, "plugins")),
    artifactPaths: splitAt(textsOf(valueOf(node, "artifact_paths")), ";"),
    cachePaths: textsOf(caches?.kind === "map" ? valueOf(caches, "paths") : caches),
    ...optional({ image: scalarOf(node, "image"), softFail: softFailOf(valueOf(node, "soft_fail")) }),
    notify: notifiesOf(valueOf(node, "notify")),
  };
}

/** `soft_fail`: a switch, or exit codes, of which only `*` is any. */
function softFailOf(node: DocumentNode | undefined): Scalar | undefined {
  const scalars = node?.kind === "scalar" ? [node] : scalarsIn(node);
  return scalars.find(({ value }) => value === "true" || value === "*");
}

function dependenciesOf(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind !== "sequence") return textsOf(node);
  return node.items.flatMap((item) => (item.kind === "scalar" ? [item] : textsOf(valueOf(item, "step"))));
}

/** Patterns of branches in one text are parted by spaces. */
const branchesOf = (node: DocumentNode | undefined): Scalar[] => splitAt([...scalarsOf(node)], " ");

function splitAt(scalars: readonly Scalar[], separator: string): Scalar[] {
  return scalars.flatMap((scalar) => {
    const found: Scalar[] = [];
    let from = 0;
    for (const part of scalar.value.split(separator)) {
      const start = from + part.length - part.trimStart().length;
      const word = part.trim();
      if (word !== "") found.push(word === scalar.value ? scalar : partOf(scalar, start, start + word.length));
      from += part.length + separator.length;
    }
    return found;
  });
}

function fieldsOf(node: DocumentNode | undefined): Field[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item): Field[] => {
    const key = scalarOf(item, "key");
    if (key === undefined) return [];
    // A format has to be matched, but it may be that of any text.
    const takesText = entryOf(item, "text") !== undefined && entryOf(item, "options") === undefined;
    return [{ key, takesText, ...optional({ default: scalarOf(item, "default") }) }];
  });
}
