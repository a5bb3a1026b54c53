import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { ScanError } from "../../core/errors.ts";
import type { FlowMap, PipelineMap, SecretInPipeline } from "../../core/flow-map.ts";
import type { Problem, SourceEvent } from "../../core/source.ts";
import { mayBePipeline } from "../../engine/pipeline-path.ts";
import { traceFlows } from "../../engine/trace-flows.ts";
import { systemWords } from "../../files/system-errors.ts";
import { renderFlowsJson } from "../../reporters/flows/json.ts";
import { renderFlowsMermaid } from "../../reporters/flows/mermaid.ts";
import { renderFlowsSvg } from "../../reporters/flows/svg.ts";
import { renderFlowsText } from "../../reporters/flows/text.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { textStyle } from "../../reporters/text-style.ts";
import { eventsOf, fileReader } from "../../sources/read-file.ts";
import { findFiles } from "../../sources/scan-paths.ts";
import { wantsColors } from "../colors.ts";
import { EXIT } from "../exit-code.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { type PreparedScan, prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { printError, printOut } from "../write-out.ts";
import type { FlowsArguments } from "./flows-arguments.ts";

/** Runs `sealint flows` and gives its exit code. Throws a ScanError or ConfigError for what keeps it from starting. */
export async function runFlows(args: FlowsArguments, program: Program): Promise<number> {
  const prepared = await prepareScan(args.scan, program, { isWhole: false });
  const whole = traceFlows(pipelinesIn(args, program, prepared), prepared.options.platforms);
  const pathPrefix = pathPrefixOf(prepared.range.root, program.cwd);
  for (const problem of whole.problems)
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  const map = isPicture(args) && args.secrets.length === 0 ? withoutBuiltIn(whole) : onlySecrets(whole, args.secrets);
  if (map.pipelines.length === 0) printError(`sealint: note: ${nothingToShow(whole, args)}`);
  write([...rendered(map, args, program, pathPrefix)].join(""), args, program);
  return whole.problems.some(({ level }) => level === "error") ? EXIT.failed : EXIT.clean;
}

const isPicture = ({ format }: FlowsArguments): boolean => format === "svg" || format === "mermaid";

/** Nearly every job has a token that the platform makes for it: in a picture nothing else would be seen. */
function withoutBuiltIn({ pipelines, problems }: FlowMap): FlowMap {
  const names = new Set(pipelines.flatMap(({ secrets }) => secrets.flatMap((one) => (one.builtIn ? [one.name] : []))));
  for (const name of names)
    printError(
      `sealint: note: \`${name}\` is not drawn, since it is made for each run; \`--secret ${name}\` draws it.`,
    );
  return { pipelines: pipelines.map(withSecrets(({ builtIn }) => !builtIn)), problems };
}

const withSecrets =
  (isWanted: (secret: SecretInPipeline) => boolean) =>
  (pipeline: PipelineMap): PipelineMap => ({ ...pipeline, secrets: pipeline.secrets.filter(isWanted) });

/** Only what may be a pipeline is opened; a file that is named and cannot be one is told. */
function* pipelinesIn(
  { scan }: FlowsArguments,
  { cwd, env }: Program,
  { config, range: { paths, root } }: PreparedScan,
): Iterable<SourceEvent> {
  const read = fileReader();
  const excluding = config === undefined ? {} : { isExcluded: config.isExcluded };
  for (const found of findFiles(paths, { cwd, root, ignore: scan.ignore, environment: env, ...excluding })) {
    if (found.type !== "file") yield* eventsOf(found);
    else if (mayBePipeline(found)) yield* eventsOf(read(found));
    else if (found.named) yield { type: "problem", problem: noPipeline(found.path) };
  }
}

function noPipeline(subject: string): Problem {
  return {
    level: "note",
    code: "malformed",
    subject,
    message: "is no pipeline that sealint reads",
    hint: "Name the pipeline's YAML file, or the folder that it lies in.",
  };
}

/** The same without other secrets, and without pipelines that have none of those that were asked for. */
function onlySecrets({ pipelines, problems }: FlowMap, names: readonly string[]): FlowMap {
  if (names.length === 0) return { pipelines, problems };
  const asked = new Set(names.map((name) => name.toLowerCase()));
  const wanted = pipelines.map(withSecrets(({ name }) => name === "*" || asked.has(name.toLowerCase())));
  return { pipelines: wanted.filter(({ secrets }) => secrets.length > 0), problems };
}

function nothingToShow({ pipelines }: FlowMap, { secrets, scan }: FlowsArguments): string {
  if (pipelines.length > 0) return `no pipeline uses ${secrets.map((name) => `\`${name}\``).join(" or ")}.`;
  return `there is no pipeline in ${scan.paths.map((path) => `\`${path}\``).join(", ")}.`;
}

function rendered(map: FlowMap, { format, scan, output }: FlowsArguments, program: Program, pathPrefix: string) {
  switch (format) {
    case "json":
      return renderFlowsJson(map);
    case "mermaid":
      return renderFlowsMermaid(map);
    case "svg":
      return renderFlowsSvg(map);
    case "text": {
      const isTty = output === undefined && program.isTty;
      const style = textStyle(wantsColors({ choice: scan.color, env: program.env, isTty }));
      return renderFlowsText(map, { style, pathPrefix });
    }
  }
}

function write(text: string, { output }: FlowsArguments, { cwd }: Program): void {
  if (output === undefined) {
    printOut(text);
    return;
  }
  try {
    writeFileSync(resolve(cwd, output), text);
  } catch (error) {
    const hint = "Name a file in a folder that exists and that you may write to.";
    throw new ScanError(`${output} cannot be written: ${systemWords(error)}`, hint, { cause: error });
  }
}
