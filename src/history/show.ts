import { memberPath } from "../core/member-path.ts";
import { type CommitName, type Origin, type Unit, unitOf } from "../core/source.ts";
import { textOfPath } from "../files/byte-path.ts";
import { commitId } from "../git/bulk/commit-table.ts";
import { idOfNumber } from "../git/bulk/object-space.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { parseCommit } from "../git/parse/commit.ts";
import type { Identity } from "../git/parse/identity.ts";
import { parseTag } from "../git/parse/tag.ts";
import { unitsOfContent } from "./content-units.ts";
import { messageOf, messagePath, SHOWN } from "./messages.ts";
import type { Survey } from "./survey.ts";
import type { Showing, TracedSecret } from "./trace.ts";

/** Content with secrets that are to be reported: plain data that says where it is, and no value. */
export interface Shown {
  readonly kind: Showing["kind"];
  readonly object: ObjectId;
  readonly path: string;
  /** Each secret by its identity, and where it comes from. */
  readonly origins: readonly (readonly [identity: string, origin: Origin])[];
}

interface Scene {
  readonly repository: GitRepository;
  readonly survey: Survey;
  readonly textOf: (path: number) => string;
}

/** Tells for each content in which secrets are to be shown where these come from. */
export function showSecrets(scene: Scene, secrets: readonly TracedSecret[]): Shown[] {
  const groups = Map.groupBy(secrets, ({ showing }) => JSON.stringify(showing));
  return [...groups.values()].map((group) => {
    const { showing } = group[0] as TracedSecret;
    const object = objectOf(scene, showing);
    const { kind } = showing;
    const path = kind === "file" ? scene.textOf(showing.path) : messagePath(kind, object.slice(0, SHOWN));
    return { kind, object, path, origins: group.map((secret) => [secret.identity, originOf(scene, secret)] as const) };
  });
}

const objectOf = ({ survey: { space } }: Scene, showing: Showing): ObjectId =>
  idOfNumber(space, showing.kind === "file" ? showing.content : showing.object);

/** Reads such content. Throws a GitError where that is not there any more, or not what it should be. */
export function* unitsOfShown(
  { objects, hash }: GitRepository,
  { kind, object, path }: Shown,
): Generator<Unit, void, void> {
  const { bytes } = objects.read(object);
  const units = kind === "file" ? unitsOfContent(path, bytes) : [unitOf(path, messageOf(kind, bytes, object, hash))];
  for (const unit of units) {
    const id = `${path}@${object}`;
    yield { ...unit, id: unit.inside === undefined ? id : memberPath(id, unit.inside) };
  }
}

function originOf(scene: Scene, { showing, attribution, others }: TracedSecret): Origin {
  const object = objectOf(scene, showing);
  if (attribution === undefined) return { kind: "object", id: object };
  const { commit, removed, refs, refCount } = attribution;
  return {
    kind: "commit",
    ...commitName(scene, commit),
    ...(showing.kind === "tag" ? taggerOf(scene, object) : {}),
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

function taggerOf({ repository: { objects, hash } }: Scene, id: ObjectId): Omit<CommitName, "sha"> | undefined {
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
