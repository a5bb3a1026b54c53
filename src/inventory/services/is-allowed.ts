import { namesText } from "../../core/name-pattern.ts";
import type { Presentation } from "../../core/pipeline-uses.ts";
import { hostIn, isBelow, serviceNamed } from "./known-service.ts";

/** Whether one of the services that an entry names is where its secret is presented. */
export function isAllowed(services: readonly string[], { name, kind, service }: Presentation): boolean {
  return services.some((written) => {
    const listed = written.toLowerCase();
    // A word stands for all of a service, a host for itself.
    const isWord = !listed.includes(".") && !listed.includes("/");
    const known = serviceNamed(listed);
    if (known !== undefined && known.id === service && (isWord || kind !== "host")) return true;
    const shown = name.toLowerCase();
    if (namesText(listed, shown)) return true;
    if (kind === "host") return isBelow(shown.replace(/:\d+$/, ""), hostIn(listed).replace(/^\*\./, ""));
    return kind === "tool" && isToolOf(listed, shown);
  });
}

/** `slackapi` stands for all tools of that maker, and a service's word for those that have it in their name. */
function isToolOf(listed: string, tool: string): boolean {
  const word = listed.includes(".") ? (hostIn(listed).split(".").at(-2) ?? listed) : listed;
  return tool.split(/[^a-z\d]+/).includes(word) || tool.split("/")[0] === listed;
}
