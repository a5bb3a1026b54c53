import type { Literal } from "../core/pipeline.ts";

const PASSWORD = /^(?<system>[A-Za-z]+)_(?:\w{1,40}_)?(?:PASSWORD|PASSWD|PASS|PWD)$/i;
const ACCOUNT = /^(?<system>[A-Za-z]+)_(?:\w{1,40}_)?(?:USER|USERNAME|LOGIN|DB|DATABASE|NAME)$/i;

/**
 * Whether a password is the name of its own user or database, written beside it: what a job calls the service that it starts
 * and throws away (`POSTGRES_USER: shop`, `POSTGRES_PASSWORD: shop`).
 */
export function isThrowawayPassword(literal: Literal, literals: readonly Literal[]): boolean {
  const system = PASSWORD.exec(literal.name)?.groups?.["system"]?.toLowerCase();
  if (system === undefined) return false;
  return literals.some(
    ({ name, value, job, step, place }) =>
      ACCOUNT.exec(name)?.groups?.["system"]?.toLowerCase() === system &&
      value === literal.value &&
      place.unit === literal.place.unit &&
      job === literal.job &&
      step === literal.step,
  );
}
