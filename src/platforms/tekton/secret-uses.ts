import type { Scalar } from "../document/tree.ts";
import type { SecretUse } from "../flow/reach.ts";
import { isComputed } from "./fillings.ts";
import { type Frame, filledIn } from "./uses.ts";

/** The token that Pipelines as Code makes for each run, under the name of a secret that it makes for it. */
const RUN_TOKEN = /^(?:\{\{\s*git_auth_secret\s*\}\}|\(\(\s*git_auth_secret\s*\)\))$/;

/** How a secret of Kubernetes is used: `name/key` where a key of it is named. */
export function secretUse(
  { name, key }: { readonly name: Scalar; readonly key?: Scalar },
  frame: Frame,
  boundTo: string | undefined,
): Omit<SecretUse, "via"> {
  const bound = boundTo === undefined ? {} : { boundTo };
  const called = filledIn(name.value, frame).trim();
  if (RUN_TOKEN.test(called)) return { secret: "git_auth_secret", place: name.place, builtIn: true, ...bound };
  const part = key === undefined ? undefined : filledIn(key.value, frame);
  // Whoever gives the parameter chooses the secret: it is known by that parameter.
  const secret = part === undefined || part === "" ? called : `${called}/${part}`;
  return { secret, place: name.place, ...(isComputed(secret) && { computed: true }), ...bound };
}
