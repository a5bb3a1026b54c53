/** A practice of handling secrets that rules check, with what they cannot see of it. */
export interface Practice {
  /** `P1` to `P27`; rules name it under `practices`. */
  readonly id: string;
  /** What is done where it is followed, a clause. */
  readonly title: string;
  /** The same in full, a sentence. */
  readonly what: string;
  /** What no file of a repository tells, a sentence; absent where rules see what there is to see. */
  readonly beyond?: string;
  /** What sealint offers for that, a sentence. */
  readonly instead?: string;
}

/** All practices, in their order: docs/practices.md, the dashboard and the rules speak of the same ones. */
export const PRACTICES: readonly Practice[] = [
  {
    id: "P1",
    title: "Secrets stay out of code and configuration",
    what: "Secrets stay out of source code and configuration files; both hold only the name under which a secret is kept.",
    beyond: "What people paste into chats, tickets and wikis lies in no repository.",
    instead: "`sealint scan --stdin` searches whatever can be exported as text.",
  },
  {
    id: "P2",
    title: "Every secret has an owner, a purpose and an end",
    what: "Every secret has an owner who answers for it, a purpose that says what it is for, and a day on which it ends.",
  },
  {
    id: "P3",
    title: "It is settled who requests, approves and reads",
    what: "It is written down who may request a secret, who approves that, and who may read it.",
    beyond: "Whether people keep to it shows in the store's log only.",
    instead: "docs/alerts.md has alert rules for reads by anybody else.",
  },
  {
    id: "P4",
    title: "Retrieving a secret takes strong authentication",
    what: "Whoever fetches a secret proves who they are, and people do so with a second factor.",
    beyond: "Second factors and rules of sign-in are settings of the identity provider.",
    instead: "docs/alerts.md has an alert rule for sign-ins without a second factor.",
  },
  {
    id: "P5",
    title: "Roles give the least privilege",
    what: "Access follows from a role, and each role gets the least that its work needs.",
    beyond: "What a role is used for in the end shows in the cloud's log only.",
    instead:
      "`scopes` of the inventory says what each secret may do, and `inventory/scope-drift` holds pipelines against it.",
  },
  {
    id: "P6",
    title: "Secrets are encrypted at rest and in transit",
    what: "Secrets are encrypted wherever they are stored and whenever they are sent.",
    beyond: "How a store encrypts what it keeps is its own setting.",
    instead: "`kms` of the inventory names the key, and `stores` the stores that may be used.",
  },
  {
    id: "P7",
    title: "Rotation is automatic",
    what: "Secrets are replaced on a schedule by a machine, without anybody having to remember it.",
    beyond: "Whether the last rotation worked shows in the store only.",
    instead: "`rotation.last` is held against the calendar; the dashboard and `--format ics` show what is due.",
  },
  {
    id: "P8",
    title: "A central vault has a policy for each credential, service and environment",
    what: "One central vault keeps all secrets, with a policy for each credential, service and environment.",
  },
  {
    id: "P9",
    title: "Tokens are short-lived, keys are not permanent",
    what: "Pipelines work with tokens that live for minutes or hours, and not with keys that stay valid until somebody revokes them.",
  },
  {
    id: "P10",
    title: "Rotation has a fallback and breaks no build",
    what: "A rotation lets the old and the new secret work side by side for a while, so that no build breaks.",
    beyond: "That old and new really work side by side shows in a rehearsal.",
    instead: "`rotation.overlap` says how long they should.",
  },
  {
    id: "P11",
    title: "Every access is logged",
    what: "Every access to a secret leaves an entry in a log: who, what, when and from where.",
    beyond: "Only the store can log who reads what; no file of a repository does.",
    instead: "docs/alerts.md has settings and alert rules for the logs of Vault, AWS, GitHub and Kubernetes.",
  },
  {
    id: "P12",
    title: "Secrets are injected safely",
    what: "A secret reaches a process in a way that nobody else can see: not on a command line, not in an image layer, and only in the step that needs it.",
  },
  {
    id: "P13",
    title: "Logs and errors show no secret",
    what: "No log and no error message shows a secret, and masking covers the values that are derived from one as well.",
    beyond: "What a program prints as it runs is not in its repository.",
    instead: "`sealint scan` reads the logs that a run kept, as it reads any file.",
  },
  {
    id: "P14",
    title: "Credentials of a deployment end with it",
    what: "A deployment gets credentials of its own, and they stop working when it ends.",
  },
  {
    id: "P15",
    title: "Caches are refreshed before a secret ends",
    what: "Whatever keeps a copy of a secret fetches it anew before that copy expires.",
  },
  {
    id: "P16",
    title: "Access is reviewed, and dropped where nobody needs it",
    what: "Access is looked through regularly, and what is no longer needed is taken away.",
    beyond: "That somebody thought about it is for a person to say.",
    instead: "`review.last` records it, and `inventory/review-overdue` asks for it.",
  },
  {
    id: "P17",
    title: "Secrets reach the service that they are for, and no other",
    what: "A check catches a secret on its way to a service that it is not meant for, or that nobody has approved.",
  },
  {
    id: "P18",
    title: "Environments are kept apart",
    what: "Development, staging and production have separate secrets, and none of one reaches another.",
  },
  {
    id: "P19",
    title: "Provisioning needs an approval",
    what: "A new secret is set up only after somebody other than the requester has approved it.",
    beyond: "Who may approve is a setting of the forge, not of a file.",
    instead: "`governance.approve` of the inventory says who should.",
  },
  {
    id: "P20",
    title: "Unusual uses raise an alarm, and dashboards show what is due",
    what: "Unusual use of secrets raises an alert, and a dashboard shows what expires and what has been rotated.",
    beyond: "Anomalies show in the logs of the store and the cloud.",
    instead: "docs/alerts.md has alert rules to copy; `sealint dashboard` shows what is due.",
  },
  {
    id: "P21",
    title: "Reviews come each quarter, drift is checked by machine",
    what: "Each quarter people go through all secrets, and between those reviews a machine reports whatever drifts from what was agreed.",
  },
  {
    id: "P22",
    title: "A missing or expired secret fails safely",
    what: "A pipeline whose secret is missing or has expired stops with a clear message, and does not go on without protection.",
    beyond: "How a service behaves without its secret shows when it is taken away.",
    instead: "Take it away in a staging environment, and see the deployment stop.",
  },
  {
    id: "P23",
    title: "The most sensitive keys lie in hardware",
    what: "The keys that matter most are kept in a hardware security module and never leave it.",
    beyond: "Whether a key can leave its module is the module's own setting.",
    instead: "`hsm` and `kms` of the inventory say what should be so.",
  },
  {
    id: "P24",
    title: "An incident has a runbook, and a secret can be revoked everywhere",
    what: "When a secret leaks, a runbook says what to do, and the secret can be revoked everywhere at once.",
    beyond: "Whether people find the runbook at night shows in a drill.",
    instead: "`sealint inventory canary` plants a harmless secret to rehearse with.",
  },
  {
    id: "P25",
    title: "Pipelines fetch secrets with fixed plugins of the vault",
    what: "Pipelines fetch secrets through the vault's own integration with the platform, and not through copies that are pasted in by hand.",
    beyond: "No file says where the value in a CI system's settings has come from.",
    instead: "`inventory/store-not-central` reports what `store` of the inventory keeps beside the vault.",
  },
  {
    id: "P26",
    title: "Every secret can be traced to the policy that grants it",
    what: "For every secret it can be shown which policy grants it, to whom and why.",
  },
  {
    id: "P27",
    title: "Prototypes have nothing written into them, and people know why",
    what: "Prototypes and experiments hold no hard-coded secrets either, since they tend to become the product.",
    beyond: "Whether people have learnt it is for a training to show.",
    instead: "`sealint explain RULE` teaches at the finding; the hook shows it before the commit.",
  },
];
