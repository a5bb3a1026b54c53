import type { Reference } from "../../core/pipeline.ts";
import type { GithubActionsModel } from "../../platforms/github-actions/model.ts";
import { definePolicy } from "../define-policy.ts";

/** An expression that takes all secrets, or one whose name is not written down. */
export const wholeSecretsContext = definePolicy({
  meta: {
    id: "scope/whole-secrets-context",
    title: "All secrets read at once",
    why: "`toJSON(secrets)` puts every secret of the repository and the organisation into one value, also those that are stored later: whatever gets that value holds them all, and masking in the log no longer covers what is cut out of it. With a computed name (`secrets[…]`) the platform sends every secret to the runner as well, because it cannot know which one will be read. High: all secrets are read. Medium: one secret is read by a computed name.",
    fix: "Name each secret that the step needs: `env: { API_TOKEN: ${{ secrets.API_TOKEN }} }`. Where the name depends on the target, make an environment for each target that has its own secret under the same name, and choose the environment: `environment: ${{ matrix.target }}` with `${{ secrets.DEPLOY_TOKEN }}`.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-secrets",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/accessing-contextual-information-about-workflow-runs#secrets-context",
    ],
    practices: ["P5"],
    cwe: [250, 200],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    const inherited = inheritedPlaces(model);
    for (const reference of flows.references) {
      if (reference.secret !== "*" || inherited.has(reference.place.span.start)) continue;
      yield {
        place: reference.place,
        severity: reference.computed === true ? "medium" : "high",
        message: messageOf(reference),
      };
    }
  },
});

/** `secrets: inherit` has a policy of its own. */
function inheritedPlaces(model: GithubActionsModel): ReadonlySet<number> {
  const jobs = model.kind === "workflow" ? model.jobs : [];
  return new Set(jobs.flatMap(({ inheritsSecrets }) => inheritsSecrets?.place.span.start ?? []));
}

function messageOf({ computed, boundTo }: Reference): string {
  const what = computed === true ? "A secret whose name is computed" : "Every secret";
  return boundTo === undefined ? `${what} is read here.` : `${what} is given to ${boundTo}.`;
}
