import type { Transfer } from "../../core/pipeline.ts";
import type { Collected } from "../flow/collected.ts";
import type { Job } from "./model.ts";

/** Notes the files that a job hands on: its artefacts and its caches. */
export function noteTransfers(collected: Collected, { name, artifacts, caches }: Job): void {
  const job = name.value;
  if (artifacts !== undefined) {
    const { paths, untracked, exclude, expireIn, public: open, access } = artifacts;
    const openTo = open?.value === "true" ? open : access?.value === "all" ? access : undefined;
    const taken = untracked?.value === "true" ? [...paths, { value: "**/*", place: untracked.place }] : paths;
    const [first] = [...taken, ...(openTo === undefined ? [] : [openTo])];
    if (first !== undefined)
      collected.transfers.push({
        kind: "artefact",
        place: first.place,
        paths: taken.map(({ value, place }) => ({ value, place })),
        excluded: exclude.map(({ value }) => value),
        takesHidden: true,
        ...(expireIn !== undefined && { expiry: { value: expireIn.value, place: expireIn.place } }),
        ...(openTo !== undefined && { openTo: openTo.place }),
        job,
      });
  }
  for (const { paths } of caches) {
    const [first] = paths;
    if (first === undefined) continue;
    const kept: Transfer = {
      kind: "cache",
      place: first.place,
      paths: paths.map(({ value, place }) => ({ value, place })),
      excluded: [],
      takesHidden: true,
      job,
    };
    collected.transfers.push(kept);
  }
}
