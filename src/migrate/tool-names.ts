/** Tools whose files can be read. */
export const IMPORT_TOOLS = ["gitleaks", "detect-secrets", "trufflehog", "zizmor", "checkov"] as const;
export type ImportTool = (typeof IMPORT_TOOLS)[number];
