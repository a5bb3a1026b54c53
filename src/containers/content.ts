/** Why something in a container was not searched, or not as what it is. */
export type FaultKind =
  /** More than may be taken out of one file. */
  | "limit"
  /** Nothing can be read without a password. */
  | "encrypted"
  /** Compressed in a way that cannot be undone here. */
  | "unknown-method"
  /** Broken: what could be read of it was. */
  | "malformed";

/** Something that is wrong with a container, or with one of its members. */
export interface ContainerFault {
  readonly type: "fault";
  readonly fault: FaultKind;
  /** The member that it is about, where it is about one. */
  readonly name?: string;
  /** What is wrong, as a clause that follows on the name. */
  readonly message: string;
}

/** A file in a container. Its bytes may be a view of the container's. */
export interface Member {
  readonly type: "member";
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a container yields, one after the other. */
export type Content = Member | ContainerFault;

/** What is said where an `Allowance` has come to its end. */
export const TOO_MUCH = "holds more than may be taken out of one file";

/** A fault of a member, or of all that follows. */
export const faultOf = (fault: FaultKind, message: string, name?: string): ContainerFault => ({
  type: "fault",
  fault,
  message,
  ...(name === undefined ? {} : { name }),
});
