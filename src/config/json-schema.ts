import { z } from "zod";
import type { RuleMeta } from "../core/rule.ts";
import type { RuleOption } from "../core/rule-option.ts";
import { configSchema, ruleSettings } from "./schema.ts";

/** The JSON Schema of `sealint.yaml`, for editors, with the options of the rules that have some: the text of a file. */
export function configJsonSchema(rules: readonly RuleMeta[]): string {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { target: "draft-7", io: "input" });
  const { $schema: _, ...settings } = z.toJSONSchema(ruleSettings, { target: "draft-7", io: "input" });
  const { properties = {}, ...head } = schema;
  const ofRules = properties["rules"];
  const own = rules.flatMap(({ id, title, options }) =>
    options === undefined ? [] : [[id, ownSettings(title, options)]],
  );
  const whole = {
    $schema,
    title: "sealint.yaml",
    description: "Settings of sealint for a repository.",
    ...head,
    definitions: { ruleSettings: settings },
    properties: {
      ...properties,
      ...(typeof ofRules === "object" && {
        rules: {
          ...ofRules,
          properties: Object.fromEntries(own),
          additionalProperties: { $ref: SETTINGS },
        },
      }),
    },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const SETTINGS = "#/definitions/ruleSettings";

/** Settings of one rule, which say of its options what they take. */
const ownSettings = (title: string, options: NonNullable<RuleMeta["options"]>) => ({
  description: `${title}.`,
  allOf: [
    { $ref: SETTINGS },
    {
      properties: {
        options: {
          properties: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, valueOf(option)])),
          additionalProperties: false,
        },
      },
    },
  ],
});

function valueOf(option: RuleOption): object {
  const { says: description, kind } = option;
  if (kind === "names") return { description, type: "array", items: { type: "string" } };
  if (kind === "count")
    return { description, type: "integer", minimum: option.least, maximum: option.most, default: option.default };
  return { description, type: "string", default: option.default };
}
