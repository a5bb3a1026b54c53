import type { Inclusion } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { readImage } from "../image/read-image.ts";
import { type Frame, filledIn } from "./frames.ts";
import type { Ref } from "./model.ts";

const FULL_COMMIT = /^[0-9a-f]{40}$/i;

/** Where what is run by its name may lie in the repository itself: under that name, or in a file of its own. */
export type Source =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "elsewhere" };

export function sourceOf(ref: Ref, frame: Frame): Source {
  const { name, bundle, resolver } = ref;
  if (bundle !== undefined) return { kind: "elsewhere" };
  if (resolver === undefined) return name === undefined ? { kind: "elsewhere" } : { kind: "name", name: name.value };
  // What a cluster has, a repository has put there.
  if (resolver.value === "cluster") return { kind: "name", name: textOf(ref, "name", frame) };
  if (resolver.value !== "git" || locate(ref, frame)?.isElsewhere !== false) return { kind: "elsewhere" };
  return { kind: "file", path: textOf(ref, "pathInRepo", frame) };
}

export interface Located extends Omit<Inclusion, "job" | "trusted"> {
  /** What it is called where it is run. */
  readonly tool: string;
  readonly isElsewhere: boolean;
}

/** What a reference names; undefined where it names nothing. */
export function locate(ref: Ref, frame: Frame): Located | undefined {
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
export function ofUrl(url: string, place: Inclusion["place"]): Located {
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
