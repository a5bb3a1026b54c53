import type { FlowMap } from "../../core/flow-map.ts";
import { renderObject } from "../json-text.ts";

/** The map as JSON. Fields are only ever added under one `schemaVersion`. */
export function* renderFlowsJson({ pipelines, problems }: FlowMap): Iterable<string> {
  yield* renderObject({ schemaVersion: 1, pipelines, problems });
  yield "\n";
}
