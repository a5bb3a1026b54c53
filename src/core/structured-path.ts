import { isCode } from "./code-path.ts";

/** How a file's content is laid out, as far as names and values can be read from it across lines. */
export type StructureFormat = "json" | "notebook" | "yaml" | "xml" | "hcl" | "sections" | "sql";

const ENDINGS: ReadonlyMap<string, StructureFormat> = new Map(
  (
    [
      ["json", "json json5 jsonc har tfstate webmanifest code-workspace postman_collection postman_environment backup"],
      ["notebook", "ipynb"],
      ["yaml", "yaml yml eyaml sls"],
      [
        "xml",
        "xml config csproj vbproj fsproj props targets pubxml user plist wsdl jelly ktr kjb rdp dtsx dtsconfig settings xaml resx",
      ],
      ["hcl", "tf tfvars hcl nomad"],
      ["sections", "toml ini cfg conf cnf properties env"],
      ["sql", "sql dump psql"],
    ] as const
  ).flatMap(([format, endings]) => endings.split(" ").map((ending): [string, StructureFormat] => [ending, format])),
);

/** Files without a telling ending. */
const NAMES: ReadonlyMap<string, StructureFormat> = new Map([
  [".dockercfg", "json"],
  [".ftpconfig", "json"],
  ["kubeconfig", "yaml"],
]);

/** What a path says of the layout of its file; nothing where its text is read line by line only. */
export function structureOf(path: string): StructureFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (!name.includes(".")) return path.endsWith(".kube/config") ? "yaml" : NAMES.get(name);
  return ENDINGS.get(name.slice(name.lastIndexOf(".") + 1)) ?? NAMES.get(name);
}

/**
 * How much of a file's content can matter, the least first: in source code only what is assigned there and then, in text a value
 * without quotes, too, and in structured content whatever tells a name, since its value may lie on another line.
 */
export type ContentKind = 0 | 1 | 2;
export const CODE: ContentKind = 0;
export const TEXT: ContentKind = 1;
export const STRUCTURED: ContentKind = 2;

export function contentKindOf(path: string): ContentKind {
  if (structureOf(path) !== undefined) return STRUCTURED;
  return isCode(path) ? CODE : TEXT;
}
