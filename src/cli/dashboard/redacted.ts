import type { Finding } from "../../core/finding.ts";
import type { OverviewUse, SecretOverview } from "../../core/secret-overview.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { type Change, changeFields, withoutValues } from "../without-values.ts";

/** What a page shows of people's own words. */
interface Shown {
  readonly secrets: readonly SecretOverview[];
  readonly findings: readonly Finding[];
}

/** The same, without texts in which the rules find a value: names of jobs and files are shown outside of any masked preview. */
export const redacted = (shown: Shown, options: EngineOptions): Shown => withoutValues(shown, mapShown, options);

const mapShown = ({ secrets, findings }: Shown, change: Change): Shown => ({
  secrets: secrets.map((secret) => mapTexts(secret, change)),
  findings: findings.map((finding) => mapFinding(finding, change)),
});

/** What of a finding the page shows. */
function mapFinding(finding: Finding, change: Change): Finding {
  const { message, location } = finding;
  return { ...finding, message: change(message), location: { ...location, path: change(location.path) } };
}

/** Changes every text that people wrote; days, kinds and places stay. */
function mapTexts(secret: SecretOverview, change: Change): SecretOverview {
  const { environments, services, inStores, uses, declared } = secret;
  const fields = ["name", "owner", "purpose", "store", "class", "revoke", "contact", "policy"] as const;
  return {
    ...changeFields(secret, fields, change),
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
