import type { FlowEnd, FlowMap, PipelineMap, SecretUse } from "../../core/flow-map.ts";
import { plural } from "../plural.ts";
import { printable } from "../printable.ts";
import type { TextStyle } from "../text-style.ts";
import { SINK_WORDS } from "./graph.ts";

/** How the map is written for people. */
export interface FlowTextOptions {
  readonly style: TextStyle;
  /** What leads from where the reader stands to the shown paths. */
  readonly pathPrefix: string;
}

/** The map as a tree: pipeline, secret, use, what it reaches. */
export function* renderFlowsText({ pipelines }: FlowMap, { style, pathPrefix }: FlowTextOptions): Iterable<string> {
  for (const pipeline of pipelines) {
    yield `${style.path(printable(pathPrefix + pipeline.path))}  ${style.quiet(startedBy(pipeline))}\n`;
    if (pipeline.sharesSecrets) yield "  Every job gets all secrets of the project.\n";
    if (pipeline.secrets.length === 0) yield style.quiet("  uses no secret\n");
    for (const { name, builtIn, uses } of pipeline.secrets) {
      const title = name === "*" ? "all secrets, or one that is worked out" : printable(name);
      yield `  ${style.label(title)}${builtIn ? style.quiet("  made for each run") : ""}\n`;
      for (const use of uses) {
        yield `    ${printable(whereOf(use))}  ${style.quiet(`line ${use.location.start.line}`)}\n`;
        for (const end of use.ends) yield `      → ${endOf(end, style)}\n`;
      }
    }
    yield "\n";
  }
  const secrets = new Set(pipelines.flatMap((pipeline) => pipeline.secrets.map(({ name }) => name)));
  yield `${plural(secrets.size, "secret")} in ${plural(pipelines.length, "pipeline")}.\n`;
}

function startedBy({ platform, triggers }: PipelineMap): string {
  const events = triggers.map(({ event, untrusted }) => (untrusted ? `${event} (strangers, too)` : event));
  return printable([platform, ...(events.length === 0 ? [] : [`started by ${events.join(", ")}`])].join(", "));
}

function whereOf({ job, step, environment, via, boundTo }: SecretUse): string {
  const place = [job, step].filter((part) => part !== undefined).join(" › ");
  const bound = boundTo === undefined ? `by ${via}` : `as ${boundTo} (${via})`;
  return [place, bound, ...(environment === undefined ? [] : [`of ${environment}`])].filter(Boolean).join("  ");
}

function endOf({ kind, name, pinned, trusted, masked, location }: FlowEnd, style: TextStyle): string {
  const loose = pinned === false && trusted !== true ? "  not fixed to a digest" : "";
  const seen = masked ? "" : "  the log would show it";
  const between = kind === "argv" ? "of " : kind === "log" ? "by " : "";
  return `${SINK_WORDS[kind]} ${between}${printable(name)}${style.error(loose + seen)}  ${style.quiet(`line ${location.start.line}`)}`;
}
