import type { SecretUse } from "../flow/reach.ts";
import { isSecretName } from "../flow/secret-names.ts";
import type { Binding, CodebuildModel } from "./model.ts";

/** The variables that hold secrets, each with the use that it is. */
export function secretUses({
  secrets,
  parameters,
}: CodebuildModel): { readonly name: string; readonly use: SecretUse }[] {
  const stored = secrets.map((one) => ({ ...one, secret: nameInManager(one.value.value) }));
  // Many a parameter is but a setting: an account, a region, a cluster.
  const named = parameters
    .filter(isSecretParameter)
    .map((one) => ({ ...one, secret: one.value.value.replace(/:\d+$/, "") }));
  return [...named, ...stored].map(({ name, value, secret }) => {
    const computed = /[$`]/.test(secret);
    const use = { secret, place: value.place, via: "env" as const, boundTo: name.value, ...(computed && { computed }) };
    return { name: name.value, use };
  });
}

const isSecretParameter = ({ name, value }: Binding): boolean =>
  isSecretName(name.value) || /pass(?:word|wd|phrase)|secret|token|credential|private|api[-_]?key/i.test(value.value);

/** `id:key` of `id:key:stage:version`, and the same of an address with the six letters that AWS puts behind the name. */
function nameInManager(reference: string): string {
  const arn = /^arn:[\w-]*:secretsmanager:[^:]*:[^:]*:secret:(?<id>[^:]+)(?<rest>.*)$/.exec(reference)?.groups;
  const [id = "", key = ""] = (arn === undefined ? reference : `${arn["id"]}${arn["rest"]}`).split(":");
  const name = arn === undefined ? id : id.replace(/-[A-Za-z0-9]{6}$/, "");
  return key === "" ? name : `${name}:${key}`;
}
