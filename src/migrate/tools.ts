import { ScanError } from "../core/errors.ts";
import { importCheckovBaseline } from "./checkov/baseline.ts";
import { importCheckovConfig } from "./checkov/config.ts";
import { importDetectSecrets } from "./detect-secrets/baseline.ts";
import { importGitleaksConfig } from "./gitleaks/config.ts";
import { importGitleaksIgnore, importGitleaksReport } from "./gitleaks/ignore.ts";
import type { Importer, ImportFile } from "./imported.ts";
import type { ImportTool } from "./tool-names.ts";
import { importTrufflehogConfig } from "./trufflehog/detectors.ts";
import { importTrufflehogPaths } from "./trufflehog/paths.ts";
import { importZizmor } from "./zizmor/config.ts";

/** Where a tool's files lie in a repository, from its root, and who reads one. */
interface ToolFiles {
  readonly usual: readonly string[];
  importerOf(file: ImportFile): Importer;
}

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);
const isJson = (text: string): boolean => /^\s*[{[]/.test(text);

export const TOOLS: Readonly<Record<ImportTool, ToolFiles>> = {
  gitleaks: {
    usual: [".gitleaks.toml", "gitleaks.toml", ".gitleaksignore"],
    importerOf: ({ name, text }) => {
      if (/\.toml$/i.test(name)) return importGitleaksConfig;
      return /\.json$/i.test(name) || isJson(text) ? importGitleaksReport : importGitleaksIgnore;
    },
  },
  "detect-secrets": { usual: [".secrets.baseline"], importerOf: () => importDetectSecrets },
  trufflehog: {
    usual: [],
    importerOf: ({ name }) => (isYaml(name) ? importTrufflehogConfig : importTrufflehogPaths),
  },
  zizmor: {
    usual: [".github/zizmor.yml", ".github/zizmor.yaml", "zizmor.yml", "zizmor.yaml"],
    importerOf: ({ name, text }) => {
      if (isYaml(name)) return importZizmor;
      throw new ScanError(
        `${name} is no configuration of zizmor`,
        isJson(text) ? "zizmor has no baseline; name its zizmor.yml." : "Name its zizmor.yml.",
      );
    },
  },
  checkov: {
    usual: [".checkov.yaml", ".checkov.yml", ".checkov.baseline"],
    importerOf: ({ text }) => (isJson(text) ? importCheckovBaseline : importCheckovConfig),
  },
};
