import type { PipelineFlows, Reference, ToolInput, ToolUse } from "../core/pipeline.ts";
import type { Grant } from "../core/pipeline-uses.ts";
import type { Place } from "../core/span.ts";

/** Inputs of tools that say what they may do, with what they hand on. */
const WHOLE = /^(?:oauth-)?(?:scopes?|permissions?|role|roles|access|access-level|token-scopes?|polic(?:y|ies))$/i;
/** Inputs that have the resource in their name: `permission-contents: write`. */
const OF_RESOURCE = /^permissions?[-_](?<resource>[\w-]+)$/i;
/** Flags of programs that say the same. */
const FLAG = /^--?(?:scopes?|permissions?|role|policy|access)(?:=(?<value>.+))?$/i;

/** What a pipeline's tools and commands ask for with the secrets that they are given. */
export function grantsIn(pipeline: PipelineFlows): Grant[] {
  return pipeline.flows.flatMap(({ reference, sink }) => {
    if (sink.kind === "action") {
      const tool = pipeline.tools.find((one) => one.name === sink.name && isSameStep(one, reference));
      return (tool?.inputs ?? []).flatMap((input) => ofInput(reference, input));
    }
    return sink.kind === "argv" ? ofCommands(reference, sink.place, pipeline) : [];
  });
}

const isSameStep = (one: Pick<ToolUse, "job" | "step">, { job, step }: Reference): boolean =>
  one.job === job && one.step === step;

function ofInput(reference: Reference, { name, value, place }: ToolInput): Grant[] {
  const resource = OF_RESOURCE.exec(name)?.groups?.["resource"]?.toLowerCase();
  if (resource === undefined && !WHOLE.test(name)) return [];
  return scopesIn(value).map((scope) => ({
    reference,
    scope: resource === undefined ? scope : `${resource}:${scope}`,
    place,
  }));
}

function ofCommands(reference: Reference, at: Place, { commands }: PipelineFlows): Grant[] {
  const command = commands.find(
    ({ place: { unit, span } }) => unit === at.unit && span.start <= at.span.start && at.span.end <= span.end,
  );
  if (command === undefined) return [];
  return command.words.flatMap((word, index) => {
    const flag = FLAG.exec(word);
    if (flag === null) return [];
    const own = flag.groups?.["value"];
    const value = own ?? command.words[index + 1] ?? "";
    const place = command.placeOfWord(own === undefined ? Math.min(index + 1, command.words.length - 1) : index);
    return scopesIn(value).map((scope) => ({ reference, scope, place }));
  });
}

/** Scopes in a text; none where it is worked out as the pipeline runs. */
function scopesIn(text: string): string[] {
  if (/[$<{]/.test(text)) return [];
  const parts = text.toLowerCase().replaceAll(/\s*:\s*/g, ":");
  return parts.split(/[\s,;]+/).filter((part) => /^[a-z][\w.:/-]*$/.test(part));
}

/** Whether a declared scope allows what is asked for: the same, the same resource with more, or the level alone. */
export function covers(declared: string, asked: string): boolean {
  const written = declared.toLowerCase().replaceAll(/\s*:\s*/g, ":");
  if (written === asked) return true;
  const [resource, level] = partsOf(asked);
  const [ownResource, ownLevel] = partsOf(written);
  if (ownResource !== undefined && ownResource !== resource) return false;
  return rankOf(ownLevel) >= 0 && rankOf(ownLevel) >= rankOf(level) && rankOf(level) >= 0;
}

const LEVELS = ["read", "write", "admin"];

const rankOf = (level: string): number => LEVELS.indexOf(level);

function partsOf(scope: string): [resource: string | undefined, level: string] {
  const colon = scope.lastIndexOf(":");
  return colon === -1 ? [undefined, scope] : [scope.slice(0, colon), scope.slice(colon + 1)];
}
