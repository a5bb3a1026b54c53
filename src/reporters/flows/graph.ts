import type { FlowEnd, FlowMap, PipelineMap } from "../../core/flow-map.ts";

/** What a secret reaches, in people's words. */
export const SINK_WORDS: Readonly<Record<FlowEnd["kind"], string>> = {
  action: "action",
  image: "image",
  host: "host",
  log: "log",
  artefact: "artefact",
  cache: "cache",
  output: "output",
  argv: "command line",
  file: "file",
  layer: "image layer",
  callee: "called pipeline",
};

/** One thing in the picture; `column` 0 holds secrets, 1 jobs, 2 what they reach. */
export interface FlowNode {
  readonly id: number;
  readonly column: 0 | 1 | 2;
  readonly label: string;
  /** A smaller line below the label. */
  readonly note: string;
  /** Why it should be looked at; absent where nothing is out of the ordinary. */
  readonly warning?: string;
}

/** A way from one thing to another. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  /** What it is called there: a variable, an environment. */
  readonly label: string;
  /** Whether the log no longer knows the value there. */
  readonly isUnmasked: boolean;
}

/** The secrets of all pipelines, jobs and what they reach, each once, in the order in which they are met. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/** Draws the map together: a secret that several pipelines use is one thing, and so is what several jobs reach. */
export function flowGraph({ pipelines }: Pick<FlowMap, "pipelines">): FlowGraph {
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();
  const node = (key: string, what: Omit<FlowNode, "id">): number => {
    const known = nodes.get(key);
    // A later use may be the one to warn of.
    const warning = known?.warning ?? what.warning;
    const one = { ...(known ?? { id: nodes.size, ...what }), ...(warning === undefined ? {} : { warning }) };
    nodes.set(key, one);
    return one.id;
  };
  const edge = (one: FlowEdge): void => {
    const key = `${one.from} ${one.to}`;
    const known = edges.get(key);
    const labels = new Set([...(known?.label ?? "").split(", "), one.label].filter((label) => label !== ""));
    edges.set(key, {
      ...one,
      label: [...labels].join(", "),
      isUnmasked: one.isUnmasked || known?.isUnmasked === true,
    });
  };
  for (const pipeline of pipelines) {
    for (const { name, builtIn, uses } of pipeline.secrets) {
      const secret = node(`secret ${name}`, {
        column: 0,
        label: labelOf(name),
        note: builtIn ? "made for each run" : "",
        ...(name === "*" ? { warning: "no name tells which secrets these are" } : {}),
      });
      for (const { job = "", environment, boundTo, ends } of uses) {
        const to = node(`job ${pipeline.path} ${job}`, { column: 1, ...jobOf(pipeline, job) });
        const label = [boundTo, environment === undefined ? "" : `environment ${environment}`];
        edge({ from: secret, to, label: label.filter(Boolean).join(" · "), isUnmasked: false });
        // Several secrets meet in a job: the way out says which one takes it.
        for (const end of ends) edge({ from: to, to: sink(end, node), label: labelOf(name), isUnmasked: !end.masked });
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

const labelOf = (name: string): string => (name === "*" ? "all secrets" : name);

/** What strangers start by these gets no secret, as the platforms are set at first. */
const WITHOUT_SECRETS: ReadonlySet<string> = new Set(["pull_request", "merge_request_event", "pr"]);

function jobOf({ path, triggers }: PipelineMap, job: string): Pick<FlowNode, "label" | "note" | "warning"> {
  const open = triggers
    .filter(({ event, untrusted }) => untrusted && !WITHOUT_SECRETS.has(event))
    .map(({ event }) => event);
  return {
    label: job === "" ? path : job,
    note: job === "" ? triggers.map(({ event }) => event).join(", ") : path,
    ...(open.length === 0 ? {} : { warning: `open to strangers: ${[...new Set(open)].join(", ")}` }),
  };
}

function sink(
  { kind, name, pinned, trusted, masked }: FlowEnd,
  node: (key: string, what: Omit<FlowNode, "id">) => number,
): number {
  const isLoose = (kind === "action" || kind === "image") && pinned === false && trusted !== true;
  const warning =
    kind === "log" || !masked ? "the value may be printed" : isLoose ? "not fixed to a digest" : undefined;
  const what = { column: 2, label: name === "" ? SINK_WORDS[kind] : name, note: SINK_WORDS[kind] } as const;
  return node(`sink ${kind} ${name}`, { ...what, ...(warning === undefined ? {} : { warning }) });
}
