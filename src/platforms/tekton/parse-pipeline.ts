import { valueOf } from "../document/access.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { PipelineSpec, PipelineTask } from "./model.ts";
import { parseRef } from "./parse-ref.ts";
import { parseTask } from "./parse-task.ts";
import { items, optional, parseGiven, parseParams, textOf } from "./parse-values.ts";

export function parsePipeline(spec: DocumentNode | undefined): PipelineSpec {
  const tasks = [...items(valueOf(spec, "tasks")), ...items(valueOf(spec, "finally"))].flatMap(parsePipelineTask);
  return { params: parseParams(valueOf(spec, "params")), tasks };
}

function parsePipelineTask(node: DocumentNode): PipelineTask[] {
  const name = textOf(node, "name");
  if (name === undefined) return [];
  const spec = valueOf(node, "taskSpec");
  const ref = parseRef(valueOf(node, "taskRef"));
  const matrix = valueOf(node, "matrix");
  const given = [
    valueOf(node, "params"),
    valueOf(matrix, "params"),
    ...items(valueOf(matrix, "include")).map((one) => valueOf(one, "params")),
  ];
  return [
    {
      name,
      ...(ref !== undefined && { ref }),
      ...(spec !== undefined && { spec: parseTask(spec) }),
      given: given.flatMap(parseGiven),
      ...optional("onError", textOf(node, "onError")),
    },
  ];
}
