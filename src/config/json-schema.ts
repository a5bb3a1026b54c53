import { z } from "zod";
import { configSchema } from "./schema.ts";

/** The JSON Schema of `sealint.yaml`, for editors: the text of a file. */
export function configJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { target: "draft-7", io: "input" });
  const head = { $schema, title: "sealint.yaml", description: "Settings of sealint for a repository." };
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`;
}
