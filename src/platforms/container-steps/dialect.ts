import type { ChosenText } from "../flow/chosen-text.ts";

/** What one platform of container steps does in its own way. */
export interface Dialect {
  readonly platform: string;
  /** What starts a pipeline where nothing limits it. */
  readonly events: readonly string[];
  /** Events that only count where the file names them. */
  readonly furtherEvents: readonly string[];
  /** Events that somebody without write access causes, with content of theirs. */
  readonly untrusted: ReadonlySet<string>;
  /** Events that a person has to cause on the platform itself. */
  readonly byHand: ReadonlySet<string>;
  /** Variables of the platform's own, which it fills into the file as `${NAME}` before it reads it. */
  readonly ownVariable: RegExp;
  /** Who chooses the text of such a variable; undefined where nobody can write what he likes. */
  authorOf(name: string): ChosenText["author"] | undefined;
  /** Variables that hold the name of the branch that a filter on branches is about. */
  readonly branch: RegExp;
  /** The password for the clone that each step gets. */
  readonly token: RegExp;
  /** Images that the platform's maker keeps. */
  readonly ownImage: RegExp;
  /** Runners whose steps are no containers: they run on the machine itself. */
  readonly onMachine: RegExp;
}
