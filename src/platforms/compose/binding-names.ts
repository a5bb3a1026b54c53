import type { Place } from "../../core/span.ts";
import type { ComposeModel } from "./model.ts";

/** Names of the variables that hold where a place lies: those of its service. */
export function bindingNames({ services }: ComposeModel, { unit, span }: Place): string[] {
  const service = services.find(
    ({ place }) => place.unit === unit && place.span.start <= span.start && span.end <= place.span.end,
  );
  return (service?.environment ?? []).map(({ name }) => name);
}
