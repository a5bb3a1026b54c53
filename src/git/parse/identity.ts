/** Who did something, and when. Names and addresses are the bytes that git has, one Latin-1 character a byte. */
export interface Identity {
  readonly name: string;
  readonly mail: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** As git writes it: `+0100`. */
  readonly zone: string;
}

const WHOLE = /^(.*?) ?<(.*)>\s*(-?\d{1,18})?(?: ([+-]\d{1,6}))?.*$/s;

/**
 * Reads `Name <mail> 1700000000 +0100`. What other programs wrote is taken as far as it goes, as git does it: a missing
 * time counts as 1970.
 */
export function parseIdentity(text: string): Identity {
  const found = WHOLE.exec(text);
  if (found === null) return { name: text, mail: "", time: 0, zone: "+0000" };
  const time = Number(found[3] ?? 0);
  return {
    name: found[1] ?? "",
    mail: found[2] ?? "",
    time: Number.isSafeInteger(time) ? time : 0,
    zone: found[4] ?? "+0000",
  };
}
