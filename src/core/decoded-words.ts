import type { DecodedFrom } from "./finding.ts";

/** How something was encoded, for people: `base64, gzip (conf/shop.env)`. */
export const chainOf = ({ chain, member }: DecodedFrom): string =>
  `${chain.join(", ")}${member === undefined ? "" : ` (${member})`}`;

/** What a message says of it. */
export const decodedSentence = (from: DecodedFrom): string => `Decoded from ${chainOf(from)}.`;
