import type { Scalar } from "../document/tree.ts";
import type { SecretUse } from "../flow/reach.ts";
import { isComputed } from "./fillings.ts";
import { type Frame, filledIn, waysOf } from "./frames.ts";

/** The token that Pipelines as Code makes for each run, under the name of a secret that it makes for it. */
const RUN_TOKEN = /^(?:\{\{\s*git_auth_secret\s*\}\}|\(\(\s*git_auth_secret\s*\)\))$/;

interface Named {
  readonly secret: Scalar;
  readonly key?: Scalar;
}

type Use = Omit<SecretUse, "via">;

/** How a secret of Kubernetes is used: `name/key` where a key of it is named, once for each that callers choose. */
export function secretUses({ secret, key }: Named, frame: Frame, boundTo: string | undefined): readonly Use[] {
  const isChosen = isComputed(secret.value) || (key !== undefined && isComputed(key.value));
  const uses = (isChosen ? waysOf(frame) : [frame]).map((way) => useIn(way, { secret, ...(key && { key }) }));
  const bound = boundTo === undefined ? {} : { boundTo };
  return [...new Map(uses.map((use) => [use.secret, { ...use, ...bound }])).values()];
}

function useIn(frame: Frame, { secret, key }: Named): Use {
  const { place } = secret;
  const called = filledIn(secret.value, frame).trim();
  if (RUN_TOKEN.test(called)) return { secret: "git_auth_secret", place, builtIn: true };
  const part = key === undefined ? undefined : filledIn(key.value, frame);
  // Whoever gives the parameter chooses the secret: it is known by that parameter.
  const whole = part === undefined || part === "" ? called : `${called}/${part}`;
  return { secret: whole, place, ...(isComputed(whole) && { computed: true }) };
}
