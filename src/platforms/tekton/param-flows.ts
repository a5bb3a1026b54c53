import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { arriving } from "../flow/reach.ts";
import { type Carried, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { type Filling, fillingsIn } from "./fillings.ts";
import type { Bound, Frame, Given } from "./frames.ts";
import { secretUses } from "./secret-uses.ts";
import { arrivedFrom, reachAt, type TektonReach } from "./tekton-reach.ts";

/** Parameters in parameters that are followed. */
const MAX_DEPTH = 8;

/** Secrets that a text holds once all is filled in. */
export function carriedByText(
  reach: TektonReach,
  scalar: Scalar,
  frame: Frame,
  via: Reference["via"],
  depth = 0,
): Carried[] {
  return fillingsIn(scalar.value).flatMap((one) =>
    carriedByFilling(reach, one, placeWithin(scalar, one.start, one.end), frame, via, depth),
  );
}

/** Secrets that come in with a filling: through a parameter, by a result, or from the settings of Pipelines as Code. */
export function carriedByFilling(
  reach: TektonReach,
  filling: Filling,
  place: Place,
  frame: Frame,
  via: Reference["via"],
  depth = 0,
): Carried[] {
  if (depth > MAX_DEPTH) return [];
  if (filling.kind === "template") return through(carriedByTemplate(reach, filling.name, frame), place);
  if (filling.kind === "param") return carriedByParam(reach, filling.name, place, frame, via, depth);
  const ofStep = STEP_RESULT.exec(filling.name)?.groups;
  if (ofStep !== undefined) return through(reach.stepResults.get(`${ofStep["step"]}/${ofStep["result"]}`) ?? [], place);
  const { task = "", result = "" } = RESULT.exec(filling.name)?.groups ?? {};
  const left = (frame.tasks.get(task) ?? []).flatMap((one) => reach.resultsOf(one).get(result) ?? []);
  return through(
    left.map((one) => arrivedFrom(reach, one)),
    place,
  );
}

/** The result of another task of the pipeline, the whole of it or a part. */
const RESULT = /^tasks\.(?<task>[\w-]+)\.results(?:\.|\[["'])(?<result>[\w-]+)/;

/** The result of a step in front of this one. */
const STEP_RESULT = /^steps\.(?<step>[\w-]+)\.results(?:\.|\[["'])(?<result>[\w-]+)/;

function carriedByTemplate(reach: TektonReach, name: string, frame: Frame): Carried[] {
  const custom = frame.custom.get(name);
  if (custom === undefined) return [];
  const { secret, site } = custom;
  return secretUses(secret, frame, name).map((use) => arriving(reachAt(reach, site), { ...use, via: secret.via }));
}

/** What a parameter is given, or, where nothing is, the secret that it is by its own name. */
function carriedByParam(
  reach: TektonReach,
  name: string,
  place: Place,
  frame: Frame,
  via: Reference["via"],
  depth: number,
): Carried[] {
  const bound = frame.params.get(name);
  const inside = (bound?.values ?? []).flatMap(({ value, frame: outer, site }) =>
    carriedByText(reachAt(reach, { ...site, boundTo: name }), value, outer, "input", depth + 1),
  );
  if (inside.length > 0) return through(inside, place);
  if (isTold(bound, reach.site.file) || !holdsSecret(name)) return [];
  // What a task of the pipeline makes is no secret that somebody has stored.
  const isMade = bound?.values.some(isResult) === true;
  return [arriving(reach, { secret: name, place, via, ...(isMade && { computed: true }) })];
}

/** Whether the file itself says what stands there. Other files may be examples of how to use it. */
const isTold = (bound: Bound | undefined, file: string): boolean =>
  (bound?.spec?.default?.value ?? "") !== "" ||
  (bound?.values ?? []).some((one) => one.site.file === file && isWritten(one));

const isWritten = ({ value }: Given): boolean => fillingsIn(value.value).length === 0;

const isResult = ({ value }: Given): boolean => fillingsIn(value.value).some(({ name }) => RESULT.test(name));

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
