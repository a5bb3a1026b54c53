import { namesText } from "../../core/name-pattern.ts";
import { once } from "../../core/once.ts";
import { SERVICES, type Service } from "./table.ts";

/** Whether a host is another, or lies below it. */
export const isBelow = (host: string, above: string): boolean => host === above || host.endsWith(`.${above}`);

/** The service of a host; undefined where none is known. */
export function serviceOfHost(host: string): Service | undefined {
  const sought = host.toLowerCase().replace(/:\d+$/, "");
  const ranks = hostRanks();
  let first: number | undefined;
  // The host itself, then what it lies below; of several services the first in the table counts.
  for (let at = 0; at !== -1; at = sought.indexOf(".", at + 1)) {
    const rank = ranks.get(at === 0 ? sought : sought.slice(at + 1));
    if (rank !== undefined && (first === undefined || rank < first)) first = rank;
  }
  return first === undefined ? undefined : SERVICES[first];
}

/** Places in the table by host. */
const hostRanks = once(() => ranksBy(({ hosts }) => hosts));

/** The same by word and by program. */
const wordRanks = once(() => ranksBy(({ id, words = [] }) => [id, ...words]));
const programRanks = once(() => ranksBy(({ programs = [] }) => programs));

function ranksBy(namesOf: (service: Service) => readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  SERVICES.forEach((service, rank) => {
    for (const name of namesOf(service)) if (!ranks.has(name)) ranks.set(name, rank);
  });
  return ranks;
}

/** The service that an action, orb or task talks to; the version is left out. */
export function serviceOfTool(tool: string): Service | undefined {
  const sought = tool.toLowerCase();
  return SERVICES.find(({ tools = [] }) => tools.some((one) => namesText(one, sought)));
}

export function serviceOfProgram(program: string): Service | undefined {
  return SERVICES[programRanks().get(program) ?? -1];
}

/** The service that an item of `services` or a rule's group names: by its word or by a host. */
export function serviceNamed(name: string): Service | undefined {
  const sought = name.toLowerCase();
  return SERVICES[wordRanks().get(sought) ?? -1] ?? (sought.includes(".") ? serviceOfHost(hostIn(sought)) : undefined);
}

/** The host of a URL, or what was written where it is none. */
export const hostIn = (text: string): string => /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/]+)/.exec(text)?.[1] ?? text;

/** Services whose word stands in a secret's name, between its underscores. */
export function servicesInName(name: string): readonly Service[] {
  const words = new Set(name.toLowerCase().split(/[^a-z\d]+/));
  return SERVICES.filter(({ id, words: others = [] }) => [id, ...others].some((word) => words.has(word)));
}
