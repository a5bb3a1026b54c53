import type { Command, Transfer } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { CommandStep, Plugin } from "./model.ts";
import { readPlugin, shortName } from "./plugins.ts";

/** Notes the files that a step hands on: artefacts and caches, by its own keys, by plugins and by the agent's commands. */
export function noteTransfers(
  collected: Collected,
  { job }: Pick<Site, "job">,
  step: CommandStep,
  commands: readonly Command[],
): void {
  const add = (kind: Transfer["kind"], paths: readonly Pick<Scalar, "value" | "place">[]): void => {
    const [first] = paths;
    if (first === undefined) return;
    const plain = paths.map(({ value, place }) => ({ value, place }));
    collected.transfers.push({
      kind,
      place: first.place,
      paths: plain,
      excluded: [],
      takesHidden: true,
      ...(job !== undefined && { job }),
    });
  };
  add("artefact", step.artifactPaths);
  add("cache", step.cachePaths);
  for (const plugin of step.plugins) {
    add("artefact", pathsOf(plugin, /^artifacts$/, /^upload(?:\.from)?$/));
    add("cache", pathsOf(plugin, /^(?:s3-)?cache$/, /^(?:paths?|folders?|save\.path)$/));
  }
  for (const { name, words, placeOfWord } of commands) {
    if (name !== "buildkite-agent") continue;
    const named = words
      .map((value, index) => ({ value, place: placeOfWord(index) }))
      .filter(({ value }) => !value.startsWith("-"));
    const [first, second, target] = named;
    if (target === undefined) continue;
    if (first?.value === "artifact" && second?.value === "upload") {
      add(
        "artefact",
        target.value.split(";").map((value) => ({ value: value.trim(), place: target.place })),
      );
    } else if (
      first?.value === "pipeline" &&
      second?.value === "upload" &&
      /^[\w./-]+\.(?:ya?ml|json)$/.test(target.value)
    ) {
      const inclusion = { name: target.value, version: "", place: target.place, pinned: true, trusted: true };
      collected.inclusions.push({ ...inclusion, ...(job !== undefined && { job }) });
    }
  }
}

function pathsOf(plugin: Plugin, name: RegExp, path: RegExp): Scalar[] {
  if (!name.test(shortName(readPlugin(plugin).name))) return [];
  return plugin.settings.filter((setting) => path.test(setting.path)).map(({ value }) => value);
}
