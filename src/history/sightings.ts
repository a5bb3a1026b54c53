/** Secrets that were sighted, by what they were sighted in: contents of a path, or the message of an object. */
export class Sightings {
  /** By path and identity: the contents that have it. */
  readonly byPath = new Map<number, Map<string, Set<number>>>();
  /** Identities in the messages of commits and tags, by number of the object. */
  readonly byObject = new Map<number, Set<string>>();

  add({ path, content, identity }: BlobSighting): void {
    const secrets = this.byPath.get(path) ?? new Map<string, Set<number>>();
    this.byPath.set(path, secrets);
    const contents = secrets.get(identity) ?? new Set();
    secrets.set(identity, contents);
    contents.add(content);
  }

  addMessage(object: number, identities: readonly string[]): void {
    if (identities.length > 0) this.byObject.set(object, new Set(identities));
  }
}

/** A secret in the content of a path. */
export interface BlobSighting {
  readonly path: number;
  readonly content: number;
  readonly identity: string;
}
