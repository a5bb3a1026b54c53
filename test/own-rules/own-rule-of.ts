import { compileOwnRule, type OwnRuleFault } from "../../src/catalogue/compile-own-rule.ts";
import { ownRuleSchema } from "../../src/catalogue/own-rule-schema.ts";
import type { SecretRule } from "../../src/core/rule.ts";

/** A rule of a repository's own with what a test says of it, compiled. */
export function compiledOwn(rule: Readonly<Record<string, unknown>>): {
  readonly rule?: SecretRule;
  readonly faults: readonly OwnRuleFault[];
} {
  const whole = { id: "acme/token", title: "Acme token", examples: { flag: ["«x»"] }, ...rule };
  return compileOwnRule(ownRuleSchema.parse(whole));
}

/** The same, where it has to be fit. */
export function ownRuleOf(rule: Readonly<Record<string, unknown>>): SecretRule {
  const { rule: compiled, faults } = compiledOwn(rule);
  if (compiled === undefined) throw new Error(JSON.stringify(faults));
  return compiled;
}
