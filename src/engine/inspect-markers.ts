import { fileOf, type Unit } from "../core/source.ts";
import type { Locate } from "../findings/locate.ts";
import { type MaskedSpan, previewOf, redact } from "../findings/redact.ts";
import type { Marker } from "../suppressions/marker.ts";
import { readMarkers } from "../suppressions/read-markers.ts";
import type { EngineOptions } from "./options.ts";

/** The comments of a unit that mean to hide findings, as facts: placed, and with every known value masked. */
export function inspectMarkers(
  unit: Unit,
  masked: readonly MaskedSpan[],
  locate: Locate,
  { acceptance, mayHaveMarkers }: Pick<EngineOptions, "acceptance"> & { readonly mayHaveMarkers?: boolean },
): readonly Marker[] {
  return readMarkers(unit, acceptance?.honour ?? [], mayHaveMarkers).map(
    ({ span, tool, rules, reason, until, alone }) => ({
      tool,
      rules,
      reason: redact(unit.bytes, reason, masked),
      ...(until === undefined ? {} : { until }),
      alone,
      location: { unit: unit.id, ...fileOf(unit), ...locate(span) },
      preview: previewOf(unit.bytes, span, masked),
    }),
  );
}
