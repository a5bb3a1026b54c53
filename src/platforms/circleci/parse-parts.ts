import { asScalar, isNull, scalarOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import { byteOffsetAt, type DocumentNode, placeWithin, type Scalar } from "../document/tree.ts";
import type { Binding, DockerImage, Filters, Host, Pattern } from "./model.ts";

/** Scalars of a value, at any depth. */
export function scalarsWithin(node: DocumentNode | undefined): readonly Scalar[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") return isNull(node) ? [] : [node];
  if (node.kind === "sequence") return node.items.flatMap(scalarsWithin);
  return node.entries.flatMap(({ value }) => scalarsWithin(value));
}

/** `environment` as a map, as a list of maps, or as a list of `NAME=value`. */
export function parseEnvironment(node: DocumentNode | undefined): Binding[] {
  if (node?.kind === "map") return parseBindings(node);
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => (item.kind === "map" ? parseBindings(item) : parseAssignment(asScalar(item))));
}

/** The entries of a map whose values are scalars. */
function parseBindings(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) =>
    value.kind === "scalar" && !isNull(value) ? [{ name: key, value }] : [],
  );
}

function parseAssignment(item: Scalar | undefined): Binding[] {
  const equals = item?.value.indexOf("=") ?? -1;
  if (item === undefined || equals < 1) return [];
  return [{ name: partOf(item, 0, equals), value: partOf(item, equals + 1, item.value.length) }];
}

/** A part of a scalar as one of its own. */
function partOf(scalar: Scalar, start: number, end: number): Scalar {
  const runs: number[] = [0, byteOffsetAt(scalar, start)];
  for (let index = 0; index < scalar.runs.length; index += 2) {
    const [at = 0, source = 0] = scalar.runs.slice(index, index + 2);
    if (at > start && at < end) runs.push(at - start, source);
  }
  const value = scalar.value.slice(start, end);
  return { kind: "scalar", value, style: scalar.style, place: placeWithin(scalar, start, end), runs };
}

/** The keys that say where steps run. */
export function parseHost(node: DocumentNode | undefined): Host {
  const machine = valueOf(node, "machine");
  const image = machine?.kind === "map" ? scalarOf(machine, "image") : asScalar(machine);
  const macos = valueOf(node, "macos");
  const xcode = macos?.kind === "map" ? scalarOf(macos, "xcode") : asScalar(macos);
  return {
    docker: parseImages(valueOf(node, "docker")),
    ...(image !== undefined && { machine: image }),
    ...(xcode !== undefined && { macos: xcode }),
    ...pickScalars(node, { resourceClass: "resource_class", shell: "shell" }),
    environment: parseEnvironment(valueOf(node, "environment")),
  };
}

function parseImages(node: DocumentNode | undefined): DockerImage[] {
  const items = node?.kind === "sequence" ? node.items : [];
  return items.flatMap((item) => {
    const image = scalarOf(item, "image");
    if (image === undefined) return [];
    const auth = ["auth", "aws_auth"].flatMap((key) => parseBindings(valueOf(item, key)));
    return [{ image, environment: parseEnvironment(valueOf(item, "environment")), auth }];
  });
}

export function parseFilters(node: DocumentNode | undefined): Filters {
  if (node?.kind === "scalar") return { expression: node };
  const branches = parsePattern(valueOf(node, "branches"));
  const tags = parsePattern(valueOf(node, "tags"));
  return { ...(branches !== undefined && { branches }), ...(tags !== undefined && { tags }) };
}

export function parsePattern(node: DocumentNode | undefined): Pattern | undefined {
  if (node?.kind !== "map") return undefined;
  const [only, ignore] = [valueOf(node, "only"), valueOf(node, "ignore")];
  return {
    ...(only !== undefined && { only: scalarsWithin(only) }),
    ...(ignore !== undefined && { ignore: scalarsWithin(ignore) }),
  };
}
