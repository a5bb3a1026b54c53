import { isNull, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Artifacts, Image, Service, Setting, Step, Work } from "./model.ts";

/** One step from what stands below `step`. */
export function parseStep(node: DocumentNode): Step {
  const names = { name: "name", deployment: "deployment", trigger: "trigger", oidc: "oidc" } as const;
  const onFail = scalarOf(valueOf(node, "on-fail"), "strategy");
  return {
    place: node.place,
    ...pickScalars(node, names),
    ...parseImage(valueOf(node, "image")),
    script: parseScript(valueOf(node, "script")),
    afterScript: parseScript(valueOf(node, "after-script")),
    services: scalarsOf(valueOf(node, "services")),
    caches: scalarsOf(valueOf(node, "caches")),
    artifacts: parseArtifacts(valueOf(node, "artifacts")),
    runsOn: scalarsIn(valueOf(node, "runs-on")),
    ...(onFail !== undefined && { onFail }),
    outputVariables: scalarsOf(valueOf(node, "output-variables")),
  };
}

/** An image by its name alone, or as a map; nothing where it has no name. */
export function parseImage(node: DocumentNode | undefined): { readonly image?: Image } {
  const name = node?.kind === "scalar" ? node : scalarOf(node, "name");
  if (name === undefined || isNull(name)) return {};
  const credentials = [...parseSettings(node), ...parseSettings(valueOf(node, "aws"))].filter(({ name: key }) =>
    /^(?:username|password|access-key|secret-key)$/.test(key.value),
  );
  return { image: { name, credentials } };
}

/** The entries of a map whose values are scalars. */
function parseSettings(node: DocumentNode | undefined): Setting[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) =>
    value.kind === "scalar" && !isNull(value) ? [{ name: key, value }] : [],
  );
}

export function parseServices(node: DocumentNode | undefined): Service[] {
  if (node?.kind !== "map") return [];
  return node.entries.map(({ key, value }) => ({
    name: key,
    ...parseImage(valueOf(value, "image")),
    variables: parseSettings(valueOf(value, "variables")),
  }));
}

/** Lines and pipes; a list within the list stands for its items, as an anchor of several lines does. */
function parseScript(node: DocumentNode | undefined): Work[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") return isNull(node) ? [] : [{ kind: "line", text: node }];
  if (node.kind === "sequence") return node.items.flatMap(parseScript);
  const source = scalarOf(node, "pipe");
  if (source === undefined) return [];
  const variables = valueOf(node, "variables");
  const entries = variables?.kind === "map" ? variables.entries : [];
  return [
    {
      kind: "pipe",
      source,
      variables: entries.map(({ key, value }) => ({
        name: key,
        values: scalarsIn(value).filter((one) => !isNull(one)),
      })),
    },
  ];
}

/** A list of paths, a map with `paths`, or one with lists of these under `upload`. */
function parseArtifacts(node: DocumentNode | undefined): Artifacts {
  if (node?.kind !== "map") return { paths: scalarsOf(node), ignored: [] };
  const uploads = valueOf(node, "upload");
  const parts = [node, ...(uploads?.kind === "sequence" ? uploads.items : [])];
  const all = (key: string): readonly Scalar[] => parts.flatMap((part) => scalarsOf(valueOf(part, key)));
  return { paths: all("paths"), ignored: all("ignore-paths") };
}
