import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows, type Collected, collectNothing } from "../flow/collected.ts";
import { readExpressions } from "../github-actions/expression.ts";
import type { DependabotModel, Registry } from "./model.ts";

const PLATFORM = "dependabot";

/** Dependabot runs by itself, on a schedule and when an advisory comes in; nobody outside starts it. */
const TRIGGERS = [{ event: "schedule", untrusted: false }];

/** Settings that say where the registry is and who asks, and open nothing. */
const NO_SECRET =
  /^(?:type|url|username|organization|replaces-base|.*-id|.*-url|api-host|registry|identity-.*|jfrog-.*|audience|aws-region|account-id|domain.*|role-name)$/i;

/** Where each secret of Dependabot's goes, and what is written out in place of one. */
export function flows(model: DependabotModel): PipelineFlows {
  const collected = collectNothing();
  for (const registry of model.registries) readRegistry(collected, model, registry);
  return { platform: PLATFORM, file: model.path, triggers: TRIGGERS, sharesSecrets: false, ...collected };
}

function readRegistry(collected: Collected, model: DependabotModel, { name, url, settings }: Registry): void {
  for (const setting of settings) {
    const references = referencesIn(model, setting.name, setting.value);
    collected.references.push(...references);
    if (url !== undefined) {
      const sink = { kind: "host" as const, name: url.value, place: url.place };
      addFlows(
        collected,
        references.map((reference) => ({ reference, path: [], masked: true })),
        sink,
      );
    }
    if (NO_SECRET.test(setting.name.value) || setting.value.value.includes("${{")) continue;
    const { value } = setting;
    const literal = { name: setting.name.value, place: value.place, ...placedText(value), job: name.value };
    collected.literals.push({ ...literal, via: "registry" });
  }
}

/** Dependabot has secrets of its own, which are asked for like those of a workflow. */
function referencesIn(model: DependabotModel, { value: boundTo }: Scalar, text: Scalar): Reference[] {
  return readExpressions(text.value)
    .flatMap(({ accesses }) => accesses)
    .filter(({ context, keys }) => context === "secrets" && keys[0] !== undefined)
    .map(({ keys, start, end }) => ({
      secret: (keys[0] ?? "").toUpperCase(),
      platform: PLATFORM,
      file: model.path,
      triggers: TRIGGERS,
      place: placeWithin(text, start, end),
      via: "input",
      boundTo,
    }));
}
