import { type CommitName, type Origin, type Unit, unitOf } from "../core/source.ts";
import { textOfPath } from "../files/byte-path.ts";
import { commitId } from "../git/bulk/commit-table.ts";
import { idOfNumber } from "../git/bulk/object-space.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { parseCommit } from "../git/parse/commit.ts";
import type { Identity } from "../git/parse/identity.ts";
import { parseTag } from "../git/parse/tag.ts";
import { fromUtf16 } from "./blob-search.ts";
import type { RememberedShown } from "./memory.ts";
import { messageOf, messagePath, SHOWN } from "./messages.ts";
import type { Survey } from "./survey.ts";
import type { TracedSecret } from "./trace.ts";
import type { Contents } from "./versions.ts";

/** Content that is to be looked at once more, as it is to be reported. */
export interface Shown {
  readonly unit: Unit;
  /** Which of its secrets are to be reported, each once: by their identities, or by their places among what is found. */
  readonly wanted: ReadonlySet<string> | readonly number[];
}

/** A content as it is shown, and where it comes from. */
export interface ShownObject extends Shown {
  readonly object: ObjectId;
  readonly kind: "file" | "commit" | "tag";
}

/** What units are made of. */
export interface Scene {
  readonly repository: GitRepository;
  readonly survey: Survey;
  readonly contents: Contents;
  readonly textOf: (path: number) => string;
}

/** Makes a unit of each content in which secrets are to be shown. */
export function* showSecrets(scene: Scene, secrets: readonly TracedSecret[]): Generator<ShownObject, void, void> {
  // Secrets of one content with one way through history are shown together.
  const groups = new Map<string, { readonly secret: TracedSecret; readonly identities: Set<string> }>();
  for (const secret of secrets) {
    const { identity, ...rest } = secret;
    const key = JSON.stringify(rest);
    const group = groups.get(key) ?? { secret, identities: new Set() };
    groups.set(key, group);
    group.identities.add(identity);
  }
  for (const [key, { secret, identities }] of groups) {
    const shown = contentOf(scene, secret);
    if (shown === undefined) continue;
    const unit = unitOf(shown.path, shown.bytes, originOf(scene, secret));
    const { kind } = secret.showing;
    const object = idOfNumber(scene.survey.space, kind === "file" ? secret.showing.content : secret.showing.object);
    yield { unit: { ...unit, id: `${shown.path}\0${key}` }, wanted: identities, object, kind };
  }
}

function contentOf(
  { repository, survey, contents, textOf }: Scene,
  { showing }: TracedSecret,
): { readonly path: string; readonly bytes: Buffer } | undefined {
  if (showing.kind === "file") {
    const bytes = contents.read(showing.content);
    return bytes === undefined ? undefined : { path: textOf(showing.path), bytes: Buffer.from(bytes) };
  }
  const id = idOfNumber(survey.space, showing.object);
  const { bytes } = repository.objects.read(id);
  return {
    path: messagePath(showing.kind, id.slice(0, SHOWN)),
    bytes: messageOf(showing.kind, bytes, id, repository.hash),
  };
}

/** The same as before, of what is remembered. */
export function showRemembered(
  { objects, hash }: GitRepository,
  { object, kind, path, origin, which }: RememberedShown,
): Shown {
  const { bytes } = objects.read(object);
  const content = kind === "file" ? (fromUtf16(bytes) ?? bytes) : messageOf(kind, bytes, object, hash);
  const unit = unitOf(path, content, origin);
  return { unit: { ...unit, id: `${path}\0${object}\0${JSON.stringify(origin)}` }, wanted: which };
}

function originOf(scene: Scene, { showing, attribution, others }: TracedSecret): Origin {
  const { survey, repository } = scene;
  if (attribution === undefined)
    return { kind: "object", id: idOfNumber(survey.space, showing.kind === "file" ? showing.content : showing.object) };
  const { commit, removed, refs, refCount } = attribution;
  const by = showing.kind === "tag" ? taggerOf(repository, idOfNumber(survey.space, showing.object)) : undefined;
  return {
    kind: "commit",
    ...commitName(scene, commit),
    ...by,
    ...(removed === undefined ? {} : { removed: commitName(scene, removed) }),
    refs,
    refCount,
    otherPlaces: others,
  };
}

function commitName({ survey, repository: { objects, hash } }: Scene, commit: number): CommitName {
  const sha = commitId(survey.space, survey.commits, commit);
  const { author } = parseCommit(objects.readAs(sha, "commit"), sha, hash);
  return { sha, ...named(author) };
}

function taggerOf({ objects, hash }: GitRepository, id: string): Omit<CommitName, "sha"> | undefined {
  const { tagger } = parseTag(objects.readAs(id, "tag"), id, hash);
  return tagger === undefined ? undefined : named(tagger);
}

/** Beyond these a clock gives no date. */
const LATEST = 8_640_000_000_000;

function named({ name, mail, time }: Identity): Omit<CommitName, "sha"> {
  const seconds = Math.abs(time) <= LATEST ? time : 0;
  return {
    author: textOfPath(mail === "" ? name : `${name} <${mail}>`),
    date: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
  };
}
