/** What is known of a secret at a path. */
export interface PathSecret {
  /** Its values, as Latin-1 of their bytes; they stay in the process. */
  readonly values: Set<string>;
  /** Contents of the path that have it. */
  readonly contents: Set<number>;
}

/** Secrets that were sighted, by what they were sighted in: a path, or the message of an object. */
export class Sightings {
  readonly byPath = new Map<number, Map<string, PathSecret>>();
  /** Identities in the messages of commits and tags, by number of the object. */
  readonly byObject = new Map<number, Set<string>>();

  add(path: number, content: number, identity: string, value: string): void {
    const secrets = this.byPath.get(path) ?? new Map<string, PathSecret>();
    this.byPath.set(path, secrets);
    const secret = secrets.get(identity) ?? { values: new Set(), contents: new Set() };
    secrets.set(identity, secret);
    secret.values.add(value);
    secret.contents.add(content);
  }

  addMessage(object: number, identities: readonly string[]): void {
    if (identities.length > 0) this.byObject.set(object, new Set(identities));
  }
}
