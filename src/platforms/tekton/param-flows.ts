import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { type Carried, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { type Filling, fillingsIn } from "./fillings.ts";
import type { Frame } from "./uses.ts";

/** Parameters in parameters that are followed. */
const MAX_DEPTH = 8;

/** Secrets that a text holds once all is filled in. */
export function carriedByText(reach: Reach, scalar: Scalar, frame: Frame, via: Reference["via"], depth = 0): Carried[] {
  return fillingsIn(scalar.value).flatMap((one) =>
    carriedByFilling(reach, one, placeWithin(scalar, one.start, one.end), frame, via, depth),
  );
}

/** Secrets that come in through a parameter: in what it is given, or, where nothing is, by its own name. */
export function carriedByFilling(
  reach: Reach,
  { kind, name }: Filling,
  place: Place,
  frame: Frame,
  via: Reference["via"],
  depth = 0,
): Carried[] {
  if (kind !== "param" || depth > MAX_DEPTH) return [];
  const bound = frame.get(name);
  const inside = (bound?.values ?? []).flatMap((one) => carriedByText(reach, one.value, one.frame, via, depth + 1));
  if (inside.length > 0) return through(inside, place);
  const isWritten =
    (bound?.spec?.default?.value ?? "") !== "" ||
    (bound?.values ?? []).some(({ value }) => fillingsIn(value.value).length === 0);
  if (isWritten || !holdsSecret(name)) return [];
  return [arriving(reach, { secret: name, place, via })];
}

/** Whether a parameter is given a secret as plain text, by its name: `github-token`, not the name of a secret or of its key. */
function holdsSecret(name: string): boolean {
  const spelled = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replaceAll(/[-.]/g, "_");
  if (/(?:SECRETS?|CREDENTIALS?|CREDS|REF|PATH|FILE)$/.test(spelled)) return false;
  if (spelled.endsWith("KEY") && !KEY_TO_SOMETHING.test(spelled)) return false;
  return isSecretName(spelled);
}

/** Words in front of `KEY` that make it one: others name a key of a secret, or of a project. */
const KEY_TO_SOMETHING = /(?:^|_)(?:API|ACCESS|PRIVATE|SSH|DEPLOY|LICENSE|SIGNING|ENCRYPTION|GPG)_?KEY$/;
