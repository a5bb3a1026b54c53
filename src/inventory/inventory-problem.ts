import type { UnitId } from "../core/span.ts";
import type { DocumentProblem } from "../core/stages.ts";

/** A problem with the file of the inventory that it stands in. */
export interface InventoryProblem extends DocumentProblem {
  readonly unit: UnitId;
}
