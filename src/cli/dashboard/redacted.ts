import type { Finding } from "../../core/finding.ts";
import type { OverviewUse, SecretOverview } from "../../core/secret-overview.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { withholder } from "../withholder.ts";

/** What a page shows of people's own words. */
interface Shown {
  readonly secrets: readonly SecretOverview[];
  readonly findings: readonly Finding[];
}

/** The same, without texts in which the rules find a value: names of jobs and files are shown outside of any masked preview. */
export function redacted({ secrets, findings }: Shown, options: EngineOptions): Shown {
  const texts = new Set<string>();
  const note = (text: string): string => {
    texts.add(text);
    return text;
  };
  for (const secret of secrets) mapTexts(secret, note);
  for (const finding of findings) mapFinding(finding, note);
  const shown = withholder(texts, options);
  if (shown === undefined) return { secrets, findings };
  return {
    secrets: secrets.map((secret) => mapTexts(secret, shown)),
    findings: findings.map((finding) => mapFinding(finding, shown)),
  };
}

/** What of a finding the page shows. */
function mapFinding(finding: Finding, change: Change): Finding {
  const { message, location } = finding;
  return { ...finding, message: change(message), location: { ...location, path: change(location.path) } };
}

type Change = (text: string) => string;

/** Changes every text that people wrote; days, kinds and places stay. */
function mapTexts(secret: SecretOverview, change: Change): SecretOverview {
  const { name, environments, services, inStores, uses, declared } = secret;
  const fields = ["owner", "purpose", "store", "class", "revoke", "contact", "policy"] as const;
  const texts = fields.flatMap((field) => {
    const text = secret[field];
    return text === undefined ? [] : [[field, change(text)] as const];
  });
  return {
    ...secret,
    ...Object.fromEntries(texts),
    name: change(name),
    environments: environments.map(change),
    services: services.map(change),
    inStores: inStores.map(change),
    ...(declared === undefined ? {} : { declared: { ...declared, path: change(declared.path) } }),
    uses: uses.map((use) => mapUse(use, change)),
  };
}

function mapUse(use: OverviewUse, change: Change): OverviewUse {
  const { file, job, step, environment, ends } = use;
  return {
    ...use,
    file: change(file),
    ...(job === undefined ? {} : { job: change(job) }),
    ...(step === undefined ? {} : { step: change(step) }),
    ...(environment === undefined ? {} : { environment: change(environment) }),
    ends: ends.map((end) => ({ ...end, name: change(end.name) })),
  };
}
