import type { Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { stepsWithEveryKey } from "../../platforms/circleci/ssh-keys.ts";
import { sshKeysIn } from "../../platforms/jenkins/ssh-keys.ts";
import { byStep } from "../by-step.ts";
import { definePolicy } from "../define-policy.ts";
import { secretName } from "../secret-like.ts";

/** A private SSH key, stored for the pipeline, that opens a machine until somebody removes it there. */
export const staticSshKey = definePolicy({
  meta: {
    id: "oidc/static-ssh-key",
    title: "Permanent SSH key",
    why: "A private key opens every machine that has its public half, from anywhere, until somebody takes it out of each `authorized_keys`. Keys of pipelines are seldom listed anywhere, are shared between projects, and outlive the people who made them.",
    fix: "Let a store sign a certificate that is good for minutes (`vault write ssh/sign/ci …`, with the pipeline's own identity as the login), or deploy over something that knows identities: Session Manager, IAP, a runner inside. Where it has to be a key, make one for this pipeline alone, limit it on the machine (`command=`, `from=`), and replace it regularly. For a repository use a deploy key that only reads.",
    on: {
      circleci: {
        fix: 'Name the one key that the job needs: `add_ssh_keys: { fingerprints: ["SHA256:…"] }`; without that every key of the project is loaded.',
      },
    },
    severity: "medium",
    confidence: "high",
    // Short certificates need a server of one's own: many have no other way yet.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/vault/docs/secrets/ssh/signed-ssh-certificates",
      "https://docs.gitlab.com/ci/jobs/ssh_keys/",
      "https://circleci.com/docs/guides/integration/add-ssh-key/",
    ],
    practices: ["P9"],
    cwe: [798, 324],
    allows: { what: "secrets", example: "DEPLOY_KEY" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  *check({ model, flows }) {
    for (const place of model.kind === "circleci" ? stepsWithEveryKey(model) : []) {
      yield { place, message: "Every SSH key of the project is loaded here, since no fingerprint names one." };
    }
    const used = model.kind === "jenkins" ? sshKeysIn(model) : new Set<number>();
    const keys = flows.references.filter((one) => used.has(one.place.span.start) || isKey(one));
    for (const [{ place, secret }, ...others] of byStep(keys)) {
      yield {
        place,
        subject: secret,
        message: `A private SSH key, which stays valid until somebody removes it everywhere, comes from ${secretName(secret)}.`,
        related: others.map((other): NonNullable<PolicyMatch["related"]>[number] => ({
          place: other.place,
          message: "A key is given here as well.",
        })),
      };
    }
  },
});

const KEY =
  /(?:^|[_-])(?:ssh|deploy|rsa|ed25519)[_-]?(?:\w+[_-])?(?:priv(?:ate)?[_-]?)?key(?:[_-](?:base64|b64|file|pem|prod|production|staging|deploy))?$|^(?:id[_-](?:rsa|ed25519|ecdsa))$|^ssh[_-]?(?:priv(?:ate)?)(?:[_-]?key)?$/i;

const NO_KEY = /public|pub[_-]|known|host|fingerprint|passphrase|password|user|api|deploy[_-]key[_-]?id/i;

const KEY_INPUT = /^(?:ssh-private-key|ssh-key|ssh_private_key|ssh_key|private-ssh-key|deploy_key)$/i;

function isKey({ secret, boundTo = "", via }: Reference): boolean {
  if (via === "input" && KEY_INPUT.test(boundTo)) return true;
  const isNamed = (name: string): boolean =>
    /ssh|rsa|ed25519|ecdsa/i.test(name) && KEY.test(name) && !NO_KEY.test(name);
  return isNamed(secret) || isNamed(boundTo);
}
