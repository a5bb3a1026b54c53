import type { Job } from "./model.ts";

/** Jobs with those that they need in front of them; else in the order of the file. Those that need each other in a circle come last. */
export function inOrderOfNeed(jobs: readonly Job[]): readonly Job[] {
  const seen = new Set<string>();
  const isSorted = jobs.every(({ id, needs }) => {
    seen.add(id.value);
    return needs.every(({ value }) => seen.has(value));
  });
  if (isSorted) return jobs;
  const byId = new Map(jobs.map((job) => [job.id.value, job]));
  const waiting = new Map(jobs.map((job) => [job, new Set(job.needs.flatMap(({ value }) => byId.get(value) ?? []))]));
  const dependents = Map.groupBy(
    [...waiting].flatMap(([job, needed]) => [...needed].map((one) => ({ one, job }))),
    ({ one }) => one,
  );
  // A set hands out what is added while it is being walked.
  const ready = new Set(jobs.filter((job) => waiting.get(job)?.size === 0));
  for (const done of ready) {
    for (const { job } of dependents.get(done) ?? []) {
      const needed = waiting.get(job);
      needed?.delete(done);
      if (needed?.size === 0) ready.add(job);
    }
  }
  return [...new Set([...ready, ...jobs])];
}
