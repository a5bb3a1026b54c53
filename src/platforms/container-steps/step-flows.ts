import type { Sink } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows, type Collected, type Site } from "../flow/collected.ts";
import { followShell } from "../flow/follow-shell.ts";
import type { NoteReference } from "../flow/references.ts";
import { type Carried, everything, type Held, type Scope } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { type ImageReference, readImage } from "../image/read-image.ts";
import type { RunnerDialect, ScriptLanguage } from "../script/script.ts";
import type { Dialect } from "./dialect.ts";
import type { ContainerPipeline, ContainerStep, Given } from "./model.ts";
import { buildsImages, handedOnBy, namesVariables } from "./plugins.ts";
import { substituted } from "./substitution.ts";

/** The platform takes no commands from a script's output. */
export const RUNNER: RunnerDialect = { files: new Map(), commands: [] };

/** What is in reach of a step. */
export interface Reach {
  readonly dialect: Dialect;
  readonly collected: Collected;
  readonly site: Site;
  readonly note: NoteReference;
  readonly reader: ScriptReader;
  readonly scope: Scope;
  readonly seenLiterals: Set<number>;
}

/** Anything that the platform or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_$]|\()|\{\{/;

/** What variables hold, secret by secret; values that are written out are noted, each place once. */
export function heldBy({ collected, site, note, seenLiterals }: Reach, environment: readonly Given[]): Held {
  const held = new Map<string, readonly Carried[]>();
  for (const { name, value, secret } of environment) {
    if (secret !== undefined) {
      const reference = note(site, secret.value, { place: secret.place, via: "env", boundTo: name.value });
      held.set(name.value, [{ reference, path: [], masked: true }]);
    } else if (value !== undefined) {
      held.set(name.value, []);
      noteLiteral(collected, site, name, value, "env", seenLiterals);
    }
  }
  return held;
}

function noteLiteral(
  collected: Collected,
  { job }: Site,
  name: Scalar,
  value: Scalar,
  via: "env" | "input" | "registry",
  seen: Set<number>,
): void {
  if (value.value === "" || COMPUTED.test(value.value) || seen.has(value.place.span.start)) return;
  seen.add(value.place.span.start);
  const where = job === undefined ? {} : { job };
  collected.literals.push({ name: name.value, place: value.place, ...placedText(value), via, ...where });
}

/** Follows a step: its variables, its script, its settings and its image. */
export function readStep(outer: Reach, pipeline: ContainerPipeline, step: ContainerStep, runsJob: boolean): void {
  const { collected, site } = outer;
  const listed = heldByList(outer, step);
  const own = heldBy(outer, step.environment);
  const image = step.image === undefined ? undefined : { scalar: step.image, ...imageOf(outer.dialect, step.image) };
  const bare: Reach = { ...outer, scope: [listed, own, ...outer.scope] };
  const settings = readSettings(bare, step, image?.name ?? "");
  const reach: Reach = { ...bare, scope: [settings.held, ...bare.scope] };
  const read = readScript(reach, pipeline, step);
  if (image === undefined) return;
  const present = distinct([...settings.carried, ...read, ...everything(reach.scope)]);
  const { name, version, pinned, trusted, scalar } = image;
  const { place } = scalar;
  addFlows(collected, present, { kind: "image", name, place, pinned, trusted });
  const where = { place, ...(site.job !== undefined && { job: site.job }) };
  const secrets = present.map(({ reference }) => reference);
  collected.images.push({ name, version, pinned, ...where, runsJob: runsJob && step.commands.length > 0, secrets });
  if (step.settings.length === 0) return;
  const inputs = step.settings.flatMap(({ name: key, value }) =>
    value === undefined ? [] : [{ name: key.value, place: value.place, ...placedText(value) }],
  );
  collected.tools.push({ name, version, ...where, inputs, ...goingOn(step) });
  noteTransfer(reach, step, name);
}

const goingOn = ({ failure }: ContainerStep) =>
  failure === undefined ? {} : { unheeded: { by: "step" as const, place: failure.place } };

function imageOf({ ownImage }: Dialect, { value }: Scalar): ImageReference {
  const image = readImage(value);
  return { ...image, trusted: ownImage.test(image.name) };
}

/** Secrets of older versions' lists are in the environment under their names, in small and in large letters. */
function heldByList({ note, site }: Reach, { secrets }: ContainerStep): Held {
  return new Map(
    secrets.flatMap(({ secret, variable }) => {
      const reference = note(site, secret.value, { place: secret.place, via: "env", boundTo: variable });
      const carried: readonly Carried[] = [{ reference, path: [], masked: true }];
      return [...new Set([variable.toUpperCase(), variable])].map((name) => [name, carried] as const);
    }),
  );
}

