import type { Reference, Trigger } from "../core/pipeline.ts";
import type { PipelineUses } from "../core/pipeline-uses.ts";
import type { Origin, Problem } from "../core/source.ts";
import type { Place, UnitId } from "../core/span.ts";
import type { PolicyMatch } from "../core/stages.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import type { MaskedSpan } from "../findings/redact.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import type { Marker } from "../suppressions/marker.ts";
import type { CompanionFacts } from "./companion-facts.ts";
import type { PackageFile } from "./package-file.ts";

/** What one unit yields by itself: plain, structured-cloneable data, made in any worker. */
export interface Facts {
  readonly unit: UnitId;
  readonly findings: readonly UnplacedFinding[];
  readonly problems: readonly Problem[];
  /** Comments that mean to hide findings. */
  readonly markers: readonly Marker[];
  /** What was found and is less certain than wanted; gathered only where a comment may be about it. */
  readonly glimpses: readonly Glimpse[];
  /** Present where the unit is a pipeline. Holds its text, so it is kept in memory only and never cached. */
  readonly pipeline?: PipelineFacts;
  /** Present where a pipeline may name the file, which is none itself. */
  readonly companion?: CompanionFacts;
  /** Programs that look for secrets, which a file of hooks or of a pipeline that no platform reads names. */
  readonly scanners?: readonly string[];
  /** What the file says of what npm packs. */
  readonly packaging?: PackageFile;
}

export interface PipelineFacts {
  readonly document: Document;
  readonly platform: string;
  readonly model: unknown;
  /** What following and checking it yielded, where that took no other file. */
  readonly checked?: CheckedPipeline;
}

/** What following a pipeline's secrets and holding them against the policies yields: plain data. */
export interface CheckedPipeline {
  readonly references: readonly Reference[];
  readonly triggers: readonly Trigger[];
  /** Its first job, or its start. */
  readonly place: Place;
  /** Where it publishes packages of npm. */
  readonly publishes: readonly Place[];
  readonly found: readonly { readonly ruleId: string; readonly match: PolicyMatch }[];
  /** What the inventory asks of it, where there is one. */
  readonly uses?: PipelineUses;
  readonly problems: readonly Problem[];
}

/** A small text that the join phase points into, with the values in it that must not be shown. */
export interface Document {
  readonly unit: UnitId;
  readonly path: string;
  readonly origin: Origin;
  readonly bytes: Uint8Array;
  readonly masked: readonly MaskedSpan[];
}
