/** A container image as a pipeline names it, and whether it can change under the pipeline. */
export interface ImageReference {
  /** The name without tag and digest. */
  readonly name: string;
  /** The tag or digest; empty where there is none. */
  readonly version: string;
  /** Fixed by a digest. */
  readonly pinned: boolean;
  readonly trusted: boolean;
}

/** Reads an image's name: pinned only by a digest. */
export function readImage(image: string): ImageReference {
  const digest = image.indexOf("@");
  if (digest !== -1) {
    const version = image.slice(digest + 1);
    return { name: image.slice(0, digest), version, pinned: /^sha256:[0-9a-f]{64}$/i.test(version), trusted: false };
  }
  const colon = image.indexOf(":", image.lastIndexOf("/") + 1);
  const name = colon === -1 ? image : image.slice(0, colon);
  return { name, version: colon === -1 ? "" : image.slice(colon + 1), pinned: false, trusted: false };
}
