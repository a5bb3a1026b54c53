import type { Location } from "../core/finding.ts";
import type { FlowEnd, FlowMap, PipelineMap, SecretInPipeline, SecretUse } from "../core/flow-map.ts";
import type { Flow, Reference } from "../core/pipeline.ts";
import { ORIGIN_BASE, type Problem, type SourceEvent, type Unit } from "../core/source.ts";
import type { Place } from "../core/span.ts";
import type { Platform } from "../core/stages.ts";
import { createLocate } from "../findings/locate.ts";
import { namesSecret } from "../inventory/match-references.ts";
import { createCompanionOf } from "./companion-facts.ts";
import type { Document, Facts } from "./facts.ts";
import { type FollowedPipeline, followPipeline } from "./follow-pipeline.ts";
import { inspectPipeline } from "./inspect-pipeline.ts";
import { outcomeOf } from "./outcome.ts";
import { siblingsOf } from "./siblings.ts";

/** Maps the secrets of all pipelines among what a source yields; anything else in it is passed over. */
export function traceFlows(events: Iterable<SourceEvent>, platforms: readonly Platform[]): FlowMap {
  const { facts, problems } = outcomeOf(events, factsBy(platforms), "sealint");
  const unfollowed: Problem[] = [];
  const read = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline]));
  const siblings = siblingsOf(facts);
  const followed = read.map((pipeline) =>
    followPipeline(pipeline, siblings(pipeline), { platforms }, (problem) => unfollowed.push(problem)),
  );
  const at = placesIn(read.map(({ document }) => document));
  // What a file hands to another one of its repository ends there.
  const ends = Map.groupBy(
    followed.flatMap(({ flows }) => flows.flows),
    ({ reference }) => keyOf(reference),
  );
  const pipelines = followed.map((one) => mapOf(one, ends, at));
  return {
    pipelines: pipelines.sort((a, b) => inOrder(a.path, b.path)),
    problems: [...problems, ...facts.flatMap((one) => one.problems), ...unfollowed],
  };
}

/** Reads pipelines alone: no value is shown, so none has to be found first. */
export function factsBy(platforms: readonly Platform[]): (unit: Unit) => Facts {
  const companionOf = createCompanionOf(platforms);
  return (unit) => {
    const { facts, problems } = inspectPipeline(unit, [], platforms);
    const companion = companionOf(unit);
    return {
      unit: unit.id,
      findings: [],
      markers: [],
      glimpses: [],
      problems,
      ...(facts === undefined ? {} : { pipeline: facts }),
      ...(companion === undefined ? {} : { companion }),
    };
  };
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type At = (place: Place) => Location;

function mapOf(
  { document, platform, flows }: FollowedPipeline,
  ends: ReadonlyMap<string, readonly Flow[]>,
  at: At,
): PipelineMap {
  const names = Map.groupBy(flows.references, ({ secret }) => secret);
  return {
    path: document.path,
    platform,
    triggers: flows.triggers,
    sharesSecrets: flows.sharesSecrets,
    secrets: [...names]
      .map(
        ([name, references]): SecretInPipeline => ({
          name,
          builtIn: name !== "*" && !references.some(namesSecret),
          uses: onePerUse(references).map((reference) => useOf(reference, ends.get(keyOf(reference)) ?? [], at)),
        }),
      )
      .sort((a, b) => inOrder(a.name, b.name)),
  };
}

/** Places in the texts of all pipelines: a way may lead from one file to another. */
function placesIn(documents: readonly Document[]): At {
  const known = new Map(
    documents.map(({ unit, path, bytes }) => [unit, { path, locate: createLocate(bytes, ORIGIN_BASE) }]),
  );
  return ({ unit, span }) => {
    const document = known.get(unit);
    if (document === undefined) throw new Error(`no document ${unit}`);
    return { unit, path: document.path, ...document.locate(span) };
  };
}

/** Equal for references that are the same use of the same secret. */
const keyOf = ({ secret, file, job = "", step = "", boundTo = "", place }: Reference): string =>
  [secret, file, job, step, boundTo, place.span.start, place.span.end].join("\n");

/** A platform may tell a use once for each way that it goes. */
function onePerUse(references: readonly Reference[]): Reference[] {
  const first = new Map<string, Reference>();
  for (const reference of references) if (!first.has(keyOf(reference))) first.set(keyOf(reference), reference);
  return [...first.values()];
}

function useOf(reference: Reference, flows: readonly Flow[], at: At): SecretUse {
  const { job, step, environment, via, boundTo, place } = reference;
  return {
    ...(job === undefined ? {} : { job }),
    ...(step === undefined ? {} : { step }),
    ...(environment === undefined ? {} : { environment }),
    via,
    ...(boundTo === undefined ? {} : { boundTo }),
    location: at(place),
    ends: flows.map(({ sink, path, masked }): FlowEnd => {
      const { kind, name, pinned, trusted } = sink;
      return {
        kind,
        name,
        ...(pinned === undefined ? {} : { pinned }),
        ...(trusted === undefined ? {} : { trusted }),
        masked,
        location: at(sink.place),
        path: path.map(at),
      };
    }),
  };
}
