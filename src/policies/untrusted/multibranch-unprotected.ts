import { definePolicy } from "../define-policy.ts";
import { environmentKind } from "../environments.ts";
import { storedIn } from "../located.ts";
import { productionSecret } from "../production-secret.ts";
import { secretName } from "../secret-like.ts";

/** A job with stored secrets on a platform that builds every branch, which any branch gets. */
export const multibranchUnprotected = definePolicy({
  meta: {
    id: "untrusted/multibranch-unprotected",
    title: "Secrets given to the builds of all branches",
    why: "The pipeline of a branch is what its author writes: whoever may push one changes the script and reads the secret that the job is given, before anybody has looked at the change. What deploys to production is reported as `environment/deploy-from-any-branch`.",
    fix: "Let the parts that need a secret run on reviewed branches only.",
    on: {
      drone: {
        fix: "Write `when: { branch: [main] }` in the step, or `trigger: { branch: [main] }` for the pipeline.",
      },
      jenkins: {
        fix: "Write `when { branch 'main' }` in the stage, and keep the credentials in a folder whose jobs build protected branches.",
      },
      woodpecker: { fix: "Write `when: { branch: main }` in the step, or the same for the workflow." },
    },
    severity: "medium",
    confidence: "medium",
    // Tests of every branch may need a secret of their own.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://www.jenkins.io/doc/book/pipeline/syntax/#when",
      "https://docs.drone.io/pipeline/conditions/",
      "https://woodpecker-ci.org/docs/usage/workflow-syntax#when---conditional-execution",
    ],
    practices: ["P5", "P18"],
    cwe: [284, 862],
    allows: { what: "secrets", example: "TEST_*" },
  },
  platforms: ["drone", "jenkins", "woodpecker"],
  *check({ flows }) {
    for (const job of flows.jobs) {
      const [secret] = job.anyBranch && !job.approved ? storedIn(flows, job.name) : [];
      if (secret === undefined || productionSecret(job, flows, environmentKind) !== undefined) continue;
      yield {
        place: job.place,
        subject: secret.secret,
        message: `A push to any branch starts ${job.name}, which is given ${secretName(secret.secret)}.`,
        related: [{ place: secret.place, message: "It is given here." }],
      };
    }
  },
});
