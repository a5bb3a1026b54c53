import { dayOfTime } from "./day.ts";
import type { Life, Told } from "./told.ts";

/** Header, claims and signature of a JSON Web Token, as RFC 7519 and RFC 7515 have them; bounded, since values may be long. */
const TOKEN = /\b(ey[\w-]{8,2000})\.(ey[\w-]{8,20000})\.[\w-]{0,4000}/;

/** When a JSON Web Token was made and ends, by its claims `iat` and `exp`, and whether anything signs it. */
export function jwtLife({ value }: Pick<Told, "value">): Life | undefined {
  const [, header = "", payload] = TOKEN.exec(value) ?? [];
  const claims = payload === undefined ? undefined : objectIn(payload);
  if (claims === undefined) return undefined;
  const [expires, issued] = [dayOfTime(claims["exp"]), dayOfTime(claims["iat"])];
  const isOpen = /^none$/i.test(String(objectIn(header)?.["alg"]));
  const facts = [
    ...(issued === undefined ? [] : [`It was issued on ${issued}.`]),
    ...(isOpen ? ["Nothing signs it, so anybody can make another."] : []),
  ];
  if (claims["exp"] === undefined) return { facts: [...facts, "It has no end."] };
  return expires === undefined ? { facts } : { expires, facts };
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
