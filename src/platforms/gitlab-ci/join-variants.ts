import type { GitlabCiModel, Job } from "./model.ts";

/** One model of all pipelines that a file is started as: with each job as often as its inputs make it another one. */
export function joinVariants(first: GitlabCiModel, others: readonly GitlabCiModel[]): GitlabCiModel {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const joined = all.flatMap((model) => model.joined ?? []);
  const cut = joined.find(({ unfollowed }) => unfollowed !== undefined)?.unfollowed;
  return {
    ...first,
    variables: distinct(all.flatMap(({ variables }) => variables)),
    jobs: distinct(all.flatMap(({ jobs }) => jobs)),
    fragments: distinct(all.flatMap(({ fragments }) => fragments)),
    includes: distinct(all.flatMap(({ includes }) => includes)),
    ...(joined.length > 0 && {
      joined: {
        files: new Map([
          ...all.map(({ unit, path }) => [unit, path] as const),
          ...joined.flatMap(({ files }) => [...files]),
        ]),
        shadowed: {
          jobs: distinct(joined.flatMap(({ shadowed }): readonly Job[] => shadowed.jobs)),
          variables: distinct(joined.flatMap(({ shadowed }) => shadowed.variables)),
        },
        ways: joined.flatMap(({ ways }) => ways),
        ...(cut !== undefined && { unfollowed: cut }),
      },
    }),
  };
}

/** What is read alike, from the same places, is the same. */
const distinct = <One>(all: readonly One[]): readonly One[] => [
  ...new Map(all.map((one) => [JSON.stringify(one, withoutOriginal), one])).values(),
];

const withoutOriginal = (key: string, value: unknown): unknown => (key === "original" || key === "runs" ? null : value);
