import { ScanError } from "../../core/errors.ts";
import { excludeItself } from "../exclude-itself.ts";
import { type Imported, type ImportFile, joinImported, type KnownFindings } from "../imported.ts";
import { dataList, isData, readJson, textList, textOf } from "../read-data.ts";
import { CHECKOV_CHECKS } from "./checks.ts";
import { othersOf } from "./config.ts";

/** Reads `.checkov.baseline`. Of a secret it holds the SHA-1 of its value, as the name of the resource. */
export function importCheckovBaseline(file: ImportFile): Imported {
  const data = readJson(file);
  if (!isData(data) || !Array.isArray(data["failed_checks"])) {
    throw new ScanError(
      `${file.name} is no baseline of checkov`,
      "Name a file that `checkov --create-baseline` wrote, such as `.checkov.baseline`.",
    );
  }
  const known: KnownFindings[] = [];
  const others: string[] = [];
  for (const entry of dataList(data["failed_checks"])) {
    const path = (textOf(entry["file"]) ?? "").replaceAll("\\", "/").replace(/^\/+/, "");
    for (const finding of dataList(entry["findings"])) {
      const resource = textOf(finding["resource"]) ?? "";
      for (const id of textList(finding["check_ids"] ?? [])) {
        const ours = CHECKOV_CHECKS.get(id);
        if (ours === undefined && !id.startsWith("CKV_SECRET_")) others.push(id);
        else known.push(knownOf({ path, resource, id, ours: ours ?? [] }, file.name));
      }
    }
  }
  return joinImported([excludeItself(file), { parts: othersOf(others, `${file.name}:`), known }]);
}

function knownOf(
  {
    path,
    resource,
    id,
    ours,
  }: { readonly path: string; readonly resource: string; readonly id: string; readonly ours: readonly string[] },
  name: string,
): KnownFindings {
  const sha1 = /(?:^|:)([\da-f]{40})$/.exec(resource)?.[1];
  return {
    where: { path },
    isBaseline: true,
    ruleIds: ours,
    ...(sha1 === undefined ? { isStrict: true } : { sha1 }),
    reason: `Known before as ${id} by ${name}.`,
    from: `${name}: ${path} ${id}`,
  };
}
