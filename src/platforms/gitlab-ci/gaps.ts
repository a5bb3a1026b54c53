import type { Gap } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { ownPathsOf } from "./included-files.ts";
import type { Inclusions } from "./inclusions.ts";
import type { GitlabCiModel, Include } from "./model.ts";

/** What a file includes and that is not read with it: what is missing, goes round in a circle, or lies elsewhere. */
export function gapsOf(model: GitlabCiModel, inclusions: Inclusions): Gap[] {
  return [
    ...[...inclusions.of(model), ...inclusions.startedBy(model).flat()]
      .filter(({ files }) => files.length === 0)
      .map(({ include: { name } }) => missing(name.place, name.value)),
    ...circlesFrom(model, inclusions.of, "files include each other in a circle"),
    ...circlesFrom(model, (one) => inclusions.startedBy(one).flat(), "pipelines start each other in a circle"),
    ...elsewhere(model),
  ];
}

const missing = (place: Gap["place"], path: string): Gap => ({
  place,
  isMissing: true,
  why: `there is no pipeline ${path}`,
});

/** A circle is told once, in the first of its files, with the way round. */
function circlesFrom(model: GitlabCiModel, next: Inclusions["of"], what: string): Gap[] {
  return next(model).flatMap(({ include, files }): Gap[] => {
    for (const file of files) {
      const way = file === model ? [] : wayBack(file, model, next);
      if (way === undefined || way.some(({ path }) => path < model.path)) continue;
      const names = [model, ...way, model].map(({ path }) => path).join(" → ");
      return [{ place: include.name.place, isMissing: false, why: `${what}: ${names}` }];
    }
    return [];
  });
}

/** The shortest way from a file to another one by what they include, without its end. */
function wayBack(from: GitlabCiModel, to: GitlabCiModel, next: Inclusions["of"]): readonly GitlabCiModel[] | undefined {
  const before = new Map<GitlabCiModel, GitlabCiModel | undefined>([[from, undefined]]);
  for (const [model] of before) {
    for (const file of next(model).flatMap(({ files }) => files)) {
      if (file === to) return wayTo(model, before);
      if (!before.has(file)) before.set(file, model);
    }
  }
  return undefined;
}

function wayTo(
  end: GitlabCiModel,
  before: ReadonlyMap<GitlabCiModel, GitlabCiModel | undefined>,
): readonly GitlabCiModel[] {
  const way: GitlabCiModel[] = [];
  for (let at: GitlabCiModel | undefined = end; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

/** Names of what lies elsewhere that one note gives. */
const MOST_NAMED = 5;

/** What no repository holds that is scanned alone: one note a file names all of it. */
export function elsewhere({ includes, jobs }: GitlabCiModel): Gap[] {
  const started = jobs.flatMap(({ trigger }) => trigger?.includes ?? []);
  const others = [...includes, ...started].filter((include) => ownPathsOf(include) === undefined);
  const [first] = others;
  if (first === undefined) return [];
  const names = [...new Set(others.map(nameOf))];
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return [
    {
      place: first.name.place,
      isMissing: false,
      why: "",
      message: `what it includes from elsewhere is not followed: ${shown}`,
      hint: "Scan that where it lies. What this pipeline hands to it, and what it brings, is not known here.",
    },
  ];
}

function nameOf({ kind, name, project }: Include): string {
  if (kind === "local") return `${name.value}, whose name is filled in`;
  if (kind === "artifact") return `${name.value}, which a job makes`;
  const called = kind === "project" ? `${name.value} of ${project?.value ?? ""}` : name.value;
  return `${kind} ${called}`;
}

/** What a pipeline leans on that none of its files has; one with parts from elsewhere may have it there. */
export function lackingIn(includes: readonly Include[], start: Place, problems: readonly DocumentProblem[]): Gap[] {
  if (includes.some((include) => ownPathsOf(include) === undefined)) return [];
  return problems.map(({ message, hint }) => ({
    place: start,
    isMissing: true,
    why: "",
    message: `with all that it includes, ${message.replace("this file", "these files")}`,
    hint,
  }));
}
