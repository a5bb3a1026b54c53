import { z } from "zod";

/** Keys that a schema knows for the map at a path; none where no map belongs. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let type: unknown = schema;
  for (const step of path) {
    if (type instanceof z.ZodObject) type = type.shape[String(step)];
    else if (type instanceof z.ZodArray) type = type.element;
    else if (type instanceof z.ZodRecord) type = type.valueType;
    if (type instanceof z.ZodOptional) type = type.unwrap();
  }
  return type instanceof z.ZodObject ? Object.keys(type.shape) : [];
}