interface SettingsRead {
  /** What the settings hold in the environment: `PLUGIN_TOKEN`. */
  readonly held: Held;
  readonly carried: readonly Carried[];
}

function readSettings(reach: Reach, { settings }: ContainerStep, image: string): SettingsRead {
  const { collected, site, note, seenLiterals } = reach;
  const held = new Map<string, readonly Carried[]>();
  const carried = settings.flatMap((setting): readonly Carried[] => {
    const { name, path, value, secret } = setting;
    if (secret !== undefined) {
      const reference = note(site, secret.value, { place: secret.place, via: "input", boundTo: name.value });
      const own: Carried[] = [{ reference, path: [], masked: true }];
      held.set(`PLUGIN_${path.replaceAll(/\W/g, "_").toUpperCase()}`, own);
      return own;
    }
    if (value === undefined) return [];
    if (namesVariables(setting)) return handedOn(reach, setting, value);
    const via =
      buildsImages(image) && /^(?:password|auth|config|access_key|secret_key|json_key)$/.test(name.value)
        ? "registry"
        : "input";
    noteLiteral(collected, site, name, value, via, seenLiterals);
    return inText(reach, value, name.value);
  });
  return { held, carried };
}

/** A variable of the step that a setting names. */
function handedOn({ scope, note, site }: Reach, { path }: Given, value: Scalar): Carried[] {
  const held = scope.find((level) => level.has(value.value))?.get(value.value) ?? [];
  const boundTo = path.replace(/_from_env$/, "");
  return held.map(({ reference, ...secret }) => ({
    ...secret,
    reference: note(site, reference.secret, { place: value.place, via: "input", boundTo }),
  }));
}

/** Variables of the step that a plugin fills into a text by itself: `$TOKEN`, `$${TOKEN}`. */
function inText({ scope, note, site }: Reach, value: Scalar, boundTo: string): Carried[] {
  return Array.from(value.value.matchAll(/\$(?:\{(?<braced>\w+)\}|(?<plain>[A-Za-z_]\w*))/g)).flatMap(
    ({ index, 0: written, groups }) => {
      const name = groups?.["braced"] ?? groups?.["plain"] ?? "";
      const held = scope.find((level) => level.has(name))?.get(name) ?? [];
      const place = placeWithin(value, index, index + written.length);
      return held.map(({ reference, ...secret }) => ({
        ...secret,
        reference: note(site, reference.secret, { place, via: "input", boundTo }),
      }));
    },
  );
}

function readScript(reach: Reach, { runner }: ContainerPipeline, step: ContainerStep): readonly Carried[] {
  const { dialect, collected, site, reader, scope, note } = reach;
  const { text, filled } = substituted(dialect, step.commands);
  return followShell(
    { collected, site, reader },
    {
      text,
      language: languageOf(step, runner, text.value),
      holes: filled.map(({ start, end }) => ({ start, end, carried: [] })),
      scope,
      readVariable(name, place) {
        const held = scope.find((level) => level.has(name))?.get(name);
        if (held !== undefined || !dialect.token.test(name)) return held ?? [];
        return [{ reference: note(site, name, { place, via: "script", builtIn: true }), path: [], masked: true }];
      },
      mayHold: () => false,
      sinksOf: (sink: Sink) => [sink],
      ...(step.failure !== undefined && { goesOn: { by: "step" as const, place: step.failure.place } }),
    },
  );
}

const WINDOWS = /windows|powershell|nanoserver|servercore/i;

function languageOf({ image }: ContainerStep, runner: Scalar | undefined, text: string): ScriptLanguage {
  return WINDOWS.test(`${image?.value ?? ""} ${runner?.value ?? ""}`) || /^[ \t]*(?:\$env:\w|Write-Host\b)/m.test(text)
    ? "pwsh"
    : "bash";
}

function noteTransfer({ collected, site }: Reach, { settings }: ContainerStep, image: string): void {
  const { kind, paths } = handedOnBy(image, settings);
  const named = paths.flatMap(({ value }) => (value === undefined ? [] : [{ value: value.value, place: value.place }]));
  const [first] = named;
  if (first === undefined) return;
  collected.transfers.push({
    kind,
    place: first.place,
    paths: named,
    excluded: [],
    takesHidden: true,
    ...(site.job !== undefined && { job: site.job }),
  });
}

const distinct = (carried: readonly Carried[]): Carried[] => [
  ...new Map(carried.map((secret) => [secret.reference, secret])).values(),
];
