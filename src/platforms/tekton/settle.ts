import type { Siblings } from "../../core/stages.ts";
import type { TektonModel } from "./model.ts";

/** A file with all others of the repository: a run, its pipeline and the tasks of that mostly lie in files of their own. */
export function settle(model: TektonModel, siblings: Siblings<TektonModel>): TektonModel {
  const repository = siblings.all();
  return repository.length > 1 ? { ...model, repository } : model;
}
