import { z } from "zod";
import { ownRuleSchema } from "../../catalogue/own-rule-schema.ts";

/** What to do about keys of a rule. */
export const RULE_HINTS: Readonly<Record<string, string>> = {
  id: "Write `group/name` in small letters, such as `acme/deploy-token`.",
  title: "Name what is found, such as `Acme deploy token`.",
  examples: "Give it at least one text under `flag`, with the value between `«` and `»`.",
  flag: "Give texts with the value between `«` and `»`.",
  ok: "Give a list of texts in which nothing is found.",
  token: "Write a regular expression in quotes.",
  pattern: "Write a regular expression in quotes.",
  value: "Write a regular expression in quotes.",
  of: "Give the provider's name in small letters, of four or more, such as `acme`.",
  names: "Give names as words in small letters, such as `acme deploy token`.",
  keywords: "Give literals of three characters or more.",
  references: "Give addresses that begin with `https://`.",
  practices: "Remove it, or name practices such as `P1`.",
  since: "Remove it.",
};

export const OWN_RULE = { schema: ownRuleSchema, name: "the rule", hints: RULE_HINTS } as const;

export const OWN_RULES = { schema: z.array(ownRuleSchema), name: "the list of rules", hints: RULE_HINTS } as const;
