/** Whether a text can be a path with patterns below the root. */
export function isPathPattern(text: string): boolean {
  return text.length <= 1_000 && !/^[!/]|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)/.test(text);
}

/** Whether a reason has a letter or digit in it. */
export function saysSomething(text: string): boolean {
  // The first test spares most texts the second, whose classes take a while to make.
  return /[A-Za-z\d]/.test(text) || /[\p{L}\p{N}]/u.test(text);
}

export function isFingerprint(text: string): boolean {
  return /^[\da-f]{32}$/.test(text);
}

/** Whether an entry names what it accepts, so that it does not accept everything. */
export function namesSomething({
  path,
  fingerprint,
  name,
}: {
  readonly path?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly name?: string | undefined;
}): boolean {
  return (path ?? fingerprint ?? name) !== undefined;
}
