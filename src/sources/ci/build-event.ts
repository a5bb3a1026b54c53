/** What a run of a CI system is about: the one shape into which each system's own words are put. */
export type BuildEvent = PullRequestEvent | PushEvent | QueueEvent | DeletedEvent | OtherEvent;

/** A pull or merge request. Commits are ids, or the first digits of them. */
export interface PullRequestEvent {
  readonly kind: "pull-request";
  /** As people call it: `pull request #5`. */
  readonly title: string;
  /** Last commit of what is to be merged; where absent, what `merge` has as its second parent, or else HEAD. */
  readonly head?: string;
  /**
   * The merge of it into the target that the system made, as an id or `HEAD`. Another merge that is checked out may be the
   * author's own, whose other side says nothing of the target.
   */
  readonly merge?: string;
  /** What git fetches the head by: `refs/pull/5/head`. */
  readonly headRef?: string;
  /** Commits of the branch that it is to be merged into, the latest first, as far as they are told. */
  readonly targets: readonly string[];
  /** That branch; the default branch where the system does not tell. */
  readonly targetBranch?: string;
  /** How the system could be made to tell it. */
  readonly targetHint?: string;
}

/** A branch or tag that was pushed. */
export interface PushEvent {
  readonly kind: "push";
  readonly ref: { readonly kind: "branch" | "tag"; readonly name: string };
  /** What it leads to now: an id or `HEAD`; of a tag its own object, where the system tells that. */
  readonly after: string;
  /** Of a tag, the commit that it stands for, where the system tells both. */
  readonly commit?: string;
  readonly before: Before;
  /** Where the system tells it. */
  readonly defaultBranch?: string;
}

/** What a ref led to before a push. */
export type Before =
  | { readonly kind: "commit"; readonly id: string; readonly isForced: boolean | "unknown"; readonly what?: string }
  | { readonly kind: "new" }
  /** The system does not say; `hint` tells how it could be made to. */
  | { readonly kind: "untold"; readonly hint: string };

/** A merge queue tries out some pull requests together. */
export interface QueueEvent {
  readonly kind: "merge-queue";
  readonly base: string;
  readonly head: string;
  readonly targetBranch?: string;
}

/** A ref that is gone. */
export interface DeletedEvent {
  readonly kind: "deleted";
  readonly name: string;
}

/** A run with no commits of its own, in words that follow `a run`: `on a schedule`. */
export interface OtherEvent {
  readonly kind: "other";
  readonly what: string;
}
