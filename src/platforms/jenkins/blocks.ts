import { levelOfBindings, levelOfEnv, levelOfVault } from "./bind.ts";
import { named, unnamed } from "./calls.ts";
import type { Call } from "./groovy/nodes.ts";
import { emptyLevel, type Level, type Reach, type Walk } from "./reach.ts";
import { useCredential } from "./steps.ts";

/** What a step puts into the environment of its block. */
export function levelOf(walk: Walk, reach: Reach, call: Call, name: string): Level | undefined {
  const [first] = unnamed(call);
  if (name === "withCredentials") return levelOfBindings(walk, reach, first ?? named(call, "bindings"));
  if (name === "withEnv") return levelOfEnv(walk, reach, first ?? named(call, "overrides"));
  if (name === "withVault" || (name === "wrap" && named(call, "vaultSecrets") !== undefined))
    return levelOfVault(walk, reach, call);
  if (name === "withAWS") return levelOfAws(walk, reach, call);
  return undefined;
}

/** `withAWS(credentials: 'id')` hands out the key of a user; with a role it would be a short one. */
function levelOfAws(walk: Walk, reach: Reach, call: Call): Level | undefined {
  const id = named(call, "credentials");
  if (id === undefined) return undefined;
  const level = emptyLevel();
  const sink = { kind: "action" as const, name: "withAWS", place: call.callee.place, trusted: true };
  for (const variable of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) {
    level.held.set(variable, useCredential(walk, reach, id, variable, sink));
  }
  return level;
}

/** Notes that the block of some bindings has ended: behind it Jenkins no longer masks what they bound. */
export function leave({ left }: Walk, level: Level): void {
  for (const carried of level.held.values()) for (const { reference } of carried) left.add(reference);
}
