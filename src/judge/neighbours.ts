import type { Neighbours } from "../core/judgement.ts";
import type { Span } from "../core/span.ts";
import { lineEnd, lineStart, viewText } from "../core/text.ts";
import { isDeployed } from "./deployed-host.ts";

/** Lines above and below; a history looks again at what lies three lines around a change. */
const LINES = 3;
/** Bytes to look at on either side at most, so that long lines stay cheap. */
const REACH = 400;

/** What stands between a name and the value that it has, or the argument that it names. */
const SET = String.raw`["'\]]{0,2}\s{0,8}(?::=|=>|[=:,]|\()\s{0,8}["'\x60@$]{0,2}\w`;
const USER = new RegExp(
  String.raw`(?:user(?:[_\-]?(?:name|id))?|login|e?-?mail|account(?:[_\-]?(?:name|id))?|client[_\-]?id|access[_\-]?key[_\-]?id|(?<![a-z])u(?:id|name))${SET}`,
  "i",
);
const HOST = new RegExp(
  String.raw`(?:host(?:name)?|server|endpoint|ur[li]|addr(?:ess)?|(?<![a-z])port|domain|dsn|data(?:base|[_\-]?source)|db[_\-]?name)${SET}`,
  "i",
);

/** Of a test vector, which says its parts in quotes or in hexadecimal digits: code that signs has a `mac`, too, and computes it. */
const VECTOR = new RegExp(
  String.raw`(?<![A-Za-z\d])(?:ct|pt|cipher_?text|plain_?text|aad|msg|hmac|mac|expected)["'\]]{0,2}\s{0,8}(?::=|=>|[=:])\s{0,8}(?:b?["'\x60]\w|(?:0x)?[\da-f]{8})`,
  "i",
);
const DOCUMENTED = /^\s*\*(?:\s|$)/;
const SAMPLE = /^\s*(?:#|\/\/|\*|--|;).*(?:=>|>>>|#<)|\b[Ee]\.g\.[,:]? /v;

/** What stands around a value, itself left out. */
export function neighboursOf(bytes: Uint8Array, secret: Span): Neighbours {
  let start = lineStart(bytes, secret.start);
  for (let line = 0; line < LINES && start > 0; line++) start = lineStart(bytes, start - 1);
  let end = lineEnd(bytes, secret.end);
  for (let line = 0; line < LINES && end < bytes.length; line++) end = lineEnd(bytes, end + 2);
  const before = viewText(bytes, { start: Math.max(start, secret.start - REACH), end: secret.start }).text;
  const after = viewText(bytes, { start: secret.end, end: Math.min(end, secret.end + REACH) }).text;
  const has = (pattern: RegExp): boolean => pattern.test(before) || pattern.test(after);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return {
    user: has(USER),
    host: has(HOST),
    vector: has(VECTOR),
    sample: SAMPLE.test(line),
    documented: DOCUMENTED.test(line),
    deployed: false,
  };
}

/** Bytes of a match on either side of its value that are looked at. */
const MATCH_REACH = 200;
/** A person's address in front of a password: in an argument, or in an address. */
const ADDRESS = /[\w.+\-]@[\w\-]+\.[a-z]{2,}/iv;

/** The same as the argument in front of it. */
const ACCOUNT = /["'][\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+["']\s*,\s*[bu]?["']$/v;

/** What a pattern's match says around its value, itself left out, and how its line begins: it rests on little beyond. */
export function neighboursInMatch(bytes: Uint8Array, span: Span, secret: Span): Neighbours {
  const from = secret.start - MATCH_REACH;
  const before = viewText(bytes, { start: Math.max(span.start, from), end: secret.start }).text;
  const after = viewText(bytes, { start: secret.end, end: Math.min(span.end, secret.end + MATCH_REACH) }).text;
  const start = lineStart(bytes, span.start);
  const line = start < from ? "" : viewText(bytes, { start, end: span.start }).text;
  return {
    user: ADDRESS.test(before),
    host: false,
    vector: false,
    sample: false,
    documented: DOCUMENTED.test(line),
    deployed: isDeployed(after) || ACCOUNT.test(before),
  };
}

/** Bytes before a value in which the quote that it stands in is looked for. */
const TEXT_REACH = 200;

/** Whether a value stands in a text in quotes: an odd number of one kind stands before it on its line. */
export function isInText(bytes: Uint8Array, at: number): boolean {
  const from = Math.max(lineStart(bytes, at), at - TEXT_REACH);
  const before = viewText(bytes, { start: from, end: at }).text;
  const double = before.split('"').length - 1;
  return double % 2 === 1 || (double === 0 && before.split("'").length % 2 === 0);
}
