import type { Unit } from "../core/source.ts";
import type { SecretMatch } from "../core/stages.ts";
import { lineEnd, lineStart, viewText } from "../core/text.ts";

const PASSWORD = /^(?<system>[A-Za-z]+)_(?:\w{1,40}_)?(?:PASSWORD|PASSWD|PASS|PWD)$/i;
/** A name that stands for a password as well; anything else may be one by chance. */
const PLAIN = /^[A-Za-z][\w\-]{2,30}$/;
/** Lines above and below a password in which its user and database stand. */
const LINES = 3;
/** Bytes to look at on either side at most. */
const REACH = 512;

/**
 * Whether a password is the name of its own user or database, written beside it: what a service is called that a job or a
 * developer starts and throws away (`POSTGRES_USER: shop`, `POSTGRES_PASSWORD: shop`).
 */
export function isNamedAfterItsUser(unit: Unit, { name = "", value, span }: SecretMatch): boolean {
  const system = PASSWORD.exec(name)?.groups?.["system"];
  if (system === undefined || !PLAIN.test(value)) return false;
  const account = new RegExp(
    String.raw`(?<![A-Za-z\d])${system}_(?:\w{1,40}_)?(?:USER|USERNAME|LOGIN|DB|DATABASE|NAME)["']?\s{0,3}[:=]\s{0,3}["']?${value}["']?\s{0,8}$`,
    "imv",
  );
  return account.test(viewText(unit.bytes, linesAround(unit.bytes, span)).text);
}

function linesAround(bytes: Uint8Array, span: SecretMatch["span"]): SecretMatch["span"] {
  let start = lineStart(bytes, span.start);
  for (let line = 0; line < LINES && start > 0; line++) start = lineStart(bytes, start - 1);
  let end = lineEnd(bytes, span.end);
  for (let line = 0; line < LINES && end < bytes.length; line++) end = lineEnd(bytes, end + 2);
  return { start: Math.max(start, span.start - REACH), end: Math.min(end, span.end + REACH) };
}
