import { minimatch } from "minimatch";
import type { Sink, Transfer } from "../../core/pipeline.ts";
import type { Collected } from "../flow/collected.ts";
import type { Artifact, CodebuildModel } from "./model.ts";

/** Notes the files that a build hands on: its artefacts, and what it keeps for later builds. */
export function noteTransfers({ transfers }: Collected, { artifacts, cached }: CodebuildModel, job: string): void {
  for (const artifact of artifacts) {
    const [first] = artifact.files;
    if (first === undefined) continue;
    const paths = artifact.files.map((file) => ({ value: within(artifact, file.value), place: file.place }));
    const excluded = artifact.excluded.map(({ value }) => value);
    // What a pipeline deploys is often the whole folder: that alone says nothing.
    const transfer: Transfer = { kind: "artefact", place: first.place, paths, excluded, takesHidden: false, job };
    transfers.push(transfer);
  }
  const [first] = cached;
  if (first === undefined) return;
  const paths = cached.map(({ value, place }) => ({ value, place }));
  transfers.push({ kind: "cache", place: first.place, paths, excluded: [], takesHidden: true, job });
}

const within = ({ folder }: Artifact, file: string): string =>
  folder === undefined || /^[~$\/]/.test(file) ? file : `${folder.value.replace(/\/+$/, "")}/${file}`;

/** What a file is that a command writes: an artefact, where one names it. */
export function kindsOfFile({ artifacts }: CodebuildModel, name: string): readonly Sink["kind"][] {
  const file = plain(name);
  if (file === "" || file.length > 1000) return ["file"];
  const isKept = artifacts.some(
    (artifact) =>
      artifact.files.some(({ value }) => isAmong(file, plain(within(artifact, value)))) &&
      !artifact.excluded.some(({ value }) => isAmong(file, plain(value))),
  );
  return isKept ? ["file", "artefact"] : ["file"];
}

const plain = (path: string): string =>
  path.replaceAll(/["']/g, "").replace(/^(?:\$\{?CODEBUILD_SRC_DIR\}?\/|\.\/)+/, "");

/** A file in the root of the machine is not in the folder of the build. */
const isAmong = (file: string, pattern: string): boolean =>
  pattern.length <= 1000 && !/^[~$\/]/.test(file) && (file === pattern || minimatch(file, pattern, { dot: true }));
