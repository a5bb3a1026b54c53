import { isSecretName } from "../flow/secret-names.ts";
import type { Plugin, Setting } from "./model.ts";

/** A plugin as it is named, and whether its code can change under the pipeline. */
export interface PluginReference {
  /** Without its version: `docker`, `acme/deploy`, or an address. */
  readonly name: string;
  readonly version: string;
  /** Fixed to a commit. */
  readonly pinned: boolean;
  /** Kept by Buildkite itself, or part of the repository. */
  readonly trusted: boolean;
  readonly isLocal: boolean;
}

const FULL_COMMIT = /^[0-9a-f]{40}$/i;

export function readPlugin({ source }: Plugin): PluginReference {
  const at = source.value.lastIndexOf("#");
  const written = at === -1 ? source.value : source.value.slice(0, at);
  const version = at === -1 ? "" : source.value.slice(at + 1);
  const name = written.replace(/^buildkite-plugins\/(?:([\w-]+?)-buildkite-plugin|([\w-]+))$/, "$1$2");
  const isLocal = /^\.{0,2}\//.test(name);
  return {
    name,
    version,
    pinned: isLocal || FULL_COMMIT.test(version),
    trusted: isLocal || /^[\w-]+$/.test(name),
    isLocal,
  };
}

/** The plugin's last name, in lower case, without what all of them have behind it. */
export const shortName = (name: string): string =>
  (name.split("/").at(-1) ?? "").replace(/(?:\.git|-buildkite-plugin(?:\.git)?)$/, "").toLowerCase();

/** Plugins that put secrets into variables, with the setting that lists them: variables and what they are called in the store. */
const FETCHING: ReadonlyMap<string, RegExp> = new Map([
  ["secrets", /^(?:variables|env)\./],
  ["aws-sm", /^env\./],
  ["aws-ssm", /^parameters\./],
  ["gcp-secret-manager", /^env\./],
  ["gcp-secret-env", /^env\./],
  ["azure-keyvault", /^env\./],
  ["op-env", /^(?:env|secrets)\./],
  ["1password-secrets", /^(?:env|secrets)\./],
  ["vault-env", /^secrets$/],
  ["vault-secrets", /^(?:secrets|env)(?:\.|$)/],
  ["doppler", /^secrets(?:\.|$)/],
]);

/** A variable that a plugin fills from a store, and the secret's name there. */
export interface FetchedVariable {
  readonly variable: string;
  readonly secret: string;
  readonly setting: Setting;
}

/** The variables that a plugin fills from a store for the step. */
export function fetchedBy(plugin: Plugin): FetchedVariable[] {
  const pattern = FETCHING.get(shortName(readPlugin(plugin).name));
  if (pattern === undefined) return [];
  return plugin.settings
    .filter(({ path, name }) => pattern.test(path) && !/^(?:json-to-env|secret-id|version|region)$/.test(name.value))
    .flatMap((setting): FetchedVariable[] => {
      const { path, name, value } = setting;
      if (!path.includes(".")) {
        return /^\w+$/.test(value.value) ? [{ variable: value.value, secret: value.value, setting }] : [];
      }
      return /^[A-Za-z_]\w*$/.test(name.value) ? [{ variable: name.value, secret: name.value, setting }] : [];
    });
}

/** Plugins that prove the job's identity, and the variables in which they leave what they are given for it, which ends soon. */
const IDENTITIES: readonly { readonly plugin: RegExp; readonly variables: readonly string[] }[] = [
  {
    plugin: /^(?:aws-assume-role(?:-with-web-identity)?|assume-role|aws-role-assume)$/,
    variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  },
  { plugin: /^gcp-workload-identity-federation$/, variables: ["GOOGLE_APPLICATION_CREDENTIALS"] },
];

/** Variables of a step that hold no stored secret because of a plugin. */
export function lentBy(plugin: Plugin): readonly string[] {
  const name = shortName(readPlugin(plugin).name);
  return IDENTITIES.find((one) => one.plugin.test(name))?.variables ?? [];
}

const NAMES_VARIABLE = /[-_](?:env(?:[-_]var)?|variable)$/i;

/** Settings that name a variable of the step which holds a secret: `password-env: REGISTRY_PASSWORD`. */
export const namesVariable = ({ name, value }: Setting): boolean =>
  NAMES_VARIABLE.test(name.value) && /^[A-Z_][A-Z0-9_]*$/.test(value.value);

/** Whether such a setting says what its variable holds, so that the variable may have any name: `password-env: QUAY`. */
export const namesSecretVariable = (setting: Setting): boolean =>
  namesVariable(setting) &&
  isSecretName(setting.name.value.replace(NAMES_VARIABLE, "").replaceAll("-", "_").toUpperCase());

/** Settings that hand variables of the step on by their names: `environment: [TOKEN]`, `secrets: [id=npm,env=NPM_TOKEN]`. */
export function handedOn({
  path,
  value,
}: Setting): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  if (/^(?:environment|env|args|build-args)$/.test(path) && /^[A-Z_][A-Z0-9_]*$/.test(value.value))
    return { name: value.value, start: 0, end: value.value.length };
  const secret = path === "secrets" ? /\benv=(\w+)/d.exec(value.value) : null;
  const range = secret?.indices?.[1];
  return range === undefined ? undefined : { name: secret?.[1] ?? "", start: range[0], end: range[1] };
}

/** Whether what a plugin runs has the rights of the machine, by one of its settings. */
export function givesHostRights({ name, path, value }: Setting): boolean {
  if (/^(?:volumes|mounts?)$/.test(path)) return /(?:docker|podman|containerd)\.sock\b/.test(value.value);
  if (name.value === "privileged") return value.value === "true";
  if (name.value === "add-caps" || path === "add-caps") return /^(?:ALL|(?:CAP_)?SYS_ADMIN)$/.test(value.value);
  return (name.value === "pid" && value.value === "host") || false;
}
