import { namesText } from "../name-pattern.ts";
import { SERVICES, type Service } from "./table.ts";

/** Whether a host is another, or lies below it. */
export const isBelow = (host: string, above: string): boolean => host === above || host.endsWith(`.${above}`);

/** The service of a host; undefined where none is known. */
export function serviceOfHost(host: string): Service | undefined {
  const sought = host.toLowerCase().replace(/:\d+$/, "");
  return SERVICES.find(({ hosts }) => hosts.some((one) => isBelow(sought, one)));
}

/** The service that an action, orb or task talks to; the version is left out. */
export function serviceOfTool(tool: string): Service | undefined {
  const sought = tool.toLowerCase();
  return SERVICES.find(({ tools = [] }) => tools.some((one) => namesText(one, sought)));
}

export function serviceOfProgram(program: string): Service | undefined {
  return SERVICES.find(({ programs = [] }) => programs.includes(program));
}

/** The service that an item of `services` or a rule's group names: by its word or by a host. */
export function serviceNamed(name: string): Service | undefined {
  const sought = name.toLowerCase();
  return (
    SERVICES.find(({ id, words = [] }) => id === sought || words.includes(sought)) ??
    (sought.includes(".") ? serviceOfHost(hostIn(sought)) : undefined)
  );
}

/** The host of a URL, or what was written where it is none. */
export const hostIn = (text: string): string => /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/]+)/.exec(text)?.[1] ?? text;

/** Services whose word stands in a secret's name, between its underscores. */
export function servicesInName(name: string): readonly Service[] {
  const words = new Set(name.toLowerCase().split(/[^a-z\d]+/));
  return SERVICES.filter(({ id, words: others = [] }) => [id, ...others].some((word) => words.has(word)));
}
