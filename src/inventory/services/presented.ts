import type { Command, Flow, PipelineFlows, Reference, Sink } from "../../core/pipeline.ts";
import type { Presentation } from "../../core/pipeline-uses.ts";
import type { Place } from "../../core/span.ts";
import { serviceOfHost, serviceOfProgram, serviceOfTool } from "./known-service.ts";
import { loginHost } from "./login-host.ts";

/** Where a pipeline presents its secrets, as far as it says so; what the repository itself or the platform runs is no service. */
export function presentationsIn(pipeline: PipelineFlows): Presentation[] {
  const found = pipeline.flows.flatMap((flow) => ofSink(flow, pipeline) ?? []);
  return distinct([...found, ...logins(pipeline)]);
}

function ofSink({ reference, sink }: Flow, pipeline: PipelineFlows): Presentation | undefined {
  const { name, place } = sink;
  switch (sink.kind) {
    case "host":
      return isLocal(name) ? undefined : hostPresentation(reference, place, name);
    case "action":
      return ofTool(reference, sink, pipeline);
    case "argv": {
      const service = serviceOfProgram(name);
      return service === undefined ? undefined : { reference, place, name, kind: "program", service: service.id };
    }
    default:
      return undefined;
  }
}

function hostPresentation(reference: Reference, place: Place, name: string): Presentation {
  const service = serviceOfHost(name)?.id;
  return { reference, place, name, kind: "host", ...(service === undefined ? {} : { service }) };
}

const isLocal = (host: string): boolean => /^(?:localhost|127\.|0\.0\.0\.0|\[?::1)/.test(host);

function ofTool(
  reference: Reference,
  { name, place, trusted }: Sink,
  pipeline: PipelineFlows,
): Presentation | undefined {
  if (trusted === true || name.startsWith(".")) return undefined;
  const registry = registryOf(name, reference, pipeline);
  if (registry !== undefined) return registry === "" ? undefined : hostPresentation(reference, place, registry);
  const service = serviceOfTool(name)?.id;
  return { reference, place, name, kind: "tool", ...(service === undefined ? {} : { service }) };
}

/** Actions that log in to whatever registry they are told, with the input that tells it. */
const LOGINS: Readonly<Record<string, { readonly input: string; readonly usual: string }>> = {
  "docker/login-action": { input: "registry", usual: "docker.io" },
  "redhat-actions/podman-login": { input: "registry", usual: "docker.io" },
  "azure/docker-login": { input: "login-server", usual: "docker.io" },
};

/** The registry that a tool logs in to; empty where it cannot be told from the file, undefined for other tools. */
function registryOf(name: string, { job, step }: Reference, { tools }: PipelineFlows): string | undefined {
  const login = LOGINS[name.toLowerCase()];
  if (login === undefined) return undefined;
  const tool = tools.find((one) => one.name === name && one.job === job && one.step === step);
  if (tool?.inputs === undefined) return "";
  const value = tool.inputs.find((input) => input.name === login.input)?.value ?? login.usual;
  return /[$<{]/.test(value) ? "" : value;
}

/** A name beside a secret that is no secret itself. */
const IS_NO_PASSWORD =
  /(?:^|_)(?:USER(?:NAME)?|LOGIN|EMAIL|REGISTRY|HOST|SERVER|URL|ADDR|REPO(?:SITORY)?|IMAGE|ID|NAME)$/i;

/** Programs that log in with what they read, where the step has one password only. */
function logins({ scripts, commands }: PipelineFlows): Presentation[] {
  const byStep = Map.groupBy(commands, keyOf);
  return scripts.flatMap((script) => {
    const passwords = script.secrets.filter(({ secret, builtIn }) => !builtIn && !IS_NO_PASSWORD.test(secret));
    const [reference] = passwords;
    if (reference === undefined || passwords.some(({ secret }) => secret !== reference.secret)) return [];
    const { start, end } = spanOf(script.text.placeOf(0, script.text.value.length));
    return (byStep.get(keyOf(script)) ?? []).flatMap((command): Presentation[] => {
      const { span } = command.place;
      const host = span.start >= start && span.end <= end ? loginHost(command) : undefined;
      return host === undefined ? [] : [hostPresentation(reference, command.place, host)];
    });
  });
}

const keyOf = ({ job = "", step = "" }: Pick<Command, "job" | "step">): string => `${job}\n${step}`;

const spanOf = ({ span }: Place): Place["span"] => span;

/** The same place once, however many ways lead there. */
function distinct(all: readonly Presentation[]): Presentation[] {
  const first = new Map<string, Presentation>();
  for (const one of all) {
    const { secret, job = "", step = "" } = one.reference;
    const key = [secret, job, step, one.kind, one.name, one.place.span.start].join("\n");
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
