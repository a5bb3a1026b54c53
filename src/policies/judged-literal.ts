import type { Judgement } from "../core/judgement.ts";
import { CONFIDENCES, isAtLeast } from "../core/levels.ts";
import type { Literal } from "../core/pipeline.ts";
import type { PolicyContext } from "../core/stages.ts";
import { connectionSecretsIn } from "./connection-secrets.ts";
import { mayNameSecret } from "./secret-like.ts";

/** Under a name that says nothing of a secret a shorter value never looks like one with high confidence: it saves asking. */
const LEAST_UNNAMED = 16;

/** Names of what only the holder of a key can read. */
const IS_CIPHERTEXT = /(?:^|[_-])(?:encrypted|ciphertext)(?:[_-]|$)/i;

/** An address with a user and no password, and an image by its digest, whatever their names sound like. */
const NO_SECRET = /^[a-z][a-z\d+.-]{1,20}:\/\/[A-Za-z_][\w.-]{0,15}@|^[\w.\/:-]{1,200}@sha256:[\da-f]{64}$/i;

/** The judgement on a value that is written out, where it is a secret as a whole; undefined where it is none. */
export function judgeLiteral(judge: PolicyContext<unknown>["judge"], { name, value }: Literal): Judgement | undefined {
  if (IS_CIPHERTEXT.test(name)) return undefined;
  const isNamed = mayNameSecret(name);
  if (!isNamed && value.length < LEAST_UNNAMED) return undefined;
  // The password in a connection string has a policy of its own.
  if (value.trim() === "" || connectionSecretsIn(value).length > 0 || NO_SECRET.test(value.trim())) return undefined;
  const judgement = judge(name, value);
  // Lists of several lines, as many inputs take them, are no secret as a whole.
  const least = isNamed && !value.trim().includes("\n") ? "low" : "high";
  if (judgement.confidence === undefined || !isAtLeast(CONFIDENCES, judgement.confidence, least)) return undefined;
  return judgement;
}
