import { parseStore, type StoreScheme } from "../stores.ts";

/** Where a secret lies in a store, in the one form that is the same for all ways to write it. */
export interface StorePlace {
  readonly scheme: string;
  /** What it lies in, such as an environment or a namespace; undefined where that is not said. */
  readonly scope?: string;
  readonly name: string;
}

type Read = (path: string) => Omit<StorePlace, "scheme">;

/** `SCOPE/NAME` at the last slash. */
const last: Read = (path) => {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? { name: path } : { scope: path.slice(0, slash), name: path.slice(slash + 1) };
};

const lower = ({ scope, name }: Omit<StorePlace, "scheme">): Omit<StorePlace, "scheme"> => ({
  ...(scope === undefined ? {} : { scope: scope.toLowerCase() }),
  name: name.toLowerCase(),
});

/** Only the secret itself counts, and not its field, version or key. */
const READS: Readonly<Partial<Record<StoreScheme, Read>>> = {
  // `production/NAME` is of an environment, `organization/NAME` of all repositories, `NAME` of this one.
  "github-secret": (path) => lower({ scope: "", ...last(path) }),
  "gitlab-variable": (path) => ({ name: last(path).name }),
  vault: (path) => ({ name: path.replace(/^\/+|\/+$/g, "").replace(/^([^/]+)\/(?:data|metadata)\//, "$1/") }),
  "aws-secretsmanager": (path) => {
    const arn = /^arn:[^:]*:secretsmanager:(?<region>[^:]*):(?<account>\d*):secret:(?<name>.+)$/.exec(path)?.groups;
    if (arn === undefined) return { name: path };
    return { scope: `${arn["region"]}:${arn["account"]}`, name: (arn["name"] ?? "").replace(/-[A-Za-z\d]{6}$/, "") };
  },
  "azure-keyvault": (path) => {
    const { vault, name } = /^https:\/\/(?<vault>[^./]+)[^/]*\/secrets\/(?<name>[^/]+)/.exec(path)?.groups ?? {};
    return lower(vault === undefined || name === undefined ? last(path) : { scope: vault, name });
  },
  "gcp-secretmanager": (path) =>
    last(path.replace(/^projects\/([^/]+)\/secrets\//, "$1/").replace(/\/versions\/[^/]+$/, "")),
  kubernetes: last,
  "1password": (path) => {
    const [vault = "", item] = path.replace(/^(?:op:)?\/\//, "").split("/");
    return lower(item === undefined ? { name: vault } : { scope: vault, name: item });
  },
  doppler: last,
};

/** Where `store` of an entry says that it lies; undefined where it names no place, and `name` is none there. */
export function placeOf(store: string, name: string): StorePlace | undefined {
  const parsed = parseStore(store);
  if (parsed === undefined) return undefined;
  const { scheme } = parsed;
  const path = parsed.path.replace(/#.*$/su, "");
  if (path === "") return NAMED.has(scheme) ? { scheme, ...normal(scheme, name) } : undefined;
  return { scheme, ...normal(scheme, path) };
}

/** Stores that have a secret under the name that pipelines use. */
const NAMED: ReadonlySet<string> = new Set(["github-secret", "gitlab-variable", "doppler"]);

/** The same of a name and a scope that a store says. */
export function observedPlace(scheme: string, name: string, scope: string | undefined): StorePlace {
  const own = normal(scheme, name);
  return {
    scheme,
    name: own.name,
    ...(scope === undefined ? {} : { scope: isCaseless(scheme) ? scope.toLowerCase() : scope }),
  };
}

const normal = (scheme: string, path: string): Omit<StorePlace, "scheme"> =>
  (READS as Readonly<Record<string, Read>>)[scheme]?.(path) ?? { name: path };

const isCaseless = (scheme: string): boolean => ["github-secret", "azure-keyvault", "1password"].includes(scheme);

/** Whether two scopes may be the same: one of them may be unsaid, or say no more than the end of the other. */
export function scopesAgree(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  return one !== "" && other !== "" && (one.endsWith(`/${other}`) || other.endsWith(`/${one}`));
}
