import { awsAccountOf } from "../validators.ts";
import type { Life, Told } from "./told.ts";

/** The account of an AWS access key id, and that of a session ends by itself: what IAM's list of unique identifiers says. */
export function awsKeyLife({ value }: Pick<Told, "value">): Life | undefined {
  const [, prefix] = /^(AKIA|ASIA)[A-Z2-7]{16}$/.exec(value) ?? [];
  const account = prefix === undefined ? undefined : awsAccountOf(value);
  if (account === undefined) return undefined;
  const facts = [`It belongs to the AWS account ${account}.`];
  return { facts: prefix === "ASIA" ? [...facts, "It is of a session, which ends after 36 hours at most."] : facts };
}
