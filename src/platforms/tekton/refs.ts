import type { Inclusion, ToolInput } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { Reach } from "../flow/reach.ts";
import { readImage } from "../image/read-image.ts";
import type { Binding, Ref, Resource } from "./model.ts";
import { type Frame, filledIn } from "./uses.ts";

const FULL_COMMIT = /^[0-9a-f]{40}$/i;

/** Notes what is run by its name: as a tool, and where it is fetched from elsewhere as a part of the pipeline, too. */
export function noteRef({ collected, site }: Reach, ref: Ref, given: readonly Binding[], frame: Frame): void {
  const found = locate(ref, frame);
  if (found === undefined) return;
  const where = { ...(site.job !== undefined && { job: site.job }) };
  const step = site.step === undefined ? {} : { step: site.step };
  const { name, version, place, isElsewhere } = found;
  const inputs = given.map(
    ({ name: input, value }): ToolInput => ({ name: input.value, place: value.place, ...placedText(value) }),
  );
  collected.tools.push({ name: found.tool, version, place, ...where, ...step, inputs });
  if (!isElsewhere) return;
  collected.inclusions.push({ name, version, place, pinned: found.pinned, trusted: false, ...where });
}

interface Located extends Omit<Inclusion, "job" | "trusted"> {
  /** What it is called where it is run. */
  readonly tool: string;
  readonly isElsewhere: boolean;
}

function locate(ref: Ref, frame: Frame): Located | undefined {
  const { name, bundle, resolver } = ref;
  if (bundle !== undefined) return ofBundle(bundle, name?.value, frame);
  if (resolver === undefined) {
    if (name === undefined) return undefined;
    // The cluster, or the repository itself, has it.
    return { tool: name.value, name: name.value, version: "", place: name.place, pinned: false, isElsewhere: false };
  }
  return (RESOLVERS[resolver.value] ?? ofOther)(ref, resolver, frame);
}

const paramOf = ({ params }: Ref, name: string): Scalar | undefined =>
  params.find((one) => one.name.value === name)?.value;

const textOf = (ref: Ref, name: string, frame: Frame): string => filledIn(paramOf(ref, name)?.value ?? "", frame);

type Locate = (ref: Ref, resolver: Scalar, frame: Frame) => Located | undefined;

const RESOLVERS: Readonly<Record<string, Locate>> = {
  hub(ref, resolver, frame) {
    const tool = textOf(ref, "name", frame);
    const version = textOf(ref, "version", frame);
    const place = (paramOf(ref, "version") ?? paramOf(ref, "name") ?? resolver).place;
    return { tool, name: `${tool} of the hub`, version, place, pinned: false, isElsewhere: true };
  },
  bundles(ref, resolver, frame) {
    const bundle = paramOf(ref, "bundle");
    const tool = textOf(ref, "name", frame);
    return bundle === undefined ? ofOther(ref, resolver, frame) : ofBundle(bundle, tool, frame);
  },
  git(ref, resolver, frame) {
    const file = textOf(ref, "pathInRepo", frame);
    const from = textOf(ref, "url", frame) || [textOf(ref, "org", frame), textOf(ref, "repo", frame)].join("/");
    const version = textOf(ref, "revision", frame);
    const place = (paramOf(ref, "revision") ?? paramOf(ref, "url") ?? paramOf(ref, "repo") ?? resolver).place;
    // A repository and commit that Pipelines as Code fills in are those of the very run.
    const isOwn = /^\{\{|^\(\(|^$|^\$\(/.test(from) || /\{\{|^\(\(|\$\(/.test(version);
    const name = `${file} of ${from.replace(/^https?:\/\//, "")}`;
    return { tool: toolOf(file), name, version, place, pinned: FULL_COMMIT.test(version), isElsewhere: !isOwn };
  },
  http(ref, resolver, frame) {
    const url = paramOf(ref, "url");
    if (url === undefined) return ofOther(ref, resolver, frame);
    return ofUrl(filledIn(url.value, frame), url.place);
  },
  cluster(ref, resolver, frame) {
    const tool = textOf(ref, "name", frame);
    return { tool, name: tool, version: "", place: resolver.place, pinned: false, isElsewhere: false };
  },
};

/** A resolver of one's own runs in one's own cluster. */
const ofOther: Locate = (ref, resolver, frame) => {
  const tool = textOf(ref, "name", frame) || resolver.value;
  return { tool, name: tool, version: "", place: resolver.place, pinned: false, isElsewhere: false };
};

const toolOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.ya?ml$/i, "");

function ofBundle(bundle: Scalar, name: string | undefined, frame: Frame): Located {
  const image = readImage(filledIn(bundle.value, frame));
  const isOwn = /\$\(|\{\{|^\(\(/.test(image.name);
  return { ...image, tool: name ?? toolOf(image.name), place: bundle.place, isElsewhere: !isOwn };
}

/** A file by its address; an address with a commit in it stays what it is. */
function ofUrl(url: string, place: Inclusion["place"]): Located {
  const commit = /(?<=[\/=@])[0-9a-f]{40}(?=[\/?&#]|$)/i.exec(url)?.[0];
  const isOwn = /^\{\{|^\(\(|^\$\(/.test(url);
  return {
    tool: toolOf(url),
    name: url,
    version: commit ?? "",
    place,
    pinned: commit !== undefined,
    isElsewhere: !isOwn,
  };
}

/** Annotations by which Pipelines as Code fetches tasks and pipelines, numbered ones included. */
const FETCHES = /^pipelinesascode\.tekton\.dev\/(?:task|pipeline)(?:-\d+)?$/;

/** Notes the tasks and pipelines that annotations fetch: from the hub by name, from an address, or out of the repository. */
export function noteAnnotations({ inclusions }: Collected, { annotations }: Resource): void {
  for (const { name, value } of annotations) {
    if (!FETCHES.test(name.value)) continue;
    for (const { index, 0: item } of value.value.matchAll(/[^\s,\[\]"']+/g)) {
      const place = placeWithin(value, index, index + item.length);
      const found = ofAnnotation(item, place);
      if (found !== undefined) inclusions.push(found);
    }
  }
}

function ofAnnotation(item: string, place: Inclusion["place"]): Inclusion | undefined {
  if (/\{\{/.test(item)) return undefined;
  if (/^https?:\/\//i.test(item)) {
    const { name, version, pinned } = ofUrl(item, place);
    return { name, version, pinned, place, trusted: false };
  }
  // A path is a file of the repository itself.
  if (/\/.*\.ya?ml$|^\.\.?\//i.test(item)) return undefined;
  const [name = item, version = ""] = item.replace(/^[\w-]+:\/\//, "").split(":", 2);
  return {
    name: `${name} of the hub`,
    version: version === "latest" ? "" : version,
    pinned: false,
    place,
    trusted: false,
  };
}
