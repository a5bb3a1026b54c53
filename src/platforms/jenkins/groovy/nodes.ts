import type { Place } from "../../../core/span.ts";
import type { Scalar } from "../../document/tree.ts";

/** Groovy, as far as pipelines need it: plain data, each node with its place. */
export type Node =
  | Text
  | Name
  | Member
  | Call
  | Listing
  | Closure
  | Operation
  | Choice
  | Assignment
  | Construct
  | Definition
  | Constant;

/** A text; what Groovy fills in stands in its value as written. */
export interface Text {
  readonly kind: "text";
  readonly scalar: Scalar;
  readonly place: Place;
  readonly holes: readonly Hole[];
}

/** What Groovy fills into a text, by the range of UTF-16 offsets in its value. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
}

export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly place: Place;
}

/** `of.name`, also written `of['name']`. */
export interface Member {
  readonly kind: "member";
  readonly of: Node;
  readonly name: string;
  readonly place: Place;
}

/** An argument, an item of a list or an entry of a map. */
export interface Argument {
  /** Of a named one and of an entry. */
  readonly name?: Name;
  readonly value: Node;
}

/** A call, with or without brackets; a closure behind it is its last argument. */
export interface Call {
  readonly kind: "call";
  readonly callee: Node;
  readonly args: readonly Argument[];
  readonly place: Place;
}

export interface Listing {
  readonly kind: "list";
  readonly items: readonly Argument[];
  readonly place: Place;
}

export interface Closure {
  readonly kind: "closure";
  readonly parameters: readonly string[];
  readonly body: readonly Node[];
  readonly place: Place;
}

/** Operands with operators between them; `isSum` where all of these are `+`. */
export interface Operation {
  readonly kind: "operation";
  /** The first operator; empty where there is none between two operands. */
  readonly operator: string;
  readonly isSum: boolean;
  readonly operands: readonly Node[];
  readonly place: Place;
}

/** `condition ? a : b`, or `a ?: b` without a condition of its own. */
export interface Choice {
  readonly kind: "choice";
  readonly condition?: Node;
  readonly values: readonly Node[];
  readonly place: Place;
}

export interface Assignment {
  readonly kind: "assignment";
  readonly target: Node;
  readonly value: Node;
  /** Whether it declares its variable, so that it is one of the block. */
  readonly isDeclaration: boolean;
  /** Whether the value is added to what is there. */
  readonly adds: boolean;
  readonly place: Place;
}

/** A statement with a keyword: `if`, `for`, `try`, `return`, `class` …. */
export interface Construct {
  readonly kind: "construct";
  readonly keyword: string;
  /** What stands in its brackets, or behind it. */
  readonly head: readonly Node[];
  readonly body: readonly Node[];
  readonly place: Place;
}

/** A function or method. */
export interface Definition {
  readonly kind: "definition";
  readonly name: Name;
  readonly parameters: readonly string[];
  readonly body: readonly Node[];
  readonly place: Place;
}

/** A number, or what is nothing else. */
export interface Constant {
  readonly kind: "constant";
  readonly written: string;
  readonly place: Place;
}
