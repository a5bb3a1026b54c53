import type { Siblings } from "../../core/stages.ts";
import { type EnvFileLine, valueOfLine } from "./env-file.ts";
import { interpolationsIn } from "./interpolation.ts";
import type { ComposeModel, EnvFile, FileVariable, Service } from "./model.ts";
import { beside } from "./paths.ts";

/** A service of a file with the variables that its `env_file` brings; files that the scan does not have bring none. */
export function withVariables<Given extends Service>(
  service: Given,
  { path }: ComposeModel,
  siblings: Siblings<ComposeModel>,
): Given {
  const found = service.envFiles.flatMap((file): FileVariable[] => {
    // What platforms read of a file is their own affair: this is what `readEnvFile` has made.
    const lines = siblings.beside?.(beside(path, file.path.value)) as readonly EnvFileLine[] | undefined;
    return (lines ?? []).map((line) => variableOf(line, file));
  });
  return found.length === 0 ? service : { ...service, fromFiles: [...(service.fromFiles ?? []), ...found] };
}

function variableOf({ name, written }: EnvFileLine, { path: { place }, raw }: EnvFile): FileVariable {
  if (written === undefined) return { name, place, filled: [] };
  const { value, isFilled } = valueOfLine(written, raw);
  return { name, place, value, filled: isFilled ? interpolationsIn(value).map((one) => one.name) : [] };
}
