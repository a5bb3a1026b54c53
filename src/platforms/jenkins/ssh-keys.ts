import { calleeOf, callsIn, named, unnamed } from "./calls.ts";
import { bindingOf } from "./credentials.ts";
import type { Node } from "./groovy/nodes.ts";
import type { JenkinsModel } from "./model.ts";

/** Where the ids of credentials start that are private keys of SSH by the way in which they are used. */
export function sshKeysIn({ statements }: JenkinsModel): ReadonlySet<number> {
  const ids = callsIn(statements).flatMap((call): (Node | undefined)[] => {
    const name = calleeOf(call);
    if (name === "sshUserPrivateKey") return [bindingOf(call)?.id];
    const keys = name === "sshagent" ? (named(call, "credentials") ?? unnamed(call)[0]) : undefined;
    return keys?.kind === "list" ? keys.items.map(({ value }) => value) : [keys];
  });
  return new Set(
    ids.flatMap((id) => (id === undefined ? [] : [(id.kind === "text" ? id.scalar : id).place.span.start])),
  );
}
